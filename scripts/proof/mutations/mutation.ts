import type { DoorFailure } from "../../../src/egress/doorFailure.ts";
import type { Refusal } from "../../../src/terms/refusal.ts";

/** A rule of `docs/security/rules.md`, by its number. */
export type RuleName = `R${number}`;

/** A section of the same page that has no number, by its heading. */
export type RuleHeading =
  | "Completion asks nothing where you do not want it"
  | "Code is turned into numbers on this device alone"
  | "What is taken back ends at once"
  | "A picture leaves as what is seen in it"
  | "What breaks fails on the safe side";

/** What a guard holds: a rule, a kind of refusal of the gate, or a kind of failure at the door. */
export type Held = RuleName | RuleHeading | Refusal["kind"] | DoorFailure["kind"];

/** A test by its file and by its title, or as much of its beginning as no other title in the file begins with. */
export type NamedTest = { readonly file: string; readonly title: string };

/** A guard that is taken out, and the test that must turn red then. */
export type Mutation = {
  /** The guard, as a sentence. */
  readonly name: string;
  readonly holds: readonly Held[];
  readonly file: string;
  /** The exact text that is replaced; it stands in the file once. */
  readonly find: string;
  readonly replace: string;
  readonly test: NamedTest;
};

/** Mutations of one file. */
export function mutationsOf(file: string, guards: readonly Omit<Mutation, "file">[]): readonly Mutation[] {
  return guards.map((guard) => ({ ...guard, file }));
}

/** A test by the path of its file without `test/` and `.test.ts`. */
export function testIn(path: string, title: string): NamedTest {
  return { file: `test/${path}.test.ts`, title };
}
