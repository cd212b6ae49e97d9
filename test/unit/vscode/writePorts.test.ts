import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { targetNow } from "../../../src/vscode/writePorts.ts";
import { openDocument } from "../../support/openDocument.ts";
import { opened, openings, workspace } from "../../support/vscode.ts";

describe("vscode/writePorts", () => {
  const { files } = opened;
  const { open } = openings;
  let folder: string;
  let path: string;
  let address: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drawbridge-write-"));
    path = join(folder, "a.ts");
    address = pathToFileURL(path).href;
    writeFileSync(path, "let a;");
    opened.files = { [path]: "let a;" };
    openings.open = () => Promise.resolve(openDocument("let a;", { address }).document);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    opened.files = files;
    openings.open = open;
    workspace.textDocuments = [];
  });

  it("finds the text of a file that can be written, with what was typed and not saved", async () => {
    assert.deepEqual(await targetNow(address), { kind: "text", text: "let a;" });
    workspace.textDocuments = [openDocument("let b;", { address }).document];
    assert.deepEqual(await targetNow(address), { kind: "text", text: "let b;" });
  });

  it("takes a file whose mode forbids writing for one that cannot be changed, also while it is open", async () => {
    chmodSync(path, 0o444);
    assert.deepEqual(await targetNow(address), { kind: "readOnly" });
    workspace.textDocuments = [openDocument("let b;", { address }).document];
    assert.deepEqual(await targetNow(address), { kind: "readOnly" });
    chmodSync(path, 0o644);
    assert.deepEqual(await targetNow(address), { kind: "text", text: "let b;" });
  });
});
