import { malformed } from "./httpFailure.ts";
import type { ProviderFailure } from "./provider.ts";
import type { LineCheck } from "./sdkFetch.ts";

/** A check for server-sent events: comments, names and numbers of events pass, their data is judged. */
export function sseCheck(judge: (data: string) => ProviderFailure | undefined): LineCheck {
  return (line) => {
    if (line === undefined || line === "" || /^(?::|event:|id:|retry:)/.test(line)) return undefined;
    // Not `.`: JSON may hold U+2028 as it is.
    const data = /^data: ?([^]*)$/.exec(line)?.[1];
    return data === undefined ? malformed(line) : judge(data);
  };
}
