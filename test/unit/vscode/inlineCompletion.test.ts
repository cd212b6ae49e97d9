import assert from "node:assert/strict";
import * as vscode from "vscode";
import { registerInlineCompletion, type Suggests } from "../../../src/vscode/inlineCompletion.ts";
import { rememberingLog } from "../../support/headless.ts";
import { openDocument } from "../../support/openDocument.ts";
import { inlineProviders } from "../../support/vscode.ts";

describe("vscode/inlineCompletion", () => {
  const { document, position } = openDocument("a█");
  const item = new vscode.InlineCompletionItem("b", new vscode.Range(position, position));

  function registered(provide: Suggests["provide"]) {
    const { log, lines } = rememberingLog();
    const counts = { loads: 0, suggested: 0 };
    const registration = registerInlineCompletion({
      load: () => {
        counts.loads += 1;
        return Promise.resolve({ provide });
      },
      onSuggest: () => (counts.suggested += 1),
      log,
    });
    const [[provider, selector] = []] = [...inlineProviders];
    const ask = async (): Promise<unknown> =>
      provider?.provideInlineCompletionItems(document, position, {}, {});
    return { ask, counts, lines, registration, schemes: selector?.map(({ scheme }) => scheme) };
  }
  afterEach(() => {
    inlineProviders.clear();
  });

  it("is for code only: not for the chat's input, the commit box, the output, or a search", () => {
    const { schemes, registration } = registered(() => Promise.resolve([]));
    assert.deepEqual(schemes, ["file", "untitled", "vscode-remote", "vscode-vfs", "vscode-notebook-cell"]);
    registration.dispose();
    assert.equal(inlineProviders.size, 0);
  });

  it("loads nothing before somebody types", async () => {
    const { ask, counts } = registered(() => Promise.resolve([]));
    assert.equal(counts.loads, 0);
    await ask();
    assert.equal(counts.loads, 1);
  });

  it("hands on what is suggested, and tells that something was", async () => {
    let items = [item];
    const { ask, counts } = registered(() => Promise.resolve(items));
    assert.deepEqual(await ask(), [item]);
    assert.equal(counts.suggested, 1);
    items = [];
    assert.deepEqual(await ask(), []);
    assert.equal(counts.suggested, 1);
  });

  it("tells a bug to the log, and the editor nothing", async () => {
    const { ask, lines } = registered(() => Promise.reject(new Error("a bug")));
    assert.equal(await ask(), undefined);
    assert.deepEqual(lines, ["Completion failed"]);
  });
});
