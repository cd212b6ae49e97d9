import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { documentAfter } from "../../../bench/replay/documentAfter.ts";
import { countKeystrokes, keystrokes } from "../../../bench/replay/keystrokes.ts";
import { type LoadedScenario, loadScenarios } from "../../../bench/replay/loadScenarios.ts";
import { texts } from "../../../bench/replay/scenarios/texts.ts";
import { projectRoot } from "../../../scripts/tool.ts";

const all = await loadScenarios("all");
const plain = await loadScenarios("plain");
const kindsOf = (scenarios: readonly LoadedScenario[]): Set<string> =>
  new Set(scenarios.map(({ kind }) => kind));
const languagesOf = (scenarios: readonly LoadedScenario[]): Set<string> =>
  new Set(scenarios.map(({ languageId }) => languageId));

describe("the editing sessions", () => {
  it("are forty, of every kind, in at least five languages", () => {
    assert.equal(all.length, 40);
    assert.equal(kindsOf(all).size, 10);
    for (const language of ["typescript", "python", "go", "rust", "java", "json", "yaml", "css", "markdown"])
      assert.ok(languagesOf(all).has(language), language);
  });

  it("have ten for the short run, of every kind", () => {
    assert.equal(plain.length, 10);
    assert.equal(kindsOf(plain).size, 10);
    for (const language of ["typescript", "python", "go", "rust", "java"])
      assert.ok(languagesOf(plain).has(language), language);
  });

  it("name the licence of every text, and where it comes from", async () => {
    const folder = join(projectRoot, "bench/replay/scenarios");
    const sources = await readFile(join(folder, "SOURCES.md"), "utf8");
    for (const [file, { origin }] of Object.entries(texts)) {
      const row = sources.split("\n").find((line) => line.includes(`\`${file}\``)) ?? "";
      const { name, version, licence } =
        /^(?<name>.+)@v?(?<version>[\d.]+) \((?<licence>.+)\)$/u.exec(origin)?.groups ?? {};
      for (const part of [name ?? origin, version ?? "", licence ?? "MIT"])
        assert.ok(row.includes(part), file);
      const notice = /`(?<notice>licences\/[\w.-]+)`/u.exec(row)?.groups?.["notice"];
      assert.equal(notice === undefined || existsSync(join(folder, notice)), true, file);
      assert.equal(notice === undefined, origin === "this project", file);
    }
  });

  for (const { name, start, steps, final, openFiles } of all)
    it(`${name} leads from its start to its end in 120 to 400 keystrokes`, () => {
      assert.equal(documentAfter(start, steps), final);
      assert.notEqual(start, final);
      const count = countKeystrokes(steps);
      assert.ok(count >= 120 && count <= 400, `${count} keystrokes`);
      const lineCount = final.split("\n").length;
      assert.ok(lineCount >= 100 && lineCount <= 800, `${lineCount} lines`);
      for (const { text } of openFiles) assert.ok(text.length > 0);
    });
});

describe("typing a text", () => {
  it("takes one key for a line end with the indentation behind it", () => {
    assert.deepEqual(keystrokes("a {\n  b"), ["a", " ", "{", "\n  ", "b"]);
  });

  it("takes one key for a character outside the basic plane", () => {
    assert.deepEqual(keystrokes("a🙂"), ["a", "🙂"]);
  });
});

describe("the document after some steps", () => {
  it("is refused when a place is named by a text that stands there twice", () => {
    assert.throws(() => documentAfter("a b a", [{ kind: "moveTo", after: "a" }]), /exactly once/u);
  });

  it("is refused when more is deleted than there is", () => {
    const steps = [{ kind: "type", text: "a" } as const, { kind: "backspace", count: 2 } as const];
    assert.throws(() => documentAfter("", steps), /nothing left/u);
  });
});
