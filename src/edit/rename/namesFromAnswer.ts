import { inNameCase, nameCaseOf } from "./nameCase.ts";
import { isReserved, type NameRules } from "./nameRules.ts";
import { symbolName, type SymbolName } from "./symbolName.ts";

/** What new names are for, and what they may not be. */
export type NamesWanted = {
  readonly old: SymbolName;
  readonly rules: NameRules;
  /** Names that mean something else where the symbol is known. */
  readonly taken: ReadonlySet<string>;
};

/** Names that a person chooses among, at most. */
export const mostNames = 5;

/** A name as models write one of a list: with a number or a dash before it, and signs around it that make it look like code. */
const listed =
  /^\s*(?:[-*+•]|\d{1,2}[.):])?\s*(\*{0,2}["'`]?)([\p{L}\p{N}_$@?!]+)\1[,;]?(?:\s+[-–—(].*)?\s*$/u;

/**
 * The names in an answer, one on each line, the first ones first: put together as the old name is, and each one that may
 * stand in its place. Whatever else a model says is no name. A line that is still being written is looked at once it is whole.
 */
export function namesFromAnswer(answer: string, wanted: NamesWanted, isWhole: boolean): readonly string[] {
  const lines = answer.replaceAll(/<think>[^]*?(?:<\/think>|$)/g, "").split(/\r?\n/);
  if (!isWhole) lines.pop();
  const names = lines.flatMap((line) => nameOn(line, wanted));
  return [...new Set(names)].slice(0, mostNames);
}

function nameOn(line: string, { old, rules, taken }: NamesWanted): readonly string[] {
  const said = symbolName(listed.exec(line)?.[2] ?? "");
  if (said === undefined) return [];
  const core = inNameCase(said.core, nameCaseOf(old.core, rules.usual));
  const name = old.before + core + old.after;
  const isOld = core.toLowerCase() === old.core.toLowerCase();
  const isTheirs = [said.core, core].some((word) => isReserved(word, rules));
  return isOld || isTheirs || symbolName(name) === undefined || taken.has(name) ? [] : [name];
}
