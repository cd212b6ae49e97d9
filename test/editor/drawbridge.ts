import assert from "node:assert/strict";
import * as vscode from "vscode";

/** The extension under test, as this window sees it. */
export function drawbridge(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension("drawbridge.drawbridge");
  assert.ok(extension, "The editor does not know drawbridge.drawbridge: is the extension built?");
  return extension;
}
