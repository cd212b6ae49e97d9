import assert from "node:assert/strict";
import { nameRulesOf } from "../../../../src/edit/rename/nameRules.ts";
import { namesFromAnswer } from "../../../../src/edit/rename/namesFromAnswer.ts";
import { symbolName } from "../../../../src/edit/rename/symbolName.ts";

/** The names in an answer about a symbol of this name. */
function names(
  answer: string,
  {
    old = "total",
    language = "typescript",
    taken = [],
    isWhole = true,
  }: { old?: string; language?: string; taken?: readonly string[]; isWhole?: boolean } = {},
): readonly string[] {
  const rules = nameRulesOf(language);
  const name = symbolName(old);
  assert.ok(rules !== undefined && name !== undefined);
  return namesFromAnswer(answer, { old: name, rules, taken: new Set(taken) }, isWhole);
}

describe("edit/rename/namesFromAnswer", () => {
  it("takes one name from each line, as models list them", () => {
    const answer = '1. itemSum\n- `amountDue`\n3) **priceSum**\n* sumOfItems - what it holds\n"orderTotal",';
    assert.deepEqual(names(answer), ["itemSum", "amountDue", "priceSum", "sumOfItems", "orderTotal"]);
  });

  it("takes nothing else for a name", () => {
    const answer =
      "Sure, here are some names:\n```\nitemSum\n```\nI hope this helps!\nitem sum\n1total\ntotal-price\n{}\nconst a = 1;\n";
    assert.deepEqual(names(answer), ["itemSum"]);
  });

  it("takes no name out of a thought", () => {
    assert.deepEqual(names("<think>\nitemSum\n</think>\namountDue"), ["amountDue"]);
    assert.deepEqual(names("<think>\nitemSum\n"), []);
  });

  it("puts the words together as the old name is put together", () => {
    assert.deepEqual(names("item_sum\nAmountDue\nPRICE_SUM", { old: "myTotal" }), [
      "itemSum",
      "amountDue",
      "priceSum",
    ]);
    assert.deepEqual(names("itemSum", { old: "TOTAL" }), ["ITEM_SUM"]);
    assert.deepEqual(names("itemSum", { old: "Total" }), ["ItemSum"]);
    assert.deepEqual(names("itemSum", { language: "python" }), ["item_sum"]);
  });

  it("keeps the signs around the old name", () => {
    assert.deepEqual(names("itemSum\n_amountDue\n$priceSum", { old: "_myTotal" }), [
      "_itemSum",
      "_amountDue",
      "_priceSum",
    ]);
    assert.deepEqual(names("empty\nhas_items?", { old: "blank?", language: "ruby" }), [
      "empty?",
      "has_items?",
    ]);
  });

  it("takes no word that the language has for itself", () => {
    assert.deepEqual(names("class\nnew\nawait\narguments\nitemSum"), ["itemSum"]);
    assert.deepEqual(names("raise\nlambda\nNone\nitem_sum", { language: "python" }), ["item_sum"]);
    assert.deepEqual(names("match\nmod\nitem_sum", { language: "rust" }), ["item_sum"]);
  });

  it("takes neither the old name again nor one that means something else already", () => {
    assert.deepEqual(names("total\nTotal\nitems\nitemSum", { taken: ["items"] }), ["itemSum"]);
  });

  it("takes each name once, and five at most", () => {
    assert.deepEqual(names("aa\nAa\nbb\ncc\ndd\nee\nff"), ["aa", "bb", "cc", "dd", "ee"]);
  });

  it("waits for the end of a line that is still being written", () => {
    assert.deepEqual(names("itemSum\namount", { isWhole: false }), ["itemSum"]);
    assert.deepEqual(names("itemSum\namount"), ["itemSum", "amount"]);
  });

  it("takes nothing that hides something or is too long to be a name", () => {
    assert.deepEqual(names(`item\u200BSum\nitem\u202ESum\n${"a".repeat(61)}\nитог`), ["итог"]);
  });
});
