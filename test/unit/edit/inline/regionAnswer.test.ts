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
