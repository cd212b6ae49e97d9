import assert from "node:assert/strict";
import { createCompletionContext } from "../../../src/completion/gatherContext.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { createCompletionContextPorts } from "../../../src/vscode/completionContextPorts.ts";
import {
  commandAnswers,
  commandsRun,
  Diagnostic,
  documentsOpened,
  happenings,
  openings,
  Position,
  problems,
  Range,
  Uri,
  window,
  workspace,
} from "../../support/vscode.ts";

/** As much of an open document as is asked of one. */
function documentOf(address: string, text: string, version = 1) {
  const rows = text.split("\n");
  const offsetAt = ({ line, character }: Position): number =>
    rows.slice(0, line).reduce((sum, row) => sum + row.length + 1, 0) + character;
  return {
    ...{ uri: Uri.parse(address), languageId: "typescript", version, lineCount: rows.length },
    offsetAt,
    positionAt: (offset: number): Position => {
      const before = text.slice(0, offset).split("\n");
      return new Position(before.length - 1, before.at(-1)?.length ?? 0);
    },
    lineAt: (line: number) => ({
      range: { end: new Position(line, rows[line]?.length ?? 0) },
    }),
    getText: (range?: Range): string =>
      range === undefined ? text : text.slice(offsetAt(range.start), offsetAt(range.end)),
  };
}

const range = (first: number, last: number): Range =>
  new Range(new Position(first, 0), new Position(last, 1));

