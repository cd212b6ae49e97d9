import { mkdir, readFile } from "node:fs/promises";
import Module, { createRequire } from "node:module";
import { join } from "node:path";
import { createConfiguration, declaredDefaults, type Settings } from "./configuration.ts";
import type { Disposable } from "./disposable.ts";
import { editorModule } from "./editorModule.ts";
import type { Host } from "./host.ts";
import { Memento } from "./memento.ts";
import { SecretStorage } from "./secretStorage.ts";
import { tolerant } from "./tolerant.ts";
import { Uri } from "./uri.ts";

/** A folder as an installed extension has it, and the user's settings for it. */
export type ExtensionPlace = {
  /** Holds package.json and what its `main` names. */
  readonly folder: string;
  readonly settings: Settings;
  /** An empty folder for what the extension keeps. */
  readonly storage: string;
};

/** An extension that was activated. */
export type LoadedExtension = { readonly deactivate: () => Promise<void> };

type Manifest = { readonly name?: string; readonly publisher?: string; readonly main?: string };
type Entry = {
  readonly activate?: (context: unknown) => unknown;
  readonly deactivate?: () => unknown;
};
type Loader = { _load(request: string, ...rest: readonly unknown[]): unknown };

/** Activates an extension as the editor does; what it registers is in `host` afterwards. One per process. */
export async function loadExtension(host: Host, place: ExtensionPlace): Promise<LoadedExtension> {
  const manifest = JSON.parse(await readFile(join(place.folder, "package.json"), "utf8")) as Manifest;
  const { main = "./extension.js" } = manifest;
  answerEditor(editorModule(host, createConfiguration(declaredDefaults(manifest), place.settings)));
  const context = await contextOf(manifest, place);
  const entry = createRequire(join(place.folder, "package.json"))(main) as Entry;
  await entry.activate?.(context);
  return {
    deactivate: async () => {
      await entry.deactivate?.();
      for (const subscription of context.subscriptions.toReversed()) subscription.dispose();
    },
  };
}

/** From here on `require("vscode")` in this process is answered with this module. */
function answerEditor(editor: object): void {
  const loader = Object(Module) as Loader;
  const load = loader._load.bind(Module);
  loader._load = (request, ...rest) => (request === "vscode" ? editor : load(request, ...rest));
}

type Context = { readonly subscriptions: readonly Pick<Disposable, "dispose">[] };

async function contextOf(manifest: Manifest, { folder, storage }: ExtensionPlace): Promise<Context> {
  const { publisher = "nobody", name = "nameless" } = manifest;
  const [global, own, log] = ["global", "workspace", "log"].map((part) => join(storage, part)) as [
    string,
    string,
    string,
  ];
  await Promise.all([global, own, log].map((path) => mkdir(path, { recursive: true })));
  const extensionUri = Uri.file(folder);
  return tolerant({
    subscriptions: [],
    globalState: new Memento(),
    workspaceState: new Memento(),
    secrets: new SecretStorage(),
    extensionUri,
    extensionPath: folder,
    extensionMode: 1,
    globalStorageUri: Uri.file(global),
    globalStoragePath: global,
    storageUri: Uri.file(own),
    storagePath: own,
    logUri: Uri.file(log),
    logPath: log,
    asAbsolutePath: (relative: string) => join(folder, relative),
    extension: tolerant({
      id: `${publisher}.${name}`,
      extensionUri,
      extensionPath: folder,
      extensionKind: 1,
      isActive: true,
      packageJSON: manifest,
      exports: undefined,
    }),
  });
}
