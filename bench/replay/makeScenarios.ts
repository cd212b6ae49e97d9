/**
 * `node bench/replay/makeScenarios.ts`: cuts the editing sessions of `scenarios/plan.ts` from the texts beside it and
 * writes a file for each. What it writes is checked in; it is run again when the plan has changed.
 */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { main } from "../../scripts/main.ts";
import { createRandom, type Random } from "../../test/support/random.ts";
import { countKeystrokes } from "./keystrokes.ts";
import type { Step } from "./scenario.ts";
import type { ScenarioFile } from "./scenarioFile.ts";
import { type Hole, plan, type Planned } from "./scenarios/plan.ts";

const folder = join(import.meta.dirname, "scenarios");
const sessions = join(folder, "sessions");
const keystrokesAllowed = { least: 120, most: 400 } as const;
/** A place is named by at least so much text. */
const anchorLength = 12;
const keys = "qwertyuiopasdfghjklzxcvbnm".split("");

/** A part of the finished text, and what stands there before it is written. */
type Cut = { readonly from: number; readonly to: number; readonly was: string };

await main(async () => {
  await rm(sessions, { recursive: true, force: true });
  await mkdir(sessions);
  for (const planned of plan) {
    const final = await readFile(join(folder, "texts", planned.text), "utf8");
    const made = makeScenario(planned, final);
    const count = countKeystrokes(made.steps);
    console.log(`${planned.name.padEnd(28)} ${count} keystrokes`);
    if (count < keystrokesAllowed.least || count > keystrokesAllowed.most)
      throw new Error(`${planned.name} takes ${count} keystrokes: choose other parts.`);
    await writeFile(join(sessions, `${planned.name}.json`), `${JSON.stringify(made, undefined, 1)}\n`);
  }
});

function makeScenario({ name, kind, text, holes, slips, isPlain }: Planned, final: string): ScenarioFile {
  const random = createRandom(seedOf(name));
  const cuts = holes.map((hole) => cut(final, hole));
  const lengths = cuts.map(({ from, to }) => to - from);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const steps = cuts.flatMap((hole, index): readonly Step[] => {
    const unwritten = cuts.slice(index);
    const caret = positionIn(unwritten, hole.from) + hole.was.length;
    const typed = final.slice(hole.from, hole.to);
    return [
      { kind: "moveTo", after: anchor(before(final, unwritten), caret) },
      { kind: "pause", milliseconds: 700 + 100 * random.integer(9) },
      ...replacing(hole.was, typed, { slips: Math.round((slips * typed.length) / total), random }),
    ];
  });
  const missing = [...cuts].sort((one, other) => other.from - one.from);
  return { kind, isPlain, text, missing, steps };
}

/** The same in every run for a name. */
function seedOf(name: string): number {
  return Buffer.from(name).reduce((sum, byte) => (sum * 31 + byte) | 0, 0);
}

function cut(final: string, hole: Hole): Cut {
  const ends = [...final.matchAll(/$/gmu)].map(({ index }) => index);
  const lineEnd = (line: number): number => ends[line - 1] ?? Number.NaN;
  if ("lines" in hole) return { from: lineEnd(hole.lines[0] - 1), to: lineEnd(hole.lines[1]), was: "" };
  const from = final.indexOf(hole.text, lineEnd(hole.line - 1));
  if (from < 0 || from > lineEnd(hole.line)) throw new Error(`Line ${hole.line} has no "${hole.text}".`);
  return trimmed(final, { from, to: from + hole.text.length, was: hole.was });
}

/** Only what differs is typed: what both begin and end with stays. */
function trimmed(final: string, { from, to, was }: Cut): Cut {
  const text = final.slice(from, to);
  const most = Math.min(text.length, was.length);
  let begin = 0;
  while (begin < most && text[begin] === was[begin]) begin += 1;
  let end = 0;
  while (end < most - begin && text.at(-1 - end) === was.at(-1 - end)) end += 1;
  return { from: from + begin, to: to - end, was: was.slice(begin, was.length - end) };
}

/** The document while these are not written yet. */
function before(final: string, unwritten: readonly Cut[]): string {
  return [...unwritten]
    .sort((one, other) => other.from - one.from)
    .reduce((text, { from, to, was }) => text.slice(0, from) + was + text.slice(to), final);
}

function positionIn(unwritten: readonly Cut[], offset: number): number {
  return unwritten
    .filter(({ from }) => from < offset)
    .reduce((at, { from, to, was }) => at - (to - from) + was.length, offset);
}

/** The shortest text that stands only before this place. */
function anchor(text: string, caret: number): string {
  for (let length = Math.min(anchorLength, caret); length <= caret; length += 1) {
    const after = text.slice(caret - length, caret);
    if (text.indexOf(after) === text.lastIndexOf(after)) return after;
  }
  throw new Error("No text names this place.");
}

function replacing(
  was: string,
  typed: string,
  { slips, random }: { readonly slips: number; readonly random: Random },
): readonly Step[] {
  const letters = [...typed.matchAll(/[a-z]/gu)].map(({ index }) => index);
  const places = new Set(Array.from({ length: slips }, () => random.pick(letters)));
  const steps: Step[] = was === "" ? [] : [{ kind: "backspace", count: was.length }];
  let at = 0;
  for (const place of [...places].sort((one, other) => one - other)) {
    if (place < at) continue;
    // The wrong key is noticed at once, or some keys later.
    const late = typed.slice(place + 1, place + 1 + random.integer(4)).replace(/\n[^]*/u, "");
    const wrong = random.pick(keys.filter((key) => key !== typed[place]));
    steps.push({ kind: "type", text: typed.slice(at, place) + wrong + late });
    steps.push({ kind: "backspace", count: 1 + late.length });
    at = place;
  }
  return [...steps, { kind: "type", text: typed.slice(at) }];
}
