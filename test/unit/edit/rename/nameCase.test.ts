import assert from "node:assert/strict";
import { inNameCase, nameCaseOf } from "../../../../src/edit/rename/nameCase.ts";

describe("edit/rename/nameCase", () => {
  it("sees how a name is put together", () => {
    assert.deepEqual(
      ["itemCount", "ItemCount", "item_count", "ITEM_COUNT", "T", "URL"].map((name) =>
        nameCaseOf(name, "snake"),
      ),
      ["camel", "pascal", "snake", "upper", "pascal", "upper"],
    );
  });

  it("goes by what is usual where a single word does not show it", () => {
    assert.deepEqual([nameCaseOf("total", "snake"), nameCaseOf("total", "camel")], ["snake", "camel"]);
  });

  it("puts the same words together in every way", () => {
    for (const name of ["itemCount", "ItemCount", "item_count", "ITEM_COUNT"])
      assert.deepEqual(
        (["camel", "pascal", "snake", "upper"] as const).map((nameCase) => inNameCase(name, nameCase)),
        ["itemCount", "ItemCount", "item_count", "ITEM_COUNT"],
      );
  });
});
