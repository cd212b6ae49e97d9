import type { Result } from "../base/result.ts";
import type { Outlook } from "../sending/send.ts";
import type { SendFailure } from "../sending/sendEvent.ts";
import { plainlyFinding } from "./doctor.ts";
import type { Finding } from "./finding.ts";
import { silenceReason } from "./silenceReason.ts";
import type { NoSuggestion, Suggestion } from "./suggestion.ts";

/** What a person is told unasked, once for each cause. */
export type CompletionNotice = Finding & { readonly cause: string };

/** What only a person can change. Everything else passes, or is said where they look for it. */
const needsPerson: ReadonlySet<SendFailure["kind"]> = new Set([
  "noModel",
  "noDeviceModel",
  "modelNotListed",
  "modelMissing",
  "cannotComplete",
  "continuesNothing",
]);

/** What came of a request, as a notice; `undefined` when nobody needs to be told. */
export function completionNotice(
  outcome: Result<Suggestion, NoSuggestion>,
  outlook: Outlook,
): CompletionNotice | undefined {
  if (!outcome.ok && outcome.error.kind === "failed") {
    const { failure, server, model } = outcome.error;
    return needsPerson.has(failure.kind)
      ? { ...silenceReason(outcome.error), cause: `${failure.kind} ${server} ${model}` }
      : undefined;
  }
  if (!outlook.ok || outlook.value.route.infill !== undefined) return undefined;
  const { route } = outlook.value;
  return { ...plainlyFinding(route), cause: `plainly ${route.provider.id} ${route.model}` };
}
