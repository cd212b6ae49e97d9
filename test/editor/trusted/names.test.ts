import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { messageText } from "../../../src/prompt/draft.ts";
import type { SendEvent } from "../../../src/sending/sendEvent.ts";
import { createNameDesk } from "../../../src/vscode/nameDesk.ts";
import { ollama, routeTo } from "../../support/samples.ts";
import { symbolRename } from "../../../src/vscode/symbolRename.ts";
import { waitFor } from "../waitFor.ts";

const definition = "export function total(prices: number[]): number {\n  return prices.length;\n}\n";
const use = 'import { total } from "./names.ts";\n\nexport const bill = total([1]);\n';

describe("Names for a symbol", () => {
  const place = (path: string): vscode.Uri => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    return vscode.Uri.joinPath((folder ?? assert.fail()).uri, path);
  };
  const [defined, used] = ["src/names.ts", "src/usesNames.ts"];
  const name = new vscode.Position(0, "export function t".length);

  before(async () => {
    for (const [path, text] of [
      [defined, definition],
      [used, use],
    ] as const)
      await vscode.workspace.fs.writeFile(place(path), Buffer.from(text));
  });
  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
  after(async () => {
    for (const path of [defined, used]) await vscode.workspace.fs.delete(place(path));
  });

  /** The document that defines the symbol, once the language server of the editor knows both files. */
  async function open(): Promise<vscode.TextDocument> {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(place(used)));
    const document = await vscode.workspace.openTextDocument(place(defined));
    await vscode.window.showTextDocument(document);
    await waitFor("both files in a rename", async () => {
      const rename = await symbolRename({ document, position: name }, "other");
      return rename?.uris.length === 2 ? true : undefined;
    });
    return document;
  }

  /** A desk whose model says these names. */
  function desk(answer: string, kind: PathVerdict["kind"] = "allowed") {
    const prompts: string[] = [];
    const route = routeTo({ task: "edit" });
    const verdict: PathVerdict =
      kind === "allowed" ? { kind } : { kind, rule: "usesNames*", from: "your settings" };
    const made = createNameDesk({
      guard: {
        judge: (uri) => Promise.resolve(uri.endsWith("usesNames.ts") ? verdict : { kind: "allowed" }),
      },
      onStep: () => undefined,
      sending: {
        outlook: () => ({ ok: false, error: { kind: "noModel", provider: ollama, task: "edit" } }) as never,
        send: async function* (order): AsyncGenerator<SendEvent> {
          const draft = order.draft(route, { removed: new Set(), withheld: () => false });
          prompts.push(draft.messages.map(messageText).join("\n"));
          await Promise.resolve();
          yield { kind: "text", text: answer };
          yield { kind: "end", reason: "stop", usage: {} };
        },
      },
    });
    return { made, prompts };
  }

  it("renames nothing in a document that was typed in since its places were found", async () => {
    const document = await open();
    const rename = await symbolRename({ document, position: name }, "sum");
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), "// typed\n");
    });
    assert.equal(await rename?.apply(new Map()), false);
    assert.match(document.getText(), /function total\(/);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("renames what was chosen, in every file", async () => {
    const document = await open();
    const { made, prompts } = desk("price_sum\ncountPrices\n");
    const done = made.suggest({ document, range: new vscode.Range(name, name) });
    const renamed = await waitFor("the renamed function", async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return document.getText().includes("function priceSum(") ? document.getText() : undefined;
    });
    await done;
    assert.equal(renamed, definition.replace("total", "priceSum"));
    const other = await vscode.workspace.openTextDocument(place(used));
    assert.equal(other.getText(), use.replaceAll("total", "priceSum"));
    assert.match(prompts[0] ?? "", /names\.ts:1–3\n[^]*usesNames\.ts:\d[^]*for `total`/);
    const back = await symbolRename({ document, position: name }, "total");
    assert.ok(await back?.apply(new Map()));
  });

  it("reads no file that a rule keeps out, although the name is used there", async () => {
    const document = await open();
    const { made, prompts } = desk("", "never");
    void made.suggest({ document, range: new vscode.Range(name, name) });
    const prompt = await waitFor("the question", () => prompts[0]);
    assert.match(prompt, /function total/);
    assert.doesNotMatch(prompt, /usesNames|bill/);
  });

  it("asks nobody where there is no name", async () => {
    const document = await open();
    const { made, prompts } = desk("priceSum\n");
    const nowhere = new vscode.Position(1, 0);
    await made.suggest({ document, range: new vscode.Range(nowhere, nowhere) });
    assert.deepEqual([prompts, document.getText()], [[], definition]);
  });

  it("changes no protected file that the person was not asked about", async () => {
    const hook = place(".husky/check.ts");
    await vscode.workspace.fs.writeFile(hook, Buffer.from(definition));
    const document = await vscode.workspace.openTextDocument(hook);
    await vscode.window.showTextDocument(document);
    await waitFor("a rename of the hook", () => symbolRename({ document, position: name }, "other"));
    const { made, prompts } = desk("priceSum\n");
    const done = made.suggest({ document, range: new vscode.Range(name, name) });
    let isOver = false;
    const over = (): void => {
      isOver = true;
    };
    // The editor takes no dialog while it is tested: it fails, and so does what needs its answer.
    void done.then(over, over);
    await waitFor("the question", () => prompts[0]);
    await waitFor("a choice", async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return isOver ? true : undefined;
    }).finally(() => vscode.workspace.fs.delete(place(".husky"), { recursive: true }));
    assert.equal(document.getText(), definition);
  });
});
