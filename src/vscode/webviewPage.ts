import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { pageWords } from "../protocol/pageWords.ts";
import { wordsInUse } from "../terms/words.ts";

/** A view of media/, by the folder its source is in. */
export type ViewName = "chat" | "flow" | "ledger" | "review" | "statistics";

/** How a webview of ours is set up: it runs our script, and reads nothing but what was built. */
export function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    enableCommandUris: false,
    localResourceRoots: [vscode.Uri.joinPath(extensionUri, "dist")],
  };
}

/**
 * The page of a view: our script and our style, and nothing that could reach a network. A module hands its nonce on to
 * the bundles it imports later; the addresses of those are relative to its own. The sentences of another language than
 * English stand in the page as data, which no policy lets run.
 */
export function webviewPage(webview: vscode.Webview, extensionUri: vscode.Uri, view: ViewName): string {
  const nonce = randomBytes(16).toString("base64url");
  const asset = (extension: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, "dist", `${view}.${extension}`)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
    "connect-src 'none'",
    "frame-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
  const words = wordsInUse();
  const data =
    words === undefined ? "" : `<script type="application/json" id="words">${pageWords(words)}</script>\n`;
  return `<!DOCTYPE html>
<html lang="${words?.language ?? "en"}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Drawbridge</title>
<link rel="stylesheet" href="${asset("css")}">
</head>
<body>
<div id="root"></div>
${data}<script type="module" nonce="${nonce}" src="${asset("js")}"></script>
</body>
</html>`;
}
