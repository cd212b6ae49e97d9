import assert from "node:assert/strict";
import * as vscode from "vscode";
import { proposalScheme } from "../../../src/vscode/proposalScheme.ts";
import { applyFileEdits } from "../../../src/vscode/applyFileEdits.ts";
import { ProposalDesk } from "../../../src/vscode/proposalDesk.ts";
import { waitFor } from "../waitFor.ts";

const before = "one\ntwo\nthree\nfour\nfive\n";
const after = "1\ntwo\nthree\nfour\n5\n";

function place(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, path);
}

async function write(path: string, text = before): Promise<vscode.Uri> {
  const uri = place(path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

async function onDisk(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

function tabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}

function diffs(): readonly vscode.Tab[] {
  return tabs().filter(
    ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === proposalScheme,
  );
}

/** The text on the right of the diff that is open. */
function proposedText(): string | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === proposalScheme)?.getText();
}

describe("A proposal in the editor", () => {
  let desk: ProposalDesk;
  let made: readonly vscode.Uri[] = [];
  beforeEach(() => {
    desk = new ProposalDesk();
  });
  afterEach(async () => {
    desk.dispose();
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    for (const uri of made) await vscode.workspace.fs.delete(uri, { recursive: true });
    made = [];
  });

  async function propose(path: string) {
    const uri = await write(path);
    made = [...made, uri];
    const proposal = desk.make([{ uri: uri.toString(), before, after }]);
    await desk.show(proposal, { title: `${path}: Proposed Edit` });
    await waitFor("the right side", () => (proposedText() === after ? true : undefined));
    return { uri, proposal, document: await vscode.workspace.openTextDocument(uri) };
  }

  it("is a diff of the file and of what it would be, and comes in as one step that can be undone", async () => {
    const { uri, proposal, document } = await propose("proposed.txt");
    assert.equal(diffs().length, 1);
    await desk.accept(proposal, {});
    assert.equal(document.getText(), after);
    assert.ok(document.isDirty, "it is not saved for the person");
    assert.equal(await onDisk(uri), before);
    await waitFor("the file in its place", () =>
      diffs().length === 0 && vscode.window.activeTextEditor?.document === document ? true : undefined,
    );
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), before);
  });

  it("is left behind by a rejection, and the file is as it was", async () => {
    const { uri, proposal, document } = await propose("proposed.txt");
    await desk.reject(proposal, {});
    await waitFor("its end", () => (diffs().length === 0 ? true : undefined));
    assert.ok(!document.isDirty);
    assert.equal(await onDisk(uri), before);
  });

  it("is decided about change by change, while the file is typed in", async () => {
    const { proposal, document } = await propose("proposed.txt");
    const [first] = proposal.open;
    await desk.accept(proposal, { uri: document.uri.toString(), hunk: first?.id ?? -1 });
    assert.equal(document.getText(), "1\ntwo\nthree\nfour\nfive\n");
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), "zero\n");
    });
    await desk.accept(proposal, {});
    assert.equal(document.getText(), `zero\n${after}`);
  });

  it("is decided about by two keys in a row, each for a change of its own", async () => {
    const { document } = await propose("proposed.txt");
    await Promise.all([desk.acceptHere(), desk.rejectHere()]);
    assert.equal(document.getText(), "1\ntwo\nthree\nfour\nfive\n");
    await waitFor("its end", () => (diffs().length === 0 ? true : undefined));
  });

  it("is not decided about while something else is in front, also one of several files", async () => {
    const [a, b] = [await write("proposed-a.txt"), await write("proposed-b.txt")];
    made = [a, b];
    const files = [a, b].map((uri) => ({ uri: uri.toString(), before, after }));
    const proposal = desk.make(files);
    const title = "Proposed Edits Behind";
    await desk.show(proposal, { title });
    await waitFor("the review", () =>
      tabs().some(({ label }) => label.startsWith(title)) ? true : undefined,
    );
    const other = await vscode.workspace.openTextDocument({ content: "something else" });
    await vscode.window.showTextDocument(other);
    await desk.acceptAll();
    assert.equal(proposal.open.length, 4);
    assert.equal(desk.pages.active, undefined);
    await desk.reject(proposal, {});
    await waitFor("its end", () => (tabs().some(({ label }) => label.startsWith(title)) ? undefined : true));
  });

  it("writes nothing into a file that changes while another one is looked at", async () => {
    const uri = await write("proposed.txt");
    made = [uri];
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), "zero\n");
    });
    const edits = [{ at: 0, count: 1, lines: ["1\n"] }];
    const isApplied = await applyFileEdits([{ kind: "change", uri: uri.toString(), text: before, edits }]);
    assert.equal(isApplied, false);
    assert.equal(document.getText(), `zero\n${before}`);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("is rejected when its tab is closed", async () => {
    const { proposal, document } = await propose("proposed.txt");
    await vscode.window.tabGroups.close(diffs());
    await waitFor("its end", () => (desk.pages.isShown(proposal) ? undefined : true));
    assert.equal(document.getText(), before);
  });

  it("writes nothing into a protected file while the editor refuses to ask", async () => {
    const { uri, proposal, document } = await propose(".vscode/proposed.txt");
    await desk.accept(proposal, {}).catch(() => undefined);
    assert.equal(document.getText(), before);
    assert.equal(await onDisk(uri), before);
    assert.equal(proposal.open.length, 2);
  });

  it("writes nothing when the file is gone", async () => {
    const { uri, proposal } = await propose("proposed.txt");
    await vscode.workspace.fs.delete(uri);
    made = [];
    await desk.accept(proposal, {});
    await assert.rejects(async () => vscode.workspace.fs.stat(uri));
  });

  it("shows nothing of a schema's address to what would fetch it", async () => {
    const uri = await write("proposed.json", "{}\n");
    made = [uri];
    const proposal = desk.make([
      { uri: uri.toString(), before: "{}\n", after: '{ "$schema": "http://127.0.0.1:9/x" }\n' },
    ]);
    await desk.show(proposal, { title: "proposed.json: Proposed Edit" });
    const right = await waitFor("the right side", () =>
      vscode.workspace.textDocuments.find(({ uri: one }) => one.scheme === proposalScheme),
    );
    assert.equal(right.languageId, "plaintext");
  });

  it("is one review of several files, accepted in one go, the new one with them", async () => {
    const [a, b] = [await write("proposed-a.txt"), place("proposed-b.txt")];
    made = [a];
    const proposal = desk.make([
      { uri: a.toString(), before, after },
      { uri: b.toString(), after: "new\n" },
    ]);
    await desk.show(proposal, { title: "Proposed Edits of Two Files" });
    await waitFor("the review", () =>
      tabs().some(({ label }) => label.startsWith("Proposed Edits of Two Files")) ? true : undefined,
    );
    await desk.acceptAll();
    made = [a, b];
    const document = await vscode.workspace.openTextDocument(a);
    assert.equal(document.getText(), after);
    assert.equal(await onDisk(b), "new\n");
    await waitFor("its end", () =>
      tabs().some(({ label }) => label.startsWith("Proposed Edits of Two Files")) ? undefined : true,
    );
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });
});
