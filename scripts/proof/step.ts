import type { Contact } from "./contacts.ts";

/** What was observed in a step: never empty, or nothing was proved about it. */
export type Measured = Readonly<Record<string, number | string>>;

/** A contact that must be seen; fields left out may be anything. */
export type Expectation = Partial<Pick<Contact, "address" | "port" | "name">> & Pick<Contact, "protocol">;

/** One thing the job does, which must cause no contact off loopback. The signal ends a step that takes too long. */
export type JobStep<Context> = {
  readonly name: string;
  run(context: Context, signal: AbortSignal): Promise<Measured>;
};

/** A contact made on purpose: the catcher must report all that is expected, or the proof is void. */
export type Control<Context> = JobStep<Context> & Required<Pick<PlannedStep, "expects">>;

/** A step of the proof, in the order in which it runs. */
export type Step<Context> = JobStep<Context> & PlannedStep;

/** What the verdict needs to know of a step. Of the optional parts a step has one at most. */
export type PlannedStep = {
  readonly name: string;
  /** A contact that is made on purpose. */
  readonly expects?: readonly Expectation[];
  /** What a person allowed: it must be contacted, and nothing else. */
  readonly reaches?: readonly Expectation[];
  /** The same editor without Drawbridge: what it contacts by itself is nobody's fault. */
  readonly baseline?: true;
  /** A server that lies; it has a table of its own. */
  readonly variant?: true;
};

/** The steps of one run inside the walls. */
export type ProofPlan = {
  readonly steps: readonly PlannedStep[];
  /** Texts that must be in no captured packet, however they are written there. */
  readonly canaries?: readonly string[];
  /** A text that a control sends on purpose: it must be found. */
  readonly controlCanary?: string;
};
