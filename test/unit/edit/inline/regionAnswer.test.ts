import assert from "node:assert/strict";
import { regionAnswer } from "../../../../src/edit/inline/regionAnswer.ts";

const f = "```";

function check(name: string, text: string, lines: readonly string[], state = "ended"): void {
  it(name, () => {
    assert.deepEqual(regionAnswer(text, true), { lines, state });
  });
}

describe("edit/inline/regionAnswer", () => {
  check("takes what stands in the fences", `${f}ts\na();\n\n  b();\n${f}`, ["a();", "", "  b();"]);
  check("leaves out what is said before and behind", `Here is it:\n\n${f}\na();\n${f}\nIt calls a.`, [
    "a();",
  ]);
  check("takes the first block", `${f}\na();\n${f}\nor\n${f}\nb();\n${f}`, ["a();"]);
  check("takes a block that was not closed", `${f}ts\na();\nb();`, ["a();", "b();"], "code");
  check("takes code that a model did not fence", "a();\n\nb();", ["a();", "", "b();"]);
  check("takes no sentence for code", "Sure, I would use a map here.", [], "talk");
  for (const code of [
    "answer = 42",
    "answers.push(42);",
    "answer: number;",
    "answer()",
    "sure = answer == 42",
    "below += 1",
    "okay.then(go);",
  ])
    check(`takes ${code} for code`, `${code}\nb();`, [code, "b();"]);
  for (const said of [
    "Answer: take a map.",
    "Answer\n\nTake a map.",
    "Okay. Take a map.",
    "Below (see there)",
  ])
    check(`takes ${JSON.stringify(said)} for none`, said, [], "talk");
  check("takes nothing from nothing", " \n", [], "talk");
  check("keeps blocks that stand in the code", `${f}md\n# A\n${f}sh\nls\n${f}\nend\n${f}`, [
    "# A",
    `${f}sh`,
    "ls",
    f,
    "end",
  ]);
  check("keeps a block within longer fences", `${f}${f}md\n${f}\nls\n${f}\n${f}${f}`, [f, "ls", f]);
  const sh = [`${f}sh`, "ls", f];
  const bare = [f, "ls", f];
  for (const [of, inner] of [
    ["blocks without a language", ["# A", ...bare, "b", ...bare, "c"]],
    ["blocks of both kinds", ["# A", ...sh, "b", ...bare, "c"]],
    ["a block at their start", [...bare, "b"]],
    ["a block at their end", ["b", ...bare]],
    ["longer fences", ["# A", `${f}${f}`, f, `${f}${f}`, "b"]],
  ] as const)
    it(`goes on to the last fence where the lines themselves hold ${of}`, () => {
      const answer = (own: string): string =>
        `Here is it:\n\n${own}md\n${inner.join("\n")}\n${own}\nIt lists.\n`;
      for (const own of [f, `${f}${f}`])
        assert.deepEqual(regionAnswer(answer(own), true, inner), { lines: inner, state: "ended" });
    });
  it("leaves out a block that is said behind such lines", () => {
    const lines = ["# A", ...bare, "b"];
    const text = `${f}md\n${lines.join("\n")}\n${f}\nRun it by:\n${f}sh\ngo\n${f}\n`;
    assert.deepEqual(regionAnswer(text, true, lines), { lines, state: "ended" });
  });
  for (const lines of [
    ["ls", f, "b"],
    ["b", `${f}sh`, "ls"],
    ["b", f, "ls"],
  ])
    it(`knows the end of ${JSON.stringify(lines)}, which begin or end within a block`, () => {
      const text = `${f}md\n${lines.join("\n")}\n${f}\nDone.`;
      assert.deepEqual(regionAnswer(text, true, lines), { lines, state: "ended" });
    });
  it("shows what came of such lines while it comes, and where it breaks off", () => {
    const lines = ["# A", ...bare, "b"];
    const text = `${f}md\n${lines.join("\n")}\n`;
    assert.deepEqual(regionAnswer(text, false, lines), { lines, state: "code" });
    assert.deepEqual(regionAnswer(text.trimEnd(), true, ["b", ...sh]), { lines, state: "code" });
  });
  check("keeps a block within code that was not fenced", `/**\n * ${f}\n */\n${f}\nx\n${f}`, [
    "/**",
    ` * ${f}`,
    " */",
    f,
    "x",
    f,
  ]);
  check("leaves out numbers of lines", `${f}\n12 | a();\n13 |\n14 |   b();\n${f}`, ["a();", "", "  b();"]);
  check("keeps numbers that count no lines", `${f}\n1: "a"\n1: "b"\n${f}`, ['1: "a"', '1: "b"']);
  check("takes CR LF for the end of a line", `${f}\r\na();\r\nb();\r\n${f}\r\n`, ["a();", "b();"]);
  check("takes a single line in fences", `${f}\na();\n${f}`, ["a();"]);

  it("waits for a fence while something is said, and shows no line before it is whole", () => {
    assert.deepEqual(regionAnswer("Here is the cod", false), { lines: [], state: "waiting" });
    assert.deepEqual(regionAnswer(`Here is the code:\n${f}ts\na(`, false), { lines: [], state: "code" });
    assert.deepEqual(regionAnswer(`${f}ts\na();\nb(`, false), { lines: ["a();"], state: "code" });
    assert.deepEqual(regionAnswer(`${f}ts\na();\n${f}\nIt`, false), { lines: ["a();"], state: "ended" });
    assert.deepEqual(regionAnswer("a();\nb(", false), { lines: ["a();"], state: "code" });
  });
});
