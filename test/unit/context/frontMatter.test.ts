import assert from "node:assert/strict";
import { readFrontMatter } from "../../../src/context/frontMatter.ts";

function read(text: string) {
  const { fields, ...rest } = readFrontMatter(text);
  return { fields: Object.fromEntries(fields), ...rest };
}

describe("context/frontMatter", () => {
  it("reads one line for each key, in quotes or not", () => {
    const text = "---\ndescription: Say it's so: now\napplyTo: '**/*.py'\nMode: \"agent\"\n---\n\nBody\n";
    assert.deepEqual(read(text), {
      fields: { description: "Say it's so: now", applyto: "**/*.py", mode: "agent" },
      body: "Body\n",
      firstLine: 7,
    });
  });

  it("puts a list on one line, and knows what belongs to no key", () => {
    const { fields, body } = read(
      "---\n- none\ntools:\n  - terminal\n  - 'edit'\n# none\npaths:\n- src\nx:\n---\nBody",
    );
    assert.deepEqual(fields, { tools: "terminal, edit", paths: "src", x: "" });
    assert.equal(body, "Body");
  });

  it("takes no name of an object for a key that was written", () => {
    assert.equal(readFrontMatter("---\n__proto__: x\n---\n").fields.has("constructor"), false);
  });

  for (const [what, text] of Object.entries({
    "a text without one": "Body\n---\nmore\n---\n",
    "one that does not end": "---\ndescription: x\nBody\n",
    "one that begins late": "\n---\ndescription: x\n---\nBody",
    "an empty text": "",
  }))
    it(`leaves ${what} as it is`, () => {
      assert.deepEqual(read(text), { fields: {}, body: text, firstLine: 1 });
    });
});
