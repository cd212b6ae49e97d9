import type { SessionRecord } from "../job.ts";
import type { Observation } from "../observation.ts";

/** What is counted of a session, ready to be added up with others. Durations in milliseconds. */
export type Digest = {
  readonly keys: number;
  readonly keysAlone: number;
  readonly requests: SessionRecord["requests"];
  /** From the change of the document to a suggestion for it: from memory, and from the model. */
  readonly cachedMs: readonly number[];
  readonly askedMs: readonly number[];
  readonly stale: number;
  readonly flickers: number;
  readonly pauses: readonly boolean[];
  /** From taking a suggestion to the next one, where there was more to type. */
  readonly afterAcceptMs: readonly number[];
  readonly acceptedCharacters: number;
  readonly wrongCharacters: number;
};

type Answer = Extract<Observation, { kind: "answer" }>;
type Request = SessionRecord["requests"][number];

/** No model answers as fast as this. */
const fromMemoryMs = 5;

/** Counts a session. */
export function digest({ observations, requests, keysAlone }: SessionRecord): Digest {
  const of = <Kind extends Observation["kind"]>(kind: Kind): Extract<Observation, { kind: Kind }>[] =>
    observations.filter((each): each is Extract<Observation, { kind: Kind }> => each.kind === kind);
  const answers = of("answer");
  const shown = answers.filter(({ what }) => what === "shown");
  const isCached = (answer: Answer): boolean => isFromMemory(answer, requests);
  const takesMs = ({ atMs, changedMs }: Answer): number => atMs - changedMs;
  return {
    keys: of("key").length,
    keysAlone,
    requests,
    cachedMs: shown.filter(isCached).map(takesMs),
    askedMs: shown.filter((answer) => !isCached(answer)).map(takesMs),
    stale: answers.filter(({ what }) => what === "stale").length,
    flickers: of("flicker").length,
    pauses: of("pause").map(({ covered }) => covered),
    afterAcceptMs: of("accept")
      .filter(({ whole, goesOn }) => whole && goesOn)
      .flatMap(({ atMs }) =>
        shown
          .filter((answer) => answer.changedMs >= atMs)
          .slice(0, 1)
          .map((next) => next.atMs - atMs),
      ),
    acceptedCharacters: sum(of("accept").map(({ characters }) => characters)),
    wrongCharacters: sum(of("regret").map(({ characters }) => characters)),
  };
}

/** Whether an answer came from no request: at once, or while none was under way. */
function isFromMemory({ changedMs, askedMs, atMs }: Answer, requests: readonly Request[]): boolean {
  if (atMs - askedMs <= fromMemoryMs) return true;
  return !requests.some(({ startedMs, endedMs }) => startedMs <= atMs && endedMs >= changedMs);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
