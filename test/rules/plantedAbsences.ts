/** A break of every absence: what Drawbridge does not have at all, or in one file alone. */

/** What is planted, where, and its source. */
type PlantedAbsence = { readonly what: string; readonly path: string; readonly source: string };

const editor = (expression: string): string =>
  `import * as vscode from "vscode";\nexport const planted = ${expression};\n`;

const sources: readonly (readonly [what: string, source: string])[] = [
  ["a handler of links from outside", editor("vscode.window.registerUriHandler")],
  [
    "one taken out of its object",
    'import * as vscode from "vscode";\nexport const { registerUriHandler: planted } = vscode.window;\n',
  ],
  [
    "one named by a string",
    editor('Object.entries(vscode.window).find(([key]) => key === "registerUriHandler")'),
  ],
  ["a server", 'import { createServer } from "node:http";\nexport const planted = createServer();\n'],
  [
    "a listening port",
    "export const planted = (port: { readonly listen: () => void }): void => {\n  port.listen();\n};\n",
  ],
  ["a port made reachable", editor("vscode.env.asExternalUri")],
  ["a port mapped into a view", "export const planted = { portMapping: [{ webviewPort: 1 }] };\n"],
  ["the editor's language models", editor("vscode.lm.selectChatModels")],
  [
    "all of them, taken out of their object",
    'import * as vscode from "vscode";\nexport const { lm: planted } = vscode;\n',
  ],
  ["a telemetry logger", editor("vscode.env.createTelemetryLogger")],
  ["an edit of files", editor("new vscode.WorkspaceEdit()")],
  ["edits that are applied", editor("vscode.workspace.applyEdit")],
  ["a command that runs in a task", editor('new vscode.ShellExecution("true")')],
  ["a terminal", editor("vscode.window.createTerminal")],
  ["commands on a page", "export const planted = { enableScripts: true, enableCommandUris: true };\n"],
  ["a list of commands on a page", 'export const planted = { enableCommandUris: ["planted"] };\n'],
  ["Markdown that may start every command", "export const planted = { isTrusted: true };\n"],
  [
    "Markdown that comes to be trusted",
    "export const planted = (text: { isTrusted: boolean }): void => {\n  text.isTrusted = true;\n};\n",
  ],
  ["Markdown with HTML in it", "export const planted = { supportHtml: true };\n"],
  ["Markdown of the editor's", editor("new vscode.MarkdownString()")],
  [
    "a pause that ends",
    "export const planted = (policy: { readonly setPaused: (to: boolean) => void }): void => {\n  policy.setPaused(false);\n};\n",
  ],
  ["a link that is opened", editor("vscode.env.openExternal")],
  ["a link that is opened by a command", editor('vscode.commands.executeCommand("vscode.open")')],
  [
    "a page of a view's own",
    'export const planted = (webview: { html: string }): void => {\n  webview.html = "<p>";\n};\n',
  ],
  [
    "a view with options of its own",
    editor(
      'vscode.window.createWebviewPanel("planted", "", vscode.ViewColumn.Active, { enableScripts: true })',
    ),
  ],
  [
    "a view whose options are set anew",
    "export const planted = (webview: { options: object }): void => {\n  webview.options = { enableScripts: true };\n};\n",
  ],
];

const [[, uriHandler]] = sources as readonly [readonly [string, string]];

/** All of them; where a file is an exception to one, the others still hold in it. */
export const plantedAbsences: readonly PlantedAbsence[] = [
  ...sources.map(([what, source], index) => ({ what, path: `src/vscode/plantedAbsence${index}.ts`, source })),
  {
    what: "text that becomes HTML in a view",
    path: "media/chat/plantedHtml.ts",
    source: 'document.body.innerHTML = "<p>";\n',
  },
  {
    what: "the same as a property",
    path: "media/chat/plantedProperty.ts",
    source: 'export const planted = { dangerouslySetInnerHTML: { __html: "<p>" } };\n',
  },
  {
    what: "a handler of links in gate",
    path: "src/gate/plantedAbsence.ts",
    source: 'export const planted = "registerUriHandler";\n',
  },
  {
    what: "a handler of links in prompt",
    path: "src/prompt/plantedAbsence.ts",
    source: 'export const planted = "registerUriHandler";\n',
  },
  { what: "a handler of links where links are opened", path: "src/vscode/openLink.ts", source: uriHandler },
  {
    what: "a link that is opened where Markdown is made",
    path: "src/vscode/statusBar.ts",
    source: editor("vscode.env.openExternal"),
  },
];

/** What looks like a break and is none. */
export const allowedPresences: Readonly<Record<string, string>> = {
  "src/vscode/startHelp.ts": editor("vscode.window.createTerminal"),
  "src/vscode/applyFileEdits.ts": editor("vscode.workspace.applyEdit(new vscode.WorkspaceEdit())"),
  "src/vscode/symbolRename.ts": editor("vscode.workspace.applyEdit(new vscode.WorkspaceEdit())"),
  "src/vscode/allowedPage.ts": `import * as vscode from "vscode";
const webviewOptions = (): vscode.WebviewOptions => ({ enableScripts: true, enableCommandUris: false });
const webviewPage = (): string => "<p>";
export function allowed(webview: vscode.Webview): unknown {
  webview.options = webviewOptions();
  webview.html = webviewPage();
  return vscode.window.createWebviewPanel("allowed", "", vscode.ViewColumn.Active, webviewOptions());
}
`,
  "src/vscode/allowedTrust.ts":
    'export const allowed = [{ isTrusted: { enabledCommands: ["drawbridge.changeMode"] } }, { isTrusted: false }];\n',
};
