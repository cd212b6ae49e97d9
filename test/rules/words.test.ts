/** The check of the sentences on screen finds each way to forget one. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { run } from "../../scripts/run.ts";
import { wordProblems, type WordFiles } from "../../scripts/words/wordProblems.ts";
import { scratchProject } from "./scratchProject.ts";

const right: WordFiles = {
  sources: new Map([
    ["src/extension.ts", 'import "./vscode/editorWords.ts";\nimport { a } from "./a.ts";\n'],
    ["src/chat/a.ts", 'export const a = (name: string) => say("{0} is empty.", name);\n'],
    [
      "media/chat/main.tsx",
      'import "../parts/pageWords.ts";\nexport const b = <p>{say("Nothing yet")}</p>;\n',
    ],
  ]),
  bundles: new Map([
    ["bundle.l10n.de.json", { "{0} is empty.": "{0} ist leer.", "Nothing yet": "Noch nichts" }],
  ]),
  manifest: { "a.title": "Open Chat" },
  manifests: new Map([["package.nls.de.json", { "a.title": "Chat öffnen" }]]),
};

const withSource = (path: string, text: string): WordFiles => ({
  ...right,
  sources: new Map([...right.sources, [path, text]]),
});
const withBundle = (sentences: Readonly<Record<string, string>>): WordFiles => ({
  ...right,
  bundles: new Map([["bundle.l10n.de.json", sentences]]),
});
const whole = { "{0} is empty.": "{0} ist leer.", "Nothing yet": "Noch nichts" };

const bare = "not handed to say()";
const wrong: readonly (readonly [what: string, files: WordFiles, problem: RegExp | string])[] = [
  ["a sentence in code", withSource("src/chat/b.ts", 'const b = "Nothing was sent.";'), bare],
  ["a sentence with values", withSource("src/chat/b.ts", "const b = `${name} was not found`;"), bare],
  ["a text between tags", withSource("media/chat/B.tsx", "const b = <p>Nothing yet</p>;"), bare],
  ["one word between tags", withSource("media/chat/B.tsx", "const b = <p>Undo</p>;"), bare],
  ["the name of a button", withSource("media/chat/B.tsx", 'const b = <a aria-label="Close" />;'), bare],
  ["one word on a button", withSource("src/chat/b.ts", 'const b = { label: "Undo" };'), bare],
  ["a word behind an icon", withSource("src/chat/b.ts", 'const b = { label: "$(undo) Undo" };'), bare],
  ["small words in a note", withSource("src/chat/b.ts", 'const b = { note: "median · 9 in 10" };'), bare],
  ["a word among several", withSource("src/chat/b.ts", 'const b = { label: a ? "" : "text" };'), bare],
  [
    "a sentence that is computed",
    withSource("src/chat/b.ts", "const b = say(text);"),
    "takes a literal only",
  ],
  ["a value that is a sentence", withSource("src/chat/b.ts", 'say("{0} is empty.", "The whole file")'), bare],
  ["a sentence that is not translated", withBundle({ "Nothing yet": "Noch nichts" }), "lacks"],
  ["a translation of nothing", withBundle({ ...whole, Old: "Alt" }), "what nobody says"],
  ["a lost placeholder", withBundle({ ...whole, "{0} is empty.": "Leer." }), "other placeholders"],
  ["a lost blank", withBundle({ ...whole, "Nothing yet": " Noch nichts" }), "other placeholders"],
  [
    "a command that is not translated",
    { ...right, manifests: new Map([["package.nls.de.json", {}]]) },
    /package\.nls\.de\.json lacks/,
  ],
  [
    "tables that are made before the language is known",
    withSource("src/extension.ts", 'import { a } from "./a.ts";\nimport "./vscode/editorWords.ts";\n'),
    "before everything else",
  ],
  [
    "a page that begins without its language",
    withSource("media/flow/main.tsx", 'import { a } from "./a.ts";\n'),
    "before everything else",
  ],
];

describe("the check of the sentences on screen", () => {
  it("has nothing against a project in which all are translated", () => {
    assert.deepEqual(wordProblems(right, []), []);
  });

  for (const [what, files, problem] of wrong)
    it(`finds ${what}`, () => {
      const problems = wordProblems(files, []);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(
        problems[0] ?? "",
        typeof problem === "string" ? new RegExp(problem.replace(/[()]/g, "\\$&")) : problem,
      );
    });

  it("leaves alone what nobody reads: errors, the log, types, styles, comparisons", () => {
    const text = [
      'throw new Error("This is a bug.");',
      'log.error("This could not be done", error);',
      'type Kind = "Not a sentence";',
      'const isTab = key === "Tab pressed twice";',
      'const b = <p class="button secondary" />;',
    ].join("\n");
    assert.deepEqual(wordProblems(withSource("media/chat/B.tsx", text), []), []);
  });

  it("lets a file be exempt for a reason, and says when nothing needs the exemption any more", () => {
    const files = withSource("src/chat/b.ts", 'const b = "Nothing was sent.";');
    const because = "goes to a model";
    assert.deepEqual(wordProblems(files, [{ path: "src/chat/b.ts", because }]), []);
    assert.deepEqual(wordProblems(files, [{ path: "src/chat/", because, texts: ["Nothing was sent."] }]), []);
    const [problem = ""] = wordProblems(right, [{ path: "src/chat/b.ts", because }]);
    assert.match(problem, /nothing needs/);
  });

  it("runs with npm run check, and fails it", async () => {
    const project = await scratchProject(["scripts/check.ts", "scripts/checkWords.ts"], {
      "src/extension.ts": 'import "./vscode/editorWords.ts";\nexport const planted = "Nothing was sent.";\n',
      "media/chat/main.tsx": 'import "../parts/pageWords.ts";\n',
      "l10n/bundle.l10n.de.json": "{}",
      "package.nls.json": "{}",
      "package.nls.de.json": "{}",
    });
    const { code, output } = await run(process.execPath, [join("scripts", "check.ts"), "words"], {
      cwd: project.folder,
    });
    await project.remove();
    assert.equal(code, 1);
    assert.match(output, /src\/extension\.ts:2: not handed to say\(\): "Nothing was sent\."/);
  });
});
