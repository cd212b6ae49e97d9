/** Finds stop strings in a stream of text without ever letting a part of one through. */
export type StopMatcher = {
  /** The text that can no longer belong to a stop string. */
  add(text: string): string;
  /** True from the moment a stop string was complete: nothing after it is ever given out. */
  readonly stopped: boolean;
  /** What was held back when the text ends without a stop string. */
  rest(): string;
};

/** Empty stop strings are ignored; the one that begins first wins. */
export function stopMatcher(stops: readonly string[]): StopMatcher {
  const wanted = stops.filter((stop) => stop !== "");
  let held = "";
  let stopped = false;
  return {
    add(text) {
      if (stopped) return "";
      held += text;
      const found = wanted.map((stop) => held.indexOf(stop)).filter((at) => at >= 0);
      if (found.length > 0) {
        stopped = true;
        return held.slice(0, Math.min(...found));
      }
      const safe = held.length - longestStart(held, wanted);
      const given = held.slice(0, safe);
      held = held.slice(safe);
      return given;
    },
    get stopped() {
      return stopped;
    },
    rest() {
      const given = stopped ? "" : held;
      held = "";
      return given;
    },
  };
}

/** The length of the longest end of `text` that begins one of the stop strings. */
function longestStart(text: string, stops: readonly string[]): number {
  const longest = Math.max(0, ...stops.map((stop) => stop.length - 1));
  for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
    const end = text.slice(-length);
    if (stops.some((stop) => stop.startsWith(end))) return length;
  }
  return 0;
}
