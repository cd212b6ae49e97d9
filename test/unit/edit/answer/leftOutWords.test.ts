import assert from "node:assert/strict";
import { leftOutWords, mayChooseFile, type Unfit } from "../../../../src/edit/answer/leftOutWords.ts";

describe("edit/answer/leftOutWords", () => {
  const reasons: readonly Unfit[] = [
    "empty",
    "prose",
    "wrongLanguage",
    "partOfNothing",
    "binary",
    "conflictMarkers",
    "cutOff",
    "notFound",
    "elsewhere",
    "folder",
    "gone",
    "readOnly",
    "notebook",
    "tooLarge",
  ];
  for (const reason of reasons)
    it(`says of "${reason}" what happened, then what to do`, () => {
      const [happened, todo] = leftOutWords(reason, "sum.ts").split(/(?<=\.) (?=[A-Z])/);
      assert.match(happened ?? "", /sum\.ts/);
      assert.match(todo ?? "", /^(?:Ask|Choose|Resolve|Let|Copy|Insert)\b.*\.$/);
    });

  it("offers another file exactly where its words say so", () => {
    for (const reason of reasons)
      assert.equal(
        mayChooseFile(reason),
        /[Cc]hoose|another one/.test(leftOutWords(reason, "sum.ts")),
        reason,
      );
  });
});
