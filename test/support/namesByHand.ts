import assert from "node:assert/strict";
import type { Attachment } from "../../src/context/attachment.ts";
import { nameRulesOf } from "../../src/edit/rename/nameRules.ts";
import type { SuggestNamesWish } from "../../src/edit/rename/suggestNames.ts";
import { symbolName } from "../../src/edit/rename/symbolName.ts";

/** Lines of a file of the project, as they are read. */
export function readLines(path: string, text: string): Attachment {
  const source = {
    kind: "file",
    uri: `file:///project/${path}`,
    path,
    lines: { first: 1, last: 3 },
  } as const;
  return { source, languageId: "typescript", text };
}

/** Wants names for `total`, which is defined in one file and used in another one. */
export function namesWish(changes: Partial<SuggestNamesWish> = {}): SuggestNamesWish {
  const old = symbolName("total");
  const rules = nameRulesOf("typescript");
  assert.ok(old !== undefined && rules !== undefined);
  return {
    ...{ name: "total", old, rules, taken: new Set(["items"]) },
    definition: readLines("sum.ts", "let total = 0;\n"),
    uses: [readLines("bill.ts", "pay(total);\n")],
    ...changes,
  };
}
