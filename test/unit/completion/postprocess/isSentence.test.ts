import assert from "node:assert/strict";
import { isSentence } from "../../../../src/completion/postprocess/isSentence.ts";
import { vicinityOf } from "../../../../src/completion/vicinity.ts";
import { siteOf } from "../../../support/siteOf.ts";

describe("completion/postprocess/isSentence", () => {
  function check(text: string, expected: boolean, document = "a();\n█", languageId = "typescript"): void {
    it(`${JSON.stringify(text)} ${expected ? "talks" : "is code"} at ${JSON.stringify(document)} in ${languageId}`, () => {
      assert.equal(isSentence(text, vicinityOf(siteOf(document, { languageId }))), expected);
    });
  }
  check("Here is the completed code:", true);
  check("\n\nSure, here's how you can do it.\n\na();", true);
  check("This function returns the sum of its arguments.", true);
  check("You can use `a.map(b)` to transform the list.", true);
  check("I'm sorry, but I cannot help with that.", true);
  check("the code above works", true);

  check("this.code = a;", false);
  check("this is a;", false);
  check("return the value;", false);
  check("The", false);
  check("let me = here();", false);
  check("sure(a, b, c);", false);
  check("note that = 1", false);

  check("The code above works as it is.", false, "// █");
  check("The code above works as it is.", false, "/**\n * █\n */");
  check("The code above works as it is.", false, 'say("█");');
  check("The code above works as it is.", false, "def f():\n    '''█\n    '''", "python");
  check("The code above works as it is.", false, "█", "markdown");
  check("The code above works as it is.", false, "# █", "python");
});
