import assert from "node:assert/strict";
import { withoutLinks } from "../../../src/base/withoutLinks.ts";

/** What the editor makes a link of in a message: words in brackets, right before an address in parentheses. */
const link = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+(?: (?:"[^"]+"|'[^']+'))?\)/i;

describe("base/withoutLinks", () => {
  for (const hostile of [
    "[Mend it](command:workbench.action.quit)",
    "[Mend it](https://evil.example/?a)",
    '[Mend it](file:///etc/passwd "title")',
    "[a][b](command:x)",
    "[a]](command:x)",
    "[[a](command:x)](command:y)",
  ])
    it(`leaves no link in ${hostile}`, () => {
      assert.doesNotMatch(withoutLinks(hostile), link);
    });

  it("leaves everything else as it is", () => {
    const text = 'a.ts has "x[0]" (and more), see [notes] (there)';
    assert.equal(withoutLinks(text), text);
  });
});
