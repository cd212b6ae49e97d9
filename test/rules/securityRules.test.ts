import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mutations } from "../../scripts/proof/mutations/mutations.ts";
import { projectRoot } from "../../scripts/tool.ts";
import { titlesIn } from "./testTitles.ts";

const read = (path: string): string => readFileSync(join(projectRoot, path), "utf8");

type Proof = { readonly file: string; readonly title: string };

type Rule = {
  readonly heading: string;
  /** The files named anywhere in the section. */
  readonly files: readonly string[];
  readonly isHeld: boolean;
  readonly proofs: readonly Proof[];
};

/** The sections of a page, by their headings. */
function sectionsOf(page: string): readonly { readonly heading: string; readonly text: string }[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((text) => ({ heading: text.split("\n")[0] ?? "", text }));
}

const filesIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file);

function rulesOf(page: string): readonly Rule[] {
  return sectionsOf(page).map(({ heading, text }) => ({
    heading,
    files: filesIn(text),
    isHeld: /^Held by `/m.test(text),
    proofs: text.split(/^- /m).slice(1).map(proofOf),
  }));
}

function proofOf(line: string): Proof {
  const [, file, title] = /^`([^`]+)`: “([^”]+)”\s*$/.exec(line) ?? [];
  assert.ok(file !== undefined && title !== undefined, `Not a file and the title of a test: ${line}`);
  return { file, title };
}

/** The rows of the tables in a text, cell by cell, without their heads. */
function rowsIn(text: string): readonly (readonly string[])[] {
  const lines = text.split("\n").filter((line) => line.startsWith("|"));
  const cells = lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const isRule = (row: readonly string[] | undefined): boolean =>
    row?.every((cell) => /^-+$/.test(cell)) ?? false;
  return cells.filter((row, index) => !isRule(row) && !isRule(cells[index + 1]));
}

function assertExists(file: string): void {
  assert.ok(existsSync(join(projectRoot, file)), `${file} does not exist`);
}

function assertProven({ file, title }: Proof): void {
  assert.ok(titlesIn(file).whole.has(title), `${file} has no test called “${title}”`);
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
      files.forEach(assertExists);
      proofs.forEach(assertProven);
    });

  it("would notice a test that has another name now", () => {
    assert.ok(!titlesIn("test/rules/securityRules.test.ts").whole.has("would notice"));
    assert.throws(() => rulesOf("## R1 · x\n\n- `test/x.test.ts` without a title\n"));
  });
});

/** The tests that a cell names: each file below `test/`, and the titles behind it or their beginnings. */
function testsIn(cell: string): readonly { readonly file: string; readonly titles: readonly string[] }[] {
  const parts = cell.split(/`([^`]+)`/).slice(1);
  return parts.flatMap((path, index) => {
    if (index % 2 === 1) return [];
    const titles = [...(parts[index + 1] ?? "").matchAll(/"([^"]+)"/g)].map(([, title = ""]) => title);
    const paths = [`test/${path}.test.ts`, `test/${path}.ts`];
    const file = paths.find((each) => existsSync(join(projectRoot, each)));
    assert.ok(file !== undefined, `There is no test ${path}`);
    return [{ file, titles }];
  });
}

/** Whether a test is called so, or begins so. */
function hasTest(file: string, title: string): boolean {
  const { whole, begun } = titlesIn(file);
  return [...whole, ...begun].some((each) => each.startsWith(title));
}

describe("docs/security/attacks.md", () => {
  for (const { heading, text } of sectionsOf(read("docs/security/attacks.md")))
    if (heading !== "Open")
      it(`names a test for each: ${heading}`, () => {
        const rows = rowsIn(text);
        assert.ok(rows.length > 0);
        for (const [attack = "", result = "", cell = ""] of rows) {
          assert.match(result, /^(?:held|closed)$/, attack);
          const tests = testsIn(cell);
          assert.ok(tests.length > 0, attack);
          for (const { file, titles } of tests)
            for (const title of titles) assert.ok(hasTest(file, title), `${file} has no test "${title}"`);
        }
      });

  it("would notice a test that has another name now, or is gone", () => {
    assert.ok(!hasTest("test/rules/securityRules.test.ts", "would never notice"));
    assert.throws(() => testsIn('`unit/lost`: "x"'), /There is no test/);
  });
});

describe("docs/security/threat-model.md", () => {
  const page = read("docs/security/threat-model.md");
  const rows = sectionsOf(page).flatMap(({ text }) => rowsIn(text));

  it("has every rule", () => {
    const headings = rulesOf(read("docs/security/rules.md")).map(({ heading }) => heading.split(" · ")[0]);
    const named = new Set(rows.flatMap(([, rules = ""]) => rules.split(", ")));
    assert.deepEqual([...named].sort(), headings.toSorted());
  });

  for (const [threat = "", , held = "", proven = ""] of rows)
    it(`names what holds, what proves and what is taken out: ${threat}`, () => {
      assert.ok(filesIn(held).length > 0);
      filesIn(held).forEach(assertExists);
      const [, test = "", guard = ""] = /^(`[^`]+`: “[^”]+”) _([^_]+)_$/.exec(proven) ?? [];
      assertProven(proofOf(test));
      const taken = mutations.filter(({ name }) => name === guard);
      assert.equal(taken.length, 1, `There is no guard "${guard}"`);
    });
});
