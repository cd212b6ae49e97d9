import { diffArrays } from "diff";

/** A stretch of lines that another one takes the place of; either may have no lines. Positions count lines from 0. */
export type ChangedLines = {
  readonly at: number;
  readonly before: readonly string[];
  /** Where the new lines begin in the new text. */
  readonly newAt: number;
  readonly after: readonly string[];
};

/** Lines of two texts differ in more places than a person would read: beyond this they are one change. */
const mostEdits = 800;

function sharedStart(before: readonly string[], after: readonly string[]): number {
  const most = Math.min(before.length, after.length);
  let count = 0;
  while (count < most && before[count] === after[count]) count += 1;
  return count;
}

function sharedEnd(before: readonly string[], after: readonly string[], start: number): number {
  const most = Math.min(before.length, after.length) - start;
  let count = 0;
  while (count < most && before.at(-1 - count) === after.at(-1 - count)) count += 1;
  return count;
}

/** How lines became others, in order; what two changes have between them is the same in both. */
export function lineDiff(before: readonly string[], after: readonly string[]): readonly ChangedLines[] {
  const start = sharedStart(before, after);
  const end = sharedEnd(before, after, start);
  const old = before.slice(start, before.length - end);
  const fresh = after.slice(start, after.length - end);
  if (old.length === 0 && fresh.length === 0) return [];
  const whole = [{ at: start, before: old, newAt: start, after: fresh }];
  if (old.length === 0 || fresh.length === 0) return whole;
  const steps = diffArrays([...old], [...fresh], { maxEditLength: mostEdits });
  return steps === undefined ? whole : gathered(steps, start);
}

type Step = { readonly value: readonly string[]; readonly added: boolean; readonly removed: boolean };

/** Lines taken out and put in at one place are one change. */
function gathered(steps: readonly Step[], start: number): readonly ChangedLines[] {
  const changes: ChangedLines[] = [];
  let [at, newAt] = [start, start];
  let open: ChangedLines | undefined;
  for (const { value, added, removed } of steps) {
    if (!added && !removed) {
      if (open !== undefined) changes.push(open);
      open = undefined;
      at += value.length;
      newAt += value.length;
      continue;
    }
    open ??= { at, before: [], newAt, after: [] };
    if (removed) open = { ...open, before: [...open.before, ...value] };
    else open = { ...open, after: [...open.after, ...value] };
    if (removed) at += value.length;
    else newAt += value.length;
  }
  return open === undefined ? changes : [...changes, open];
}
