import { malformed } from "./httpFailure.ts";
import type { ProviderFailure } from "./provider.ts";
import type { LineCheck } from "./sdkFetch.ts";

/**
 * A check for server-sent events: their data is judged, comments and numbers are dropped. Names of events pass only where
 * they mean something: the openai package takes a name without data for an event, and stumbles over it.
 */
export function sseCheck(
  names: "named" | "nameless",
  judge: (data: string) => ProviderFailure | undefined,
): LineCheck {
  const dropped = names === "named" ? /^(?::|id:|retry:)/ : /^(?::|id:|retry:|event:)/;
  return (line) => {
    if (line === undefined || line === "") return undefined;
    if (dropped.test(line)) return "skip";
    if (line.startsWith("event:")) return undefined;
    // Not `.`: JSON may hold U+2028 as it is.
    const data = /^data: ?([^]*)$/.exec(line)?.[1];
    return data === undefined ? malformed(line) : judge(data);
  };
}
