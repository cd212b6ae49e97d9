import { exclusionSentence } from "../context/pathVerdict.ts";
import { explain } from "../sending/explain.ts";
import type { NoSuggestion } from "./suggestion.ts";

/** Why completion shows nothing, as a sentence for the status item; `undefined` when silence is the normal thing. */
export function silenceReason(no: NoSuggestion): string | undefined {
  switch (no.kind) {
    case "cancelled":
    case "empty":
      return undefined;
    case "unsuitable":
      return no.because === "tooLarge" ? "This document is too large to complete." : undefined;
    case "excluded":
      return exclusionSentence(no.path, no.restriction);
    case "failed": {
      const server = no.server === "" ? "The server" : no.server;
      const { sentence } = explain(no.failure, { ...no, server });
      return no.againInS === undefined ? sentence : `${sentence} Completion asks again in ${no.againInS} s.`;
    }
  }
}
