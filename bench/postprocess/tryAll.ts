import { setImmediate as turn } from "node:timers/promises";
import type { Syntax } from "../../src/completion/syntax.ts";
import { seeded, type Seeded } from "../support/seeded.ts";
import { applied } from "./applied.ts";
import { breaksSyntax, recoverable, unrecoverable, untouched, type Corruption } from "./corruptions.ts";
import type { Middle } from "./middles.ts";
import { tryAnswer, type Trial } from "./trial.ts";

/** How many were tried, and how many came out right. */
export type Tally = { readonly tried: number; readonly right: number };

/** What came of all answers. */
export type Outcome = {
  readonly answers: number;
  /** Of what can be made good. */
  readonly all: Tally;
  readonly classes: Readonly<Record<string, Tally>>;
  /** How many suggestions there were for what cannot be made good. */
  readonly shown: number;
  /** How many suggestions left more errors in a file than it had. */
  readonly newParseErrors: number;
  /** Processor time of each post-processing, in milliseconds. */
  readonly cpuMs: readonly number[];
};

/** `syntax` is what post-processing knows; `judge`, what it is judged by, knows every language. */
export type Knowledge = { readonly judge: Syntax; readonly syntax?: Syntax };

/** Spoils every middle in every way that it can be spoiled, and sees what becomes of it. The same for the same middles. */
export async function tryAll(middles: readonly Middle[], knowledge: Knowledge): Promise<Outcome> {
  const run: Run = { knowledge, random: seeded(2), tallies: new Map(), cpuMs: [], newParseErrors: 0 };
  const hopeless = { ...unrecoverable, brokenSyntax: breaksSyntax(knowledge.judge) };
  for (const middle of middles) {
    await opened(middle, knowledge.judge);
    tryEach(run, middle, { untouched }, isRestored);
    tryEach(run, middle, recoverable, isRestored);
    tryEach(run, middle, hopeless, isSilent);
  }
  const silent = total(run, Object.keys(hopeless));
  return {
    answers: run.cpuMs.length,
    all: total(run, Object.keys(recoverable)),
    classes: Object.fromEntries(run.tallies),
    shown: silent.tried - silent.right,
    newParseErrors: run.newParseErrors,
    cpuMs: run.cpuMs,
  };
}

type Run = {
  readonly knowledge: Knowledge;
  readonly random: Seeded;
  readonly tallies: Map<string, Tally>;
  readonly cpuMs: number[];
  newParseErrors: number;
};
type Judgement = (middle: Middle, trial: Trial) => boolean;

/** Both ways an answer can come have to end in the very file that the middle was taken from. */
const isRestored: Judgement = (middle, { whole, streamed }) => {
  const whatWas = original(middle);
  return [whole, streamed].every((each) => each !== undefined && applied(middle, each) === whatWas);
};

const isSilent: Judgement = (_middle, { whole, streamed }) => whole === undefined && streamed === undefined;

function tryEach(
  run: Run,
  middle: Middle,
  corruptions: Readonly<Record<string, Corruption>>,
  isRight: Judgement,
): void {
  for (const [name, corruption] of Object.entries(corruptions)) {
    const answer = corruption(middle, run.random);
    if (answer === undefined) continue;
    const trial = tryAnswer(middle, answer, { ...run.knowledge, random: run.random });
    const { tried, right } = run.tallies.get(name) ?? { tried: 0, right: 0 };
    run.tallies.set(name, { tried: tried + 1, right: right + (isRight(middle, trial) ? 1 : 0) });
    if (addsErrors(middle, trial, run.knowledge.judge)) run.newParseErrors += 1;
    run.cpuMs.push(trial.cpuMs);
  }
}

function total({ tallies }: Run, names: readonly string[]): Tally {
  return names.reduce(
    (sum, name) => {
      const { tried, right } = tallies.get(name) ?? { tried: 0, right: 0 };
      return { tried: sum.tried + tried, right: sum.right + right };
    },
    { tried: 0, right: 0 },
  );
}

/** As in an editor, the document is known by the time somebody types in it. */
async function opened({ source, prefix, suffix }: Middle, judge: Syntax): Promise<void> {
  while (judge.errors(source.languageId, prefix + suffix) === undefined) await turn();
}

/** Whether a file has more errors with the suggestion than with the middle that was taken out. */
function addsErrors(middle: Middle, { whole }: Trial, judge: Syntax): boolean {
  if (whole === undefined) return false;
  const { languageId } = middle.source;
  const [whatWas, suggested] = [original(middle), applied(middle, whole)];
  if (suggested === whatWas) return false;
  return (judge.errors(languageId, suggested) ?? 0) > (judge.errors(languageId, whatWas) ?? 0);
}

function original(middle: Middle): string {
  return applied(middle, { text: middle.middle, replaced: 0 });
}
