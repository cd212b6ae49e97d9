import type { Step } from "./scenario.ts";

/** What is typed at one place. */
export type Run = {
  /** The caret goes behind this text first; absent: it stays where it is. */
  readonly after: string | undefined;
  readonly backspaces: number;
  readonly text: string;
  /** Milliseconds of thinking, by how many characters of the text are there. */
  readonly pauses: ReadonlyMap<number, number>;
};

/** The steps of a scenario by the places at which they happen: what is typed before and after a pause belongs together. */
export function runsOf(steps: readonly Step[]): readonly Run[] {
  const runs: { after: string | undefined; backspaces: number; text: string; pauses: Map<number, number> }[] =
    [];
  const begin = (after: string | undefined) => {
    const run = { after, backspaces: 0, text: "", pauses: new Map<number, number>() };
    runs.push(run);
    return run;
  };
  for (const step of steps) {
    if (step.kind === "moveTo") {
      begin(step.after);
      continue;
    }
    const last = runs.at(-1) ?? begin(undefined);
    if (step.kind === "backspace") (last.text === "" ? last : begin(undefined)).backspaces += step.count;
    else if (step.kind === "type") last.text += step.text;
    else last.pauses.set(last.text.length, (last.pauses.get(last.text.length) ?? 0) + step.milliseconds);
  }
  return runs;
}
