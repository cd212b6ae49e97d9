import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import type { Syntax } from "../../../src/completion/syntax.ts";
import { createTreeSitterSyntax } from "../../../src/completion/treeSitterSyntax.ts";

const folder = join(import.meta.dirname, "../../../node_modules/@vscode/tree-sitter-wasm/wasm");
const read = (file: string): Promise<Uint8Array> => readFile(join(folder, file));
/** Time that stands still: everything is parsed in one go. */
const still = (): number => 0;
const silent = { warn: (message: string) => assert.fail(message) };

async function loaded(languageId: string, clock = still): Promise<Syntax> {
  const syntax = createTreeSitterSyntax({ read, clock, log: silent });
  syntax.prepare(languageId);
  while (syntax.errors(languageId, "") === undefined) await turn();
  return syntax;
}

describe("completion/treeSitterSyntax", () => {
  const languages = {
    typescript: ["const a: number = 1;", "const = ;"],
    typescriptreact: ["const a = <b c={1}>d</b>;", "const a = <b"],
    javascript: ["const a = () => 1;", "const a = ) ;"],
    python: ["def f():\n    return 1\n", "def f(:\n"],
    go: ["package a\n\nfunc f() {}\n", "package a\n\nfunc f( {\n"],
    rust: ["fn f<'a>(b: &'a str) {}", "fn f( {"],
    java: ["class A { int b = 1; }", "class A { int = ; }"],
  } as const;
  for (const [languageId, [good, bad]] of Object.entries(languages)) {
    it(`tells right from wrong in ${languageId}`, async () => {
      const { errors } = await loaded(languageId);
      assert.equal(errors(languageId, good), 0);
      assert.ok((errors(languageId, bad) ?? 0) > 0);
      assert.equal(errors(languageId, good), 0);
    });
  }

  it("knows nothing of other languages, and says so before it has loaded one", async () => {
    const syntax = createTreeSitterSyntax({ read, clock: still, log: silent });
    assert.equal(syntax.errors("cobol", "MOVE"), undefined);
    assert.equal(syntax.errors("go", "package a"), undefined);
    while (syntax.errors("go", "package a") === undefined) await turn();
  });

  it("loads a grammar once, and the parser once for all", async () => {
    const files: string[] = [];
    const syntax = createTreeSitterSyntax({
      read: (file) => {
        files.push(file);
        return read(file);
      },
      clock: still,
      log: silent,
    });
    for (const languageId of ["go", "go", "python"]) syntax.prepare(languageId);
    while (["go", "python"].some((languageId) => syntax.errors(languageId, "") === undefined)) await turn();
    assert.deepEqual(files.sort(), ["tree-sitter-go.wasm", "tree-sitter-python.wasm", "tree-sitter.wasm"]);
  });

  it("counts the same after many small changes as from the beginning", async () => {
    const text = 'function f(a) {\n  return [a, "😀", `${a}`];\n}\n';
    const code = text.repeat(3);
    const grown = await loaded("typescript");
    for (let at = 0; at < code.length; at += 1)
      grown.errors("typescript", code.slice(0, at) + code.slice(at + 3));
    const fresh = await loaded("typescript");
    for (const each of [code, code.replace("]", ""), code.slice(5), `${code}}`])
      assert.equal(grown.errors("typescript", each), fresh.errors("typescript", each));
  });

  it("has no opinion about documents that are too large", async () => {
    const { errors } = await loaded("typescript");
    assert.equal(errors("typescript", "a;\n".repeat(8001)), undefined);
    assert.equal(errors("typescript", `"${"a".repeat(19_000)}";\n`.repeat(22)), undefined);
    assert.equal(errors("typescript", `"${"a".repeat(20_001)}"`), undefined);
  });

  describe("where a parse takes long", () => {
    /** A clock by which everything takes a while. */
    const ticking = (): (() => number) => {
      let ticks = 0;
      return () => (ticks += 1);
    };
    const line = "const value = compute(1, 2);\n";

    it("parses bit by bit, and knows the document from then on", async () => {
      const { errors } = await loaded("typescript", ticking());
      const code = line.repeat(200);
      assert.equal(errors("typescript", code), undefined);
      assert.equal(errors("typescript", code), undefined);
      while (errors("typescript", code) === undefined) await turn();
      assert.equal(errors("typescript", `${code}const = ;`), 1);
    });

    it("gives up a document that takes for ever, and knows the next one", async () => {
      const { errors } = await loaded("typescript", ticking());
      assert.equal(errors("typescript", line.repeat(7000)), undefined);
      while (errors("typescript", "const = ;") === undefined) await turn();
      assert.equal(errors("typescript", line.repeat(7000)), undefined);
      assert.equal(errors("typescript", "const = ;"), 1);
    });
  });

  it("does without a grammar that cannot be read, and says so once", async () => {
    const warnings: string[] = [];
    const syntax = createTreeSitterSyntax({
      read: (file) => (file.includes("go") ? Promise.reject(new Error("gone")) : read(file)),
      clock: still,
      log: { warn: (message) => warnings.push(message) },
    });
    syntax.prepare("go");
    while (warnings.length === 0) await turn();
    assert.equal(syntax.errors("go", "package a"), undefined);
    assert.deepEqual(warnings, ["Completion does without tree-sitter-go.wasm: gone"]);
  });
});
