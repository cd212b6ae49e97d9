import assert from "node:assert/strict";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { sourceLabel } from "../../../src/terms/source.ts";
import { mentionedProblems } from "../../../src/vscode/mentionedProblems.ts";
import { Diagnostic, Position, problems, Range } from "../../support/vscode.ts";

const { signal } = new AbortController();

describe("vscode/mentionedProblems", () => {
  afterEach(() => {
    problems.clear();
  });

  const judge = (uri: string): Promise<PathVerdict> =>
    Promise.resolve(
      uri.includes("secret")
        ? { kind: "never", rule: "secret*", from: "your settings" }
        : { kind: "allowed" },
    );

  function findWrong(name: string, message: string): void {
    const start = new Position(2, 0);
    problems.set(`file:///project/${name}`, [new Diagnostic(new Range(start, start), message, 0)]);
  }

  async function read() {
    const [offer] = await mentionedProblems({ judge })("problems", signal);
    const { attachments, leftOut } = (await offer?.read(signal)) ?? assert.fail("nothing is offered");
    return { names: attachments.map(({ source }) => sourceLabel(source)), leftOut };
  }

  it("tells the problems of a file by their lines", async () => {
    findWrong("a.ts", "x is not defined");
    const [offer] = await mentionedProblems({ judge })("", signal);
    const read = await offer?.read(signal);
    assert.equal(read?.attachments[0]?.text, "line 3: error: x is not defined");
    assert.equal(read.leftOut, undefined);
  });

  it("says which file is excluded, and which there are too many of", async () => {
    findWrong("secret.ts", "x");
    for (let n = 0; n < 21; n += 1) findWrong(`${n}.ts`, "x");
    const { names, leftOut } = await read();
    assert.equal(names.length, 20);
    assert.equal(
      leftOut,
      'secret.ts is excluded by the rule "secret*" (your settings). There is no room for 20.ts.',
    );
  });

  it("takes so much text and no more, and says which files there was no room for", async () => {
    for (const name of ["a.ts", "b.ts", "c.ts"]) findWrong(name, "x".repeat(40_000));
    const { names, leftOut } = await read();
    assert.deepEqual(names, ["Problems in a.ts", "Problems in b.ts"]);
    assert.equal(leftOut, "There is no room for c.ts.");
  });
});
