/** One round of the activation benchmark, in a process of its own: prints what loading and activating cost. */
import { mkdtempSync, rmSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { hollowEditor } from "./hollowEditor.ts";

type Loader = { _load(request: string, ...rest: readonly unknown[]): unknown };
type Extension = { activate(context: unknown): void };

const loader: Loader = Object(Module) as Loader;
const load = loader._load.bind(Module);
loader._load = (request, ...rest) => (request === "vscode" ? hollowEditor : load(request, ...rest));

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const [, , bundle = ""] = process.argv.map((argument) => resolve(argument));
const storage = mkdtempSync(join(tmpdir(), "drawbridge-activation-"));
const none = { get: () => undefined, keys: () => [], update: () => Promise.resolve() };
const context = {
  globalStorageUri: { fsPath: storage },
  globalState: none,
  workspaceState: none,
  secrets: none,
  extension: { extensionKind: 1, packageJSON: { version: "0.0.0" } },
  extensionUri: {},
  subscriptions: [],
};
let extension: Extension | undefined;
const loadMs = cpuMs(() => {
  extension = createRequire(import.meta.url)(bundle) as Extension;
});
const activateMs = cpuMs(() => {
  extension?.activate(context);
});
process.stdout.write(JSON.stringify({ loadMs, activateMs }), () => {
  rmSync(storage, { recursive: true, force: true });
  process.exit(0);
});