describe("vscode/completionContextPorts", () => {
  const main = documentOf("file:///project/main.ts", "const a = 1;\nconst b = a;");
  const other = documentOf("file:///project/other.ts", "first\nsecond\nthird\n");
  let verdict: PathVerdict;
  const guard = { judge: (): Promise<PathVerdict> => Promise.resolve(verdict) };
  let ports = createCompletionContextPorts(guard);

  beforeEach(() => {
    verdict = { kind: "allowed" };
    commandsRun.length = 0;
    documentsOpened.length = 0;
    workspace.textDocuments = [main, other];
    window.activeTextEditor = { document: main };
    window.visibleTextEditors = [{ document: main }, { document: other }];
    ports.dispose();
    ports = createCompletionContextPorts(guard);
  });
  after(() => {
    ports.dispose();
    workspace.textDocuments = [];
    window.activeTextEditor = undefined;
    window.visibleTextEditors = [];
    openings.open = () => Promise.reject(new Error("closed"));
    commandAnswers.clear();
    problems.clear();
  });

  describe("definitions", () => {
    const asked = (): Promise<readonly unknown[]> => ports.definitions("file:///project/main.ts", 23);

    it("are asked of the editor at the position of the offset", async () => {
      await asked();
      assert.deepEqual(commandsRun, [["vscode.executeDefinitionProvider", main.uri, new Position(1, 10)]]);
      await ports.typeDefinitions("file:///project/main.ts", 0);
      assert.equal(commandsRun[1]?.[0], "vscode.executeTypeDefinitionProvider");
    });

    it("are understood in both shapes the editor has for them", async () => {
      commandAnswers.set("vscode.executeDefinitionProvider", [
        { uri: Uri.parse("file:///project/a.ts"), range: range(4, 4) },
        {
          targetUri: Uri.parse("file:///usr/lib/b.d.ts"),
          targetRange: range(9, 19),
          targetSelectionRange: range(10, 10),
        },
      ]);
      assert.deepEqual(await asked(), [
        { uri: "file:///project/a.ts", lines: { first: 5, last: 5 } },
        { uri: "file:///usr/lib/b.d.ts", lines: { first: 10, last: 20 } },
      ]);
    });

    it("are none when the answer is nonsense, or no code", async () => {
      const place = range(1, 1);
      for (const answer of [
        undefined,
        null,
        "file:///a.ts",
        {},
        [null, 1, {}, { uri: "file:///a.ts", range: place }, { uri: main.uri, range: {} }],
        [
          { uri: Uri.parse("git:///project/a.ts"), range: place },
          { uri: Uri.parse("output:///log"), range: place },
        ],
      ]) {
        commandAnswers.set("vscode.executeDefinitionProvider", answer);
        assert.deepEqual(await asked(), []);
      }
    });

    it("are not asked about a document that was closed", async () => {
      workspace.textDocuments = [];
      assert.deepEqual(await asked(), []);
      assert.deepEqual(commandsRun, []);
    });
  });

  it("reads lines of an open document without opening it", async () => {
    const read = await ports.readLines("file:///project/other.ts", { first: 2, last: 3 });
    assert.deepEqual([read, documentsOpened], [{ path: "other.ts", text: "second\nthird" }, []]);
  });

  it("opens a document to read from it", async () => {
    openings.open = () => Promise.resolve(documentOf("file:///project/closed.ts", "one\ntwo"));
    const read = await ports.readLines("file:///project/closed.ts", { first: 1, last: 9 });
    assert.deepEqual(
      [read, documentsOpened],
      [{ path: "closed.ts", text: "one\ntwo" }, ["file:///project/closed.ts"]],
    );
  });

  it("opens nothing that the guard excludes", async () => {
    const context = createCompletionContext(ports);
    const address = "file:///project/secret.ts";
    commandAnswers.set("vscode.executeTypeDefinitionProvider", [
      { uri: Uri.parse(address), range: range(0, 3) },
    ]);
    openings.open = () => Promise.resolve(documentOf(address, "type A = {\n  b: 1\n}\n"));
    const snapshot = {
      uri: main.uri.toString(),
      path: "main.ts",
      languageId: "typescript",
      text: "a.",
      offset: 2,
    };
    const gather = (): ReturnType<typeof context.gather> =>
      context.gather(snapshot, { tokens: 400, waitMs: 1000 }, new AbortController().signal);
    verdict = { kind: "never", rule: "secret*", from: "your settings" };
    assert.deepEqual([await gather(), documentsOpened], [[], []]);
    context.dispose();
    verdict = { kind: "allowed" };
    const allowed = createCompletionContext(ports);
    const [found] = await allowed.gather(
      snapshot,
      { tokens: 400, waitMs: 1000 },
      new AbortController().signal,
    );
    allowed.dispose();
    assert.deepEqual([found?.text, documentsOpened], ["type A = {\n  b: 1\n}", [address]]);
  });

  it("tells the open documents, the one looked at last first, without reading them", () => {
    const uris = (): readonly string[] => ports.openDocuments().map(({ path }) => path);
    assert.deepEqual(uris(), ["main.ts", "other.ts"]);
    happenings.activeTextEditor.fire({ document: other });
    assert.deepEqual(uris(), ["other.ts", "main.ts"]);
    happenings.activeTextEditor.fire(undefined);
    workspace.textDocuments = [main];
    assert.deepEqual(uris(), ["main.ts"]);
    assert.deepEqual(
      ports.openDocuments().map(({ version, characters, read }) => [version, characters, read()]),
      [[1, 25, "const a = 1;\nconst b = a;"]],
    );
  });

  it("tells no document that nobody looked at, and none that is no code", () => {
    const commit = documentOf("vscode-scm:///input", "secret plans");
    workspace.textDocuments = [main, commit, documentOf("file:///project/read-once.ts", "")];
    happenings.activeTextEditor.fire({ document: commit });
    assert.deepEqual(
      ports.openDocuments().map(({ path }) => path),
      ["main.ts"],
    );
  });

  it("tells which lines became how many", () => {
    const heard: unknown[] = [];
    const listening = ports.onDidChange((change) => heard.push(change));
    const contentChanges = [
      { range: range(4, 6), text: "one line" },
      { range: range(1, 1), text: "a\nb\nc" },
    ];
    happenings.changedDocument.fire(Object.assign({ contentChanges }, { document: main }));
    const commit = documentOf("vscode-scm:///input", "");
    happenings.changedDocument.fire(Object.assign({ contentChanges }, { document: commit }));
    listening.dispose();
    happenings.changedDocument.fire(Object.assign({ contentChanges }, { document: main }));
    assert.deepEqual(heard, [
      { uri: "file:///project/main.ts", lines: { first: 5, last: 7 }, becameLines: 1 },
      { uri: "file:///project/main.ts", lines: { first: 2, last: 2 }, becameLines: 3 },
    ]);
  });

  it("tells which document was closed", () => {
    const heard: string[] = [];
    ports.onDidClose((uri) => heard.push(uri)).dispose();
    const listening = ports.onDidClose((uri) => heard.push(uri));
    happenings.closedDocument.fire(other);
    listening.dispose();
    assert.deepEqual(heard, ["file:///project/other.ts"]);
  });

  it("tells errors and warnings, and no hints", () => {
    problems.set("file:///project/main.ts", [
      new Diagnostic(range(1, 1), "wrong", 0),
      new Diagnostic(range(2, 3), "odd", 1),
      new Diagnostic(range(4, 4), "could be shorter", 3),
    ]);
    assert.deepEqual(ports.problems("file:///project/main.ts"), [
      { lines: { first: 2, last: 2 }, message: "wrong" },
      { lines: { first: 3, last: 4 }, message: "odd" },
    ]);
  });
});
