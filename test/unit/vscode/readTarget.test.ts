import assert from "node:assert/strict";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { readTarget } from "../../../src/vscode/readTarget.ts";
import { documentsOpened, opened, openings, Uri, workspace } from "../../support/vscode.ts";

/** A document as the editor has it open. */
function documentOf(uri: Uri, text: string, isDirty: boolean) {
  const lines = text.split("\n");
  return {
    uri,
    isDirty,
    languageId: "typescript",
    getText: () => text,
    lineCount: lines.length,
    lineAt: (line: number) => ({ range: { end: line } }),
    offsetAt: () => text.length,
  };
}

describe("vscode/readTarget", () => {
  const uri = "file:///project/a.ts";
  const read = (address = uri, verdict: PathVerdict = { kind: "allowed" }) =>
    readTarget(address, { judge: () => Promise.resolve(verdict) });
  let before: Pick<typeof opened, "files">;
  const { open } = openings;
  beforeEach(() => {
    before = { files: opened.files };
    opened.files = { "/project/a.ts": "let a;", "/project/n.ipynb": "{}" };
    openings.open = (place) => Promise.resolve(documentOf(place, opened.files[place.path] ?? "", false));
    documentsOpened.length = 0;
  });
  afterEach(() => {
    Object.assign(opened, before);
    openings.open = open;
    workspace.textDocuments = [];
  });

  it("opens nothing that a path rule keeps out", async () => {
    const outcome = await read(uri, { kind: "never", rule: "*.ts", from: "your settings" });
    assert.equal(outcome.kind, "excluded");
    assert.deepEqual(documentsOpened, []);
  });

  it("reads a file that only models on this device may see: none is asked", async () => {
    const outcome = await read(uri, { kind: "deviceOnly", rule: "*.ts", from: "your settings" });
    assert.equal(outcome.kind, "text");
  });

  it("reads what was typed and not saved, and says that it is not", async () => {
    const typed = documentOf(Uri.parse(uri), "let b;", true);
    workspace.textDocuments = [typed];
    openings.open = () => Promise.resolve(typed);
    const text = { kind: "text", text: "let b;", languageId: "typescript", isDirty: true };
    assert.deepEqual(await read(), text);
  });

  it("opens no file that is too large, and no notebook", async () => {
    opened.files = { ...opened.files, "/project/large.ts": "a".repeat(2_000_001) };
    assert.deepEqual(await read("file:///project/large.ts"), { kind: "unfit", reason: "tooLarge" });
    assert.deepEqual(await read("file:///project/n.ipynb"), { kind: "unfit", reason: "notebook" });
    assert.deepEqual(documentsOpened, []);
  });

  it("tells a file that the editor opens as no text from one that is not there", async () => {
    openings.open = () => Promise.reject(new Error("binary"));
    assert.deepEqual(await read(), { kind: "unfit", reason: "binary" });
    assert.equal((await read("file:///project/new.zzz")).kind, "missing");
  });
});
