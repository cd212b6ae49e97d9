/** A scratch extension and webview that ask for what no bundle may ask for, and are too large. */

const filler = (bytes: number): string => `${JSON.stringify({ filler: "x".repeat(bytes) })}\n`;

/** The start bundle asks for a builtin, a package and an address; its lazy bundle and the webview for worse. */
export const bundleFiles: Readonly<Record<string, string>> = {
  "src/extension.ts": `import * as editor from "vscode";
import { used } from "./base/plantedExports.ts";
import { seen } from "./utils/plantedSeen.ts";
import { ask } from "./vscode/plantedBundle.ts";
import filler from "./vscode/filler.json" with { type: "json" };

export async function activate(): Promise<readonly unknown[]> {
  const late = await import("./chat/plantedLazy.ts");
  return [editor.version, used, seen, filler, ask(), late.claim, late.collect, late.wait];
}
`,
  "src/vscode/filler.json": filler(300_000),
  "src/vscode/plantedBundle.ts": `import { execFile } from "node:child_process";

export const ask = (): unknown => [execFile, "https://planted.example/collect", \`ws://\${execFile.name}\`];
`,
  "src/chat/plantedLazy.ts": `export const claim = Symbol.for("undici.globalDispatcher.1");
export const collect = (name: string): unknown => [require("node:fs"), require(name), "posthog"];
export const wait = (net: { createServer(): unknown }): unknown => [net.createServer(), "@opentelemetry/api"];
`,
  "media/chat/main.tsx": `import "./chat.css";
import filler from "./filler.json" with { type: "json" };

const Make = Function;
console.log(new Make("return 1"), new Function("return 2"), (0, eval)("3"), filler);
`,
  "media/chat/filler.json": filler(250_000),
  "media/chat/chat.css": `.planted {\n  content: "${"x".repeat(30_000)}";\n  background: url("http://planted.example/x.png");\n}\n`,
  "scripts/bundleManifest.ts": `export const bundleManifest: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "extension.cjs": {
    vscode: "the editor",
    "node:dgram": "was needed once",
    "ws://": " ",
  },
};
`,
};

/** What the audit must print. */
export const bundleProblems: readonly (readonly [string, RegExp])[] = [
  ["an unknown builtin", /Add to "extension\.cjs"[^]*?^ {4}"node:child_process": "…",$/m],
  ["an unknown URL", /Add to "extension\.cjs"[^]*?^ {4}"https:\/\/planted\.example\/collect": "…",$/m],
  ["a builtin in a lazy bundle", /Add to "plantedLazy\.cjs"[^]*?^ {4}"node:fs": "…",$/m],
  ["a URL in the style sheet", /Add to "chat\.css"[^]*?^ {4}"http:\/\/planted\.example\/x\.png": "…",$/m],
  ["an entry that vanished", /Remove from "extension\.cjs"[^]*?^ {4}"node:dgram": "was needed once",$/m],
  ["an entry without a purpose", /^extension\.cjs asks for ws:\/\/: .* does not say what for\.$/m],
  ["an extension bundle over its budget", /^extension\.cjs has \d+ bytes, \d+ over its budget of 300000\./m],
  ["a webview bundle over its budget", /^chat\.js has \d+ bytes, \d+ over its budget of 250000\./m],
  ["a style sheet over its budget", /^chat\.css has \d+ bytes, \d+ over its budget of 30000\./m],
  ["the largest parts of what is too large", /^extension\.cjs has .* Largest: src\/vscode 30\d{4}/m],
  ["eval", /^chat\.js uses eval: /m],
  ["new Function", /^chat\.js uses Function: new Function/m],
  ["Function under another name", /^chat\.js uses Function: \w+ ?= ?Function/m],
  ["undici's global dispatcher", /^plantedLazy\.cjs claims undici's global dispatcher\.$/m],
  ["a module whose name is computed", /^plantedLazy\.cjs loads a module whose name is not written out/m],
  ["a telemetry vendor", /^plantedLazy\.cjs names the telemetry vendor "posthog"\.$/m],
  ["another one", /^plantedLazy\.cjs names the telemetry vendor "opentelemetry"\.$/m],
  ["a server", /^plantedLazy\.cjs names createServer\.$/m],
];
