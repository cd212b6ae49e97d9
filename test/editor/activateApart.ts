import { mkdtempSync, rmSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import * as vscode from "vscode";
import type { Disposable } from "../../src/base/disposable.ts";
import { mementoOf } from "../support/mementoOf.ts";
import { drawbridge } from "./drawbridge.ts";

/** A second Drawbridge from the same bundle, in this editor but apart from the first one. Whoever starts it disposes it. */
export type Apart = Disposable & {
  /** What `activate` gave back. */
  readonly returned: unknown;
  /** Files of `dist/` that were loaded while it ran. */
  readonly loaded: readonly string[];
  /** How many sockets were opened while it ran. */
  readonly dialled: number;
  readonly commands: readonly string[];
  /** The documents that ghost text is registered for. */
  readonly completes: vscode.DocumentSelector;
  readonly view: vscode.WebviewViewProvider;
  /** The warnings it showed, with their buttons; nobody clicked any. */
  readonly warned: readonly (readonly unknown[])[];
  /** What the hover of its status item says, as it is read. */
  readonly hover: () => string;
};

type StatusItem = Pick<vscode.StatusBarItem, "tooltip" | "show" | "hide" | "dispose">;

type Caught = {
  readonly statusItems: StatusItem[];
  readonly commands: string[];
  readonly warned: (readonly unknown[])[];
  readonly selectors: vscode.DocumentSelector[];
  readonly views: vscode.WebviewViewProvider[];
};

const nothing: Disposable = { dispose: () => undefined };

/** The editor's API, except that what can be registered only once is caught instead. */
function catching(caught: Caught): object {
  const parts: Readonly<Record<string, object>> = {
    commands: {
      registerCommand: (id: string) => {
        caught.commands.push(id);
        return nothing;
      },
    },
    languages: {
      registerInlineCompletionItemProvider: (selector: vscode.DocumentSelector) => {
        caught.selectors.push(selector);
        return nothing;
      },
    },
    window: {
      createStatusBarItem: () => {
        const item: StatusItem = { tooltip: "", show: () => undefined, hide: () => undefined, ...nothing };
        caught.statusItems.push(item);
        return item;
      },
      showWarningMessage: (...message: readonly unknown[]) => {
        caught.warned.push(message);
        return Promise.resolve(undefined);
      },
      registerWebviewViewProvider: (_id: string, provider: vscode.WebviewViewProvider) => {
        caught.views.push(provider);
        return nothing;
      },
    },
    workspace: { registerTextDocumentContentProvider: () => nothing },
  };
  const over = (real: object, own: object): object =>
    new Proxy({}, { get: (_, key) => Reflect.get(key in own ? own : real, key) as unknown });
  const replaced = Object.entries(parts).map(
    ([name, own]) => [name, over(Reflect.get(vscode, name) as object, own)] as const,
  );
  return Object.assign({ ...vscode }, Object.fromEntries(replaced));
}

function inMemory(): vscode.Memento & { setKeysForSync(): void } {
  return { ...mementoOf(), setKeysForSync: () => undefined };
}

type Loader = (request: string, parent: unknown, isMain: boolean) => unknown;

/** Runs `work` with `require("vscode")` answered by `api`, and tells which files of dist/ were loaded meanwhile. */
function withApi<T>(api: object, work: () => T): { readonly result: T; readonly loaded: readonly string[] } {
  const load = Reflect.get(Module, "_load") as Loader;
  const before = new Set(Object.keys(require.cache));
  Reflect.set(Module, "_load", (request: string, parent: unknown, isMain: boolean) =>
    request === "vscode" ? api : Reflect.apply(load, Module, [request, parent, isMain]),
  );
  try {
    const result = work();
    const files = Object.keys(require.cache).filter((file) => !before.has(file));
    return { result, loaded: files.map((file) => basename(file)) };
  } finally {
    Reflect.set(Module, "_load", load);
  }
}

/** Counts the sockets that `work` opens. */
function countingDials<T>(work: () => T): { readonly result: T; readonly dialled: number } {
  const connect = Reflect.get(Socket.prototype, "connect") as (...args: readonly unknown[]) => unknown;
  let dialled = 0;
  Reflect.set(Socket.prototype, "connect", function (this: Socket, ...args: readonly unknown[]): unknown {
    dialled += 1;
    return Reflect.apply(connect, this, args);
  });
  try {
    return { result: work(), dialled };
  } finally {
    Reflect.set(Socket.prototype, "connect", connect);
  }
}

function asRead(tooltip: StatusItem["tooltip"]): string {
  const text = typeof tooltip === "string" ? tooltip : (tooltip?.value ?? "");
  return text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

/** Activates a second Drawbridge, with nothing remembered and no keys. */
export function activateApart(): Apart {
  const caught: Caught = { statusItems: [], commands: [], warned: [], selectors: [], views: [] };
  const extension = drawbridge();
  const file = join(extension.extensionPath, "dist", "extension.cjs");
  const requireThere = createRequire(file);
  const first = require.cache[file];
  Reflect.deleteProperty(require.cache, file);
  const subscriptions: Disposable[] = [];
  const storage = vscode.Uri.file(mkdtempSync(join(tmpdir(), "drawbridge-apart-")));
  const context = {
    extension,
    extensionUri: extension.extensionUri,
    globalState: inMemory(),
    workspaceState: inMemory(),
    globalStorageUri: storage,
    secrets: { get: () => Promise.resolve(undefined), keys: () => Promise.resolve([]) },
    subscriptions,
  };
  const { result, loaded } = withApi(catching(caught), () => {
    const { activate } = requireThere(file) as { readonly activate: (given: typeof context) => unknown };
    return countingDials(() => activate(context));
  });
  require.cache[file] = first;
  const [completes] = caught.selectors;
  const [view] = caught.views;
  if (completes === undefined || view === undefined) throw new Error("Something was not registered.");
  return {
    returned: result.result,
    dialled: result.dialled,
    loaded,
    commands: caught.commands,
    warned: caught.warned,
    completes,
    view,
    hover: () => caught.statusItems.map(({ tooltip }) => asRead(tooltip)).join("\n"),
    dispose: () => {
      for (const one of subscriptions.toReversed()) one.dispose();
      rmSync(storage.fsPath, { recursive: true, force: true });
    },
  };
}
