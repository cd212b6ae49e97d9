import type { StoredAnswer } from "./conversation.ts";

const known = new WeakMap<StoredAnswer, boolean>();

/** Whether the code of an answer can be applied as one change of several. Each answer is looked through once. */
export function appliesAll(answer: StoredAnswer, changesSeveral: (markdown: string) => boolean): boolean {
  const said = known.get(answer) ?? changesSeveral(answer.text);
  known.set(answer, said);
  return said;
}
