import assert from "node:assert/strict";
import type { Attachment } from "../../../src/context/attachment.ts";
import { fileOf } from "../../../src/terms/source.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { createEditorContext } from "../../../src/vscode/editorContext.ts";
import { window } from "../../support/vscode.ts";

const place = (line: number): object => ({ line, character: 0 });

const firstLine = (one: Attachment | undefined) => one && fileOf(one.source)?.lines?.first;

describe("vscode/editorContext", () => {
  let reads: number;
  let judged: string[];
  let known: PathVerdict | undefined;
  beforeEach(() => {
    reads = 0;
    judged = [];
    known = { kind: "allowed" };
  });
  afterEach(() => {
    window.activeTextEditor = undefined;
  });

  const context = createEditorContext({
    known: () => known,
    judge: (uri) => {
      judged.push(uri);
      return Promise.resolve({ kind: "allowed" });
    },
  });

  /** An open document of so many letters, whose text is counted when it is read. */
  function documentOf(path: string, letters: number, scheme = "file"): { version: number } {
    return Object.assign(
      {
        uri: { scheme, path, toString: () => `${scheme}://${path}` },
        languageId: "typescript",
        lineCount: 1,
        lineAt: () => ({ range: { end: place(letters) } }),
        offsetAt: ({ line }: { readonly line: number }) => line,
        getText: () => {
          reads += 1;
          return "x".repeat(letters);
        },
      },
      { version: 1 },
    );
  }

  /** Puts the keyboard into a document: at a line, or with everything from there on selected. */
  function open(document: object, line = 0, selected = false): void {
    const isEqual = (other: { readonly start: { readonly line: number } }): boolean =>
      other.start.line === line;
    const selection = {
      isEmpty: !selected,
      start: place(line),
      end: place(line + 1),
      isSingleLine: false,
      isEqual,
    };
    window.activeTextEditor = { document, selection };
  }

  it("offers the active file", () => {
    open(documentOf("/project/a.ts", 10));
    assert.deepEqual(context.active()?.source, { kind: "file", uri: "file:///project/a.ts", path: "a.ts" });
    assert.equal(context.excluded(), undefined);
  });

  it("reads nothing before the guard has spoken, and asks it", () => {
    open(documentOf("/project/a.ts", 10));
    known = undefined;
    assert.deepEqual([context.active(), context.excluded()], [undefined, undefined]);
    assert.deepEqual([reads, judged[0]], [0, "file:///project/a.ts"]);
  });

  it("reads nothing that is excluded, and says which rule it was", () => {
    open(documentOf("/project/.env", 10));
    known = { kind: "never", rule: ".env", from: "built in" };
    assert.equal(context.active(), undefined);
    assert.deepEqual(context.excluded(), {
      uri: "file:///project/.env",
      path: ".env",
      because: known,
    });
    assert.equal(reads, 0);
  });

  it("offers what stays on this device", () => {
    open(documentOf("/project/a.ts", 10));
    known = { kind: "deviceOnly", rule: "*.ts", from: "your settings" };
    assert.equal(context.active()?.text, "x".repeat(10));
    assert.equal(context.excluded(), undefined);
  });

  it("takes back what it has read once the file is excluded", () => {
    open(documentOf("/project/a.ts", 10));
    assert.ok(context.active() !== undefined);
    known = { kind: "never", rule: "a.ts", from: "your settings" };
    assert.equal(context.active(), undefined);
  });

  it("looks at the size of a file before it reads it", () => {
    open(documentOf("/project/large.ts", 100_001));
    assert.equal(context.active(), undefined);
    assert.equal(reads, 0);
  });

  it("reads once while only the cursor moves, and again when the text or the selection is another", () => {
    const document = documentOf("/project/a.ts", 10);
    open(document);
    const first = context.active();
    for (const line of [1, 2, 3]) {
      open(document, line);
      assert.equal(context.active(), first);
    }
    assert.equal(reads, 1);
    document.version = 2;
    assert.notEqual(context.active(), first);
    open(document, 1, true);
    assert.equal(firstLine(context.active()), 2);
    open(document, 2, true);
    assert.equal(firstLine(context.active()), 3);
    assert.equal(reads, 4);
  });

  it("does not look at what is not code of the user's", () => {
    open(documentOf("/project/a.ts", 10, "git"));
    assert.deepEqual([context.active(), context.excluded(), judged, reads], [undefined, undefined, [], 0]);
  });
});
