import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

/** The page of the chat view: our script and our style, and nothing that could reach a network. */
export function chatPage(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(16).toString("base64url");
  const asset = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, "dist", name)).toString();
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
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Drawbridge</title>
<link rel="stylesheet" href="${asset("chat.css")}">
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" src="${asset("chat.js")}"></script>
</body>
</html>`;
}
