import type { Profile, RequestRecord } from "./modelServer.ts";
import type { Observation } from "./observation.ts";
import type { Lap } from "./run/processorMeter.ts";
import type { Subject } from "./subject.ts";

/** What one process replays: some scenarios with one extension, one after the other. */
export type Job = {
  readonly subject: Subject;
  readonly profile: Profile["name"];
  readonly seed: number;
  readonly scenarios: readonly string[];
  /** `wall`: against the wall clock, the server in a process of its own, so that the extension's processor time is seen. */
  readonly time: "simulated" | "wall";
  /** A server that is there already, to be asked instead of a simulated one. */
  readonly serverUrl?: string;
  /** What of the processor is measured by the wall clock: the time of each key, or the longest block. */
  readonly meter?: "laps" | "blocks";
  /** At most so many keys of each scenario. */
  readonly mostKeys: number;
  /** What goes wrong at the server once the extension is ready. */
  readonly fault?: Fault;
};

/** What can go wrong at a server: it is gone, has no such model, has no room, says nothing, stops amid an answer. */
export const faults = ["down", "missing", "overloaded", "hang", "cut"] as const;
/** One of {@link faults}. */
export type Fault = (typeof faults)[number];

/** What a session came to. */
export type SessionRecord = {
  readonly scenario: string;
  readonly subject: string;
  readonly profile: Profile["name"];
  readonly seed: number;
  readonly observations: readonly Observation[];
  /** The requests for text, without the prompts. */
  readonly requests: readonly Omit<RequestRecord, "prompt">[];
  /** Keys that it takes without any suggestion. */
  readonly keysAlone: number;
  readonly messages: number;
  /** What each key cost the process, up to the next one; only by the wall clock. */
  readonly laps: readonly Lap[];
  /** The longest time for which the event loop was kept busy without a turn. */
  readonly longestBlockMs: number;
  /** How often simulated time went on although something had not ended. */
  readonly impatient: number;
};
