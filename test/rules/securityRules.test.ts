import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { projectRoot } from "../../scripts/tool.ts";

const read = (path: string): string => readFileSync(join(projectRoot, path), "utf8");

type Rule = {
  readonly heading: string;
  /** The files named anywhere in the section. */
  readonly files: readonly string[];
  readonly isHeld: boolean;
  readonly proofs: readonly { readonly file: string; readonly title: string }[];
};

function rulesOf(page: string): readonly Rule[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((section) => ({
      heading: section.split("\n")[0] ?? "",
      files: [...section.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file),
      isHeld: /^Held by `/m.test(section),
      proofs: section.split(/^- /m).slice(1).map(proofOf),
    }));
}

function proofOf(line: string): Rule["proofs"][number] {
  const [, file, title] = /^`([^`]+)`: “([^”]+)”\s*$/.exec(line) ?? [];
  assert.ok(file !== undefined && title !== undefined, `Not a file and the title of a test: ${line}`);
  return { file, title };
}

/**
 * What the tests of a file are called, as far as it is written out: the first argument of the function that makes them.
 * A table of planted breaks is read as a whole.
 */
function titlesIn(path: string): ReadonlySet<string> {
  const titles = new Set<string>();
  const isTable = /\/planted\w+\.ts$/.test(path);
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && (isTable || isFirstArgument(node))) titles.add(node.text);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true), visit);
  return titles;
}

function isFirstArgument(node: ts.Expression): boolean {
  const { parent } = node;
  return ts.isCallExpression(parent) && ts.isIdentifier(parent.expression) && parent.arguments[0] === node;
}

describe("docs/security/rules.md", () => {
  const rules = rulesOf(read("docs/security/rules.md"));

  it("has every rule once, in order", () => {
    const numbers = rules.flatMap(({ heading }) => /^R(\d+) · \S/.exec(heading)?.[1] ?? []).map(Number);
    assert.deepEqual(
      numbers,
      Array.from({ length: 22 }, (_, index) => index + 1),
    );
  });

  for (const { heading, files, isHeld, proofs } of rules)
    it(`names what holds and what proves: ${heading}`, () => {
      assert.ok(isHeld && proofs.length > 0);
      for (const file of files) assert.ok(existsSync(join(projectRoot, file)), `${file} does not exist`);
      for (const { file, title } of proofs)
        assert.ok(titlesIn(file).has(title), `${file} has no test called “${title}”`);
    });

  it("would notice a test that has another name now", () => {
    assert.ok(!titlesIn("test/rules/securityRules.test.ts").has("would notice"));
    assert.throws(() => rulesOf("## R1 · x\n\n- `test/x.test.ts` without a title\n"));
  });
});
