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
export type Control<Context> = JobStep<Context> & {
  readonly control: true;
  readonly expects: readonly Expectation[];
};

/** A step of the proof, in the order in which it runs. */
export type Step<Context> = JobStep<Context> | Control<Context>;

/** What the verdict needs to know of a step. */
export type PlannedStep = { readonly name: string; readonly expects?: readonly Expectation[] };
