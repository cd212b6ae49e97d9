import assert from "node:assert/strict";
import { draftSources, messageText, type Draft } from "../../../src/prompt/draft.ts";
import { editDraft, hasRoomToEdit, type EditWish } from "../../../src/prompt/editDraft.ts";
import { routeTo } from "../../support/samples.ts";

const route = routeTo({ task: "edit" });
const nothingRemoved = { removed: new Set<string>() };
const uri = "file:///project/src/sum.ts";

function wish(text: string, at: number, count: number, instruction = "Use reduce"): EditWish {
  return {
    file: { uri, path: "src/sum.ts", languageId: "typescript", text },
    region: { at, count },
    instruction,
  };
}

const asked = (draft: Draft): string => messageText(draft.messages.at(-1) ?? { role: "user", parts: [] });

const code = "import a;\n\nfunction sum(xs) {\n  return 0;\n}\n\nsum([]);\n";

describe("prompt/editDraft", () => {
  it("shows the part, what stands around it, and what to change, and asks for the part alone", () => {
    const text = asked(editDraft(wish(code, 2, 3), route, nothingRemoved));
    assert.equal(
      text.slice(0, text.indexOf("\n\nWrite")),
      [
        "File: src/sum.ts (typescript)\n",
        "Before:\n```typescript\nimport a;\n\n```\n",
        "After:\n```typescript\n\nsum([]);\n```\n",
        "The part:\n```typescript\nfunction sum(xs) {\n  return 0;\n}\n```\n",
        "What to change in the part: Use reduce",
      ].join("\n"),
    );
    assert.match(text, /Write the whole part again with that change, in one fenced code block\./);
  });

  it("asks for new lines where there are none yet", () => {
    const text = asked(editDraft(wish("a();\n\nb();\n", 1, 1, "Log it"), route, nothingRemoved));
    assert.match(text, /New lines come between these\.\n\nWhat to write: Log it\n\nWrite only the new lines/);
    assert.doesNotMatch(text, /The part/);
  });

  it("begins the same for another instruction, so that a server need not read it again", () => {
    const [one, other] = ["Use reduce", "Use a loop"].map((words) =>
      asked(editDraft(wish(code, 2, 3, words), route, nothingRemoved)),
    );
    assert.equal(one?.split("Use reduce")[0], other?.split("Use a loop")[0]);
  });

  it("names the file as the source of every line of it, with its lines", () => {
    const sources = draftSources(editDraft(wish(code, 2, 3), route, nothingRemoved));
    assert.deepEqual(
      sources.map((source) => (source.kind === "file" ? source.lines : source.kind)),
      ["instructions", { first: 1, last: 2 }, { first: 6, last: 7 }, { first: 3, last: 5 }, "question"],
    );
  });

  it("leaves what stands around out when the person left the file out: only the lines to change go", () => {
    const text = asked(editDraft(wish(code, 2, 3), route, { removed: new Set([uri]) }));
    assert.doesNotMatch(text, /import a|sum\(\[\]\)/);
    assert.match(text, /function sum/);
  });

  it("takes along only so much of a long file as has room, nearest lines first", () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `const value${index} = ${index};\n`).join("");
    const text = asked(editDraft(wish(rows, 10_000, 3), route, nothingRemoved));
    assert.match(text, /const value9999 = /);
    assert.match(text, /const value10003 = /);
    assert.ok(text.length < 10_000, `${text.length} characters`);
  });

  it("knows when a part has no room in a model", () => {
    const rows = "const value = compute(value);\n".repeat(600);
    assert.ok(!hasRoomToEdit(wish(rows, 0, 600), { contextTokens: 8192 }));
    assert.ok(hasRoomToEdit(wish(rows, 0, 60), { contextTokens: 8192 }));
  });

  it("fences with more than the code does, which would end the block otherwise", () => {
    const text = asked(editDraft(wish("# A\n\n```sh\nls\n```\n", 0, 5), route, nothingRemoved));
    assert.match(text, /The part:\n````typescript\n# A/);
  });

  it("bounds the answer by the part", () => {
    const { maxTokens = 0 } = editDraft(wish(code, 2, 3), route, nothingRemoved);
    assert.ok(maxTokens > 500 && maxTokens < 700, String(maxTokens));
  });

  it("keeps what a model need not know of a file's place to itself", () => {
    const elsewhere = {
      ...wish(code, 2, 3),
      file: { uri, path: "/home/me/sum.ts", languageId: "ts", text: code },
    };
    assert.match(asked(editDraft(elsewhere, route, nothingRemoved)), /^File: sum\.ts/);
  });
});
