import assert from "node:assert/strict";
import { estimateTokens } from "../../../src/context/estimateTokens.ts";
import { signatureOnly } from "../../../src/context/signatureOnly.ts";

describe("context/signatureOnly", () => {
  const cases: readonly (readonly [what: string, code: string, signature: string])[] = [
    [
      "a function without its body",
      "export async function load(path: string): Promise<Text> {\n  const read = open(path);\n  return read;\n}",
      "function load(path: string): Promise<Text>",
    ],
    [
      "parameters over several lines",
      "function load(\n  path: string,\n  { strict }: Options,\n): Text {\n  return open(path);\n}",
      "function load(\n  path: string,\n  { strict }: Options,\n): Text",
    ],
    [
      "an arrow function",
      "export const load = (path: string): Text => {\n  return open(path);\n};",
      "const load = (path: string): Text",
    ],
    [
      "a type with all its members, without comments",
      "/** A place. */\nexport type Place = {\n  /** Where. */\n  readonly line: number;\n  // more\n  readonly show: (how: How) => void;\n};",
      "type Place = {\n  line: number;\n  show: (how: How) => void;\n};",
    ],
    [
      "a class with the heads of its members that others can use",
      "export class Book {\n  readonly #rows: Row[] = [];\n  private count = 0;\n\n  constructor(name: string) {\n    super(name);\n  }\n\n  add(row: Row): void {\n    if (row) {\n      this.#rows.push(row);\n    }\n  }\n\n  #tidy(): void {\n    this.count = 0;\n  }\n}",
      "class Book {\n  constructor(name: string)\n  add(row: Row): void\n}",
    ],
    [
      "a member, from its own margin on",
      "    readonly show: (how: How) => void;",
      "show: (how: How) => void;",
    ],
    [
      "a class of Python",
      "class Book(Base):\n    # all of them\n    rows: list\n\n    def __init__(self, name):\n        self.name = name\n\n    def _tidy(self):\n        self.rows = []\n\n    def add(self, row: Row) -> None:\n        self.rows.append(row)",
      "class Book(Base):\n    rows: list\n    def __init__(self, name):\n    def add(self, row: Row) -> None:",
    ],
    [
      "a function of Go",
      "func (b *Book) Add(row Row) error {\n\tb.rows = append(b.rows, row)\n\treturn nil\n}",
      "func (b *Book) Add(row Row) error",
    ],
    [
      "a struct of Rust",
      "pub struct Book<'a> {\n    pub rows: Vec<Row<'a>>,\n}",
      "pub struct Book<'a> {\n    pub rows: Vec<Row<'a>>,\n}",
    ],
    ["lines with any ending", "function a() {\r\n  b();\r\n}\r\n", "function a()"],
    ["nothing of nothing", "\n  \n// a comment\n", ""],
  ];
  for (const [what, code, signature] of cases)
    it(`shows ${what}`, () => {
      assert.equal(signatureOnly(code), signature);
    });

  it("stays within 120 estimated tokens, whole lines at a time", () => {
    const members = Array.from({ length: 200 }, (_, at) => `  readonly member${at}: Map<string, number>;`);
    const signature = signatureOnly(`type Large = {\n${members.join("\n")}\n};`);
    assert.ok(estimateTokens(signature) <= 130, `${estimateTokens(signature)} tokens`);
    assert.match(signature, /^type Large = \{\n {2}member0: Map<string, number>;\n[\s\S]*;$/);
  });

  it("shows the start of a line without an end", () => {
    assert.equal(signatureOnly(`const table = [${"1,".repeat(100_000)}];`).length, 480);
  });
});
