import assert from "node:assert/strict";
import * as vscode from "vscode";
import { say, useWords, wordsInUse } from "../../../src/terms/words.ts";

/** The file does its work when it is loaded; each address of it is loaded anew. */
async function load(name: string): Promise<void> {
  const address = `../../../src/vscode/editorWords.ts?${name}`;
  await import(address);
}

describe("vscode/editorWords", () => {
  afterEach(() => {
    Object.assign(vscode.l10n, { bundle: undefined });
    Object.assign(vscode.env, { language: "en" });
    useWords(undefined);
  });

  it("takes over the translations that the editor has read", async () => {
    Object.assign(vscode.l10n, { bundle: { Send: "Senden" } });
    Object.assign(vscode.env, { language: "de" });
    await load("german");
    assert.equal(say("Send"), "Senden");
    assert.equal(wordsInUse()?.language, "de");
  });

  it("is English where the editor has none", async () => {
    Object.assign(vscode.env, { language: "fr" });
    await load("french");
    assert.equal(wordsInUse(), undefined);
  });
});
