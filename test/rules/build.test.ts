import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "../../scripts/build.ts";
import { readBundle } from "../../scripts/readBundle.ts";
import { mustRun } from "../../scripts/run.ts";
import { grammarFiles, parserFile } from "../../src/completion/grammarFiles.ts";
import { scratchProject, type ScratchProject } from "./scratchProject.ts";

const extension = `import * as editor from "vscode";
import { now } from "./base/now.ts";

export async function activate(): Promise<readonly unknown[]> {
  const { late, later } = await import("./chat/late.ts");
  return [editor.version, now, late(), await later()];
}
`;

const files: Readonly<Record<string, string>> = {
  "src/extension.ts": extension,
  "src/base/now.ts": 'export const now = "now";\n',
  "src/chat/late.ts": `import * as editor from "vscode";
import { estimateTokenCount } from "tokenx";
import { isWithinTokenLimit } from "tokenx";
import { now } from "../base/now.ts";

export const late = (): string => [now, "late", editor.version, estimateTokenCount("one two")].join(" ");
export async function later(): Promise<string> {
  const { latest } = await import("../setup/latest.ts");
  return latest;
}
export type Unused = typeof isWithinTokenLimit;
`,
  "src/setup/latest.ts":
    'import { Ollama } from "ollama";\n\nexport const latest = `latest ${typeof Ollama}`;\n',
  "media/chat/main.tsx":
    'import { render } from "preact";\nimport "./chat.css";\n\nrender(<p>hello</p>, document.body);\nawait import("./rarely.ts");\n',
  "media/chat/rarely.ts": 'document.title = "drawn rarely";\n',
  "media/chat/chat.css": "p {\n  color: red;\n}\n",
  "load.cjs": `const Module = require("node:module");
const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? { version: "1.0" } : load(name, ...rest));
const loaded = () => Object.keys(require.cache).map((file) => require("node:path").basename(file));
const { activate } = require("./dist/extension.cjs");
const before = loaded();
activate().then((answer) => console.log(JSON.stringify({ before, answer, after: loaded() })));
`,
};

describe("the build", () => {
  let project: ScratchProject;
  const quiet = { minify: true, sourcemap: false };
  const dist = (): Promise<readonly string[]> => readdir(join(project.folder, "dist"));

  before(async () => {
    project = await scratchProject([], files);
    await build({ ...quiet, root: project.folder });
  });

  after(() => project.remove());

  it("makes one bundle per file that is imported with import(), also from one of those", async () => {
    assert.deepEqual([...(await dist())].sort(), [
      "THIRD-PARTY-NOTICES.txt",
      "chat.css",
      "chat.js",
      "extension.cjs",
      "late.cjs",
      "latest.cjs",
      "metafile.json",
      "rarely.js",
    ]);
    assert.doesNotMatch(await readFile(join(project.folder, "dist", "chat.js"), "utf8"), /drawn rarely/);
  });

  it("loads those bundles when first needed, with their names and the editor inside", async () => {
    const printed = await mustRun("the built extension", process.execPath, ["load.cjs"], {
      cwd: project.folder,
    });
    assert.deepEqual(JSON.parse(printed), {
      before: ["load.cjs", "extension.cjs"],
      answer: ["1.0", "now", "now late 1.0 2", "latest function"],
      after: ["load.cjs", "extension.cjs", "late.cjs", "latest.cjs"],
    });
  });

  it("leaves the fetch polyfill out", async () => {
    const { inputs } = await build({ ...quiet, root: project.folder });
    assert.ok(Object.keys(inputs).some((path) => path.includes("/ollama/")));
    assert.ok(!Object.keys(inputs).some((path) => path.includes("/whatwg-fetch/")));
  });

  it("names every package inside, with version and licence", async () => {
    const notices = await readFile(join(project.folder, "dist", "THIRD-PARTY-NOTICES.txt"), "utf8");
    const names = [...notices.matchAll(/^-{80}\n\n(\S+) \d+\.\d+\.\d+\n/gm)].map(([, name]) => name);
    assert.deepEqual(names, ["ollama", "preact", "tokenx"]);
    assert.equal(notices.match(/Permission is hereby granted/g)?.length, names.length);
  });

  it("removes the bundles of an earlier build", async () => {
    await writeFile(join(project.folder, "dist", "earlier.cjs"), "");
    await writeFile(join(project.folder, "dist", "earlier.cjs.map"), "");
    await build({ ...quiet, root: project.folder });
    assert.ok(!(await dist()).some((name) => name.startsWith("earlier")));
  });

  it("refuses a file that is imported with import() and plainly", async () => {
    const both = extension
      .replace("{ now }", "{ now, late as plain }")
      .replace("./base/now.ts", "./chat/late.ts");
    await assert.rejects(buildWith("src/extension.ts", `${both}export { plain };\n`), /late\.ts/);
  });

  it("refuses two files of one name that would share a bundle", async () => {
    const second = `${extension}export const other = (): unknown => import("./privacy/late.ts");\n`;
    await assert.rejects(buildWith("src/extension.ts", second), /would both become late\.cjs/);
  });

  it("refuses to build with a warning", async () => {
    await assert.rejects(
      buildWith("src/extension.ts", `${extension}if (typeof activate === "fnction") throw 1;\n`),
    );
  });

  describe("with tree-sitter", () => {
    let parsing: ScratchProject;
    const inDist = (...path: readonly string[]): string => join(parsing.folder, "dist", ...path);

    before(async () => {
      parsing = await scratchProject([], {
        ...files,
        "src/setup/latest.ts": `import treeSitter from "@vscode/tree-sitter-wasm/wasm/tree-sitter.js";

export const latest = treeSitter;
`,
      });
      await build({ ...quiet, root: parsing.folder });
    });

    after(() => parsing.remove());

    it("brings the grammars along, and only where a bundle asks for them", async () => {
      const grammars = await readdir(inDist("grammars"));
      assert.deepEqual(grammars.sort(), [...new Set([parserFile, ...grammarFiles.values()])].sort());
      assert.ok(!(await dist()).includes("grammars"));
    });

    it("leaves the loader no way to a file, to a server or to code made from text", async () => {
      const bundle = readBundle(await readFile(inDist("latest.cjs"), "utf8"));
      assert.deepEqual(bundle, { modules: [], bundles: [], urls: [], forbidden: [] });
      assert.doesNotMatch(await readFile(inDist("latest.cjs"), "utf8"), /\bfetch\b|XMLHttpRequest/);
    });

    it("says under which licences the grammars come", async () => {
      const notices = await readFile(inDist("THIRD-PARTY-NOTICES.txt"), "utf8");
      assert.match(notices, /@vscode\/tree-sitter-wasm [^]*tree-sitter-java: Copyright/);
    });
  });

  async function buildWith(path: string, source: string): Promise<unknown> {
    const broken = await scratchProject([], {
      ...files,
      "src/chat/late.ts": `export const now = 1;\n${files["src/chat/late.ts"] ?? ""}`.replace(
        'import { now } from "../base/now.ts";\n',
        "",
      ),
      "src/privacy/late.ts": "export const late = 1;\n",
      [path]: source,
    });
    return build({ ...quiet, root: broken.folder }).finally(broken.remove);
  }
});
