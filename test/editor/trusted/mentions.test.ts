import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Mentions } from "../../../src/chat/mentions.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import type { Attachment } from "../../../src/context/attachment.ts";
import { fileOf } from "../../../src/terms/source.ts";
import { openMentions } from "../../../src/vscode/openMentions.ts";

const { signal } = new AbortController();

const linesOf = ({ source }: Pick<Attachment, "source">) => fileOf(source)?.lines;

describe("What can be mentioned", () => {
  const judged: string[] = [];
  const judge = (uri: string): Promise<PathVerdict> => {
    judged.push(uri);
    return Promise.resolve(
      uri.endsWith("strings.ts")
        ? { kind: "never", rule: "strings.ts", from: "your settings" }
        : { kind: "allowed" },
    );
  };
  const folder = (): vscode.Uri => vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail();
  const inFolder = (path: string): vscode.Uri => vscode.Uri.joinPath(folder(), path);
  let mentions: Mentions;
  beforeEach(() => {
    mentions = openMentions({
      guard: { judge, judgeQuietly: judge },
      terminals: { last: () => [], whole: (command) => Promise.resolve(command) },
      codeIndex: { load: () => Promise.resolve(undefined) },
      searchExcludes: () => [],
      log: { error: (message) => assert.fail(message) },
    });
  });

  async function found(query: string, kind: string) {
    const items = await mentions.suggest(query, signal, () => undefined);
    return items.filter((item) => item.kind === kind);
  }
  async function read(query: string, kind: string) {
    const [first] = await found(query, kind);
    return mentions.read(first?.id ?? assert.fail(`no ${kind} for ${query}`), signal);
  }

  it("is a file by letters of its name, with its own text", async () => {
    const [item] = await found("sum", "file");
    assert.deepEqual([item?.label, item?.detail], ["sum.ts", "src/sum.ts"]);
    const { attachments, leftOut } = await read("sum", "file");
    assert.equal(leftOut, undefined);
    assert.deepEqual(
      attachments.map(({ source, languageId }) => [fileOf(source)?.path, linesOf({ source }), languageId]),
      [["src/sum.ts", undefined, "typescript"]],
    );
    assert.match(attachments[0]?.text ?? "", /export function sum/);
  });

  it("is what has a name of its own before any file, and what is there before symbols are looked for", async () => {
    for (const name of ["codebase", "search"]) {
      const told: string[] = [];
      const items = await mentions.suggest(name, signal, (first) => told.push(...first.map(({ id }) => id)));
      assert.equal(items[0]?.kind, name);
      assert.deepEqual(
        told,
        items.filter(({ kind }) => kind !== "symbol").map(({ id }) => id),
      );
    }
  });

  it("is no file that a rule excludes, and a folder goes along without it and says so", async () => {
    assert.deepEqual(await found("strings", "file"), []);
    const { attachments, leftOut } = await read("src", "folder");
    assert.deepEqual(attachments.map(({ source }) => fileOf(source)?.path).sort(), [
      "src/invoice.ts",
      "src/sum.ts",
    ]);
    assert.equal(leftOut, 'strings.ts is excluded by the rule "strings.ts" (your settings).');
    assert.ok(judged.some((uri) => uri.endsWith("strings.ts")));
  });

  it("is cut behind a whole line when it is long, and says how much of it goes along", async () => {
    const long = inFolder("long.txt");
    await vscode.workspace.fs.writeFile(long, new TextEncoder().encode(`${"x".repeat(99)}\n`.repeat(1500)));
    const { attachments, leftOut } = await read("long.txt", "file");
    assert.deepEqual(attachments.map(linesOf)[0], { first: 1, last: 1000 });
    assert.equal(leftOut, "long.txt is long: of its 1,501 lines the first 1,000 go along.");
    await vscode.workspace.fs.delete(long);
  });

  it("says of what is binary or empty that there is no text", async () => {
    const [blob, empty] = [inFolder("blob.bin"), inFolder("empty.txt")];
    await vscode.workspace.fs.writeFile(blob, new Uint8Array([0, 1, 2, 0, 255]));
    await vscode.workspace.fs.writeFile(empty, new Uint8Array());
    const said = await Promise.all([read("blob.bin", "file"), read("empty.txt", "file")]);
    assert.deepEqual(
      said.map(({ attachments, leftOut }) => [attachments.length, leftOut]),
      [
        [0, "blob.bin could not be read as text."],
        [0, "empty.txt is empty."],
      ],
    );
    await vscode.workspace.fs.delete(empty);
    await vscode.workspace.fs.delete(blob);
  });

  it("says of a file that is gone by the time it is read that there is no text", async () => {
    const gone = inFolder("gone.txt");
    await vscode.workspace.fs.writeFile(gone, new TextEncoder().encode("a"));
    const [item] = await found("gone.txt", "file");
    await vscode.workspace.fs.delete(gone);
    const { leftOut } = await mentions.read(item?.id ?? "", signal);
    assert.equal(leftOut, "gone.txt could not be read as text.");
  });

  it("is what the editor finds wrong, judged as its files are", async () => {
    const problems = vscode.languages.createDiagnosticCollection("mentions");
    const range = new vscode.Range(2, 0, 2, 5);
    problems.set(inFolder("src/sum.ts"), [new vscode.Diagnostic(range, "a is not defined")]);
    problems.set(inFolder("src/strings.ts"), [new vscode.Diagnostic(range, "a secret")]);
    try {
      const { attachments } = await read("prob", "problems");
      assert.deepEqual(
        attachments.map(({ source, text }) => [fileOf(source)?.path, fileOf(source)?.shows, text]),
        [["src/sum.ts", "problems", "line 3: error: a is not defined"]],
      );
    } finally {
      problems.dispose();
    }
  });

  it("is what is selected, in whole lines, and stays when something else is selected", async () => {
    const document = await vscode.workspace.openTextDocument(inFolder("src/sum.ts"));
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 3, 2, 0);
    const [item] = await found("sel", "selection");
    assert.deepEqual([item?.label, item?.detail], ["Selection", "sum.ts:1-2"]);
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    const { attachments } = await mentions.read(item?.id ?? "", signal);
    assert.deepEqual(attachments.map(linesOf), [{ first: 1, last: 2 }]);
    assert.equal(attachments[0]?.text, document.getText(new vscode.Range(0, 0, 1, Number.MAX_SAFE_INTEGER)));
    assert.deepEqual(await found("sel", "selection"), []);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  });

  it("is a symbol with everything that is defined there", async () => {
    const uri = inFolder("src/sum.ts");
    const document = await vscode.workspace.openTextDocument(uri);
    const line = document
      .getText()
      .split("\n")
      .findIndex((text) => text.includes("function sum"));
    const name = new vscode.Range(line, 16, line, 19);
    const whole = new vscode.Range(line, 0, line + 2, 0);
    const kind = vscode.SymbolKind.Function;
    const providers = [
      vscode.languages.registerWorkspaceSymbolProvider({
        provideWorkspaceSymbols: (query) =>
          query === "sumOfAll"
            ? [new vscode.SymbolInformation("sumOfAll", kind, "", new vscode.Location(uri, name))]
            : [],
      }),
      vscode.languages.registerDocumentSymbolProvider("typescript", {
        provideDocumentSymbols: () => [new vscode.DocumentSymbol("sumOfAll", "", kind, whole, name)],
      }),
    ];
    try {
      const { attachments } = await read("sumOfAll", "symbol");
      assert.deepEqual(attachments.map(linesOf)[0], { first: line + 1, last: line + 3 });
    } finally {
      for (const provider of providers) provider.dispose();
    }
  });

  it("is what somebody points at in the explorer: files, and what is in folders", async () => {
    const paths = async (...places: readonly string[]): Promise<readonly string[]> => {
      const uris = places.map((place) => inFolder(place).toString());
      const { attachments } = await mentions.readAt(uris, signal);
      return attachments.flatMap(({ source }) => fileOf(source)?.path ?? []);
    };
    assert.deepEqual(await paths("src/sum.ts", "README.md"), ["src/sum.ts", "README.md"]);
    assert.deepEqual([...(await paths("src"))].sort(), ["src/invoice.ts", "src/sum.ts"]);
    assert.deepEqual(await paths("src/strings.ts"), []);
  });

  it("says what somebody dropped that is no file within reach", async () => {
    const dropped = [inFolder("src/sum.ts").toString(), "vscode-notebook://elsewhere/a/far.ts"];
    const { attachments, leftOut } = await mentions.readAt(dropped, signal);
    assert.deepEqual(
      [attachments.length, leftOut],
      [1, "No file within reach: far.ts. Open the file itself, or its folder, first."],
    );
  });

  it("is nothing that was not offered", async () => {
    const id = `file:${inFolder("src/sum.ts").toString()}`;
    assert.deepEqual(await mentions.read(id, signal), { attachments: [] });
  });
});
