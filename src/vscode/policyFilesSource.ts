import { dirname } from "node:path";
import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { createEmitter, type Event } from "../base/event.ts";
import { hearPolicyFiles, type FoundPolicyFile, type PolicyFiles } from "../privacy/policyFiles.ts";
import { largestPolicyFile } from "../settings/policyFile.ts";
import { machinePolicyPath, readMachinePolicy } from "./machinePolicyFile.ts";
import { readSmallFile } from "./smallFile.ts";
import { readVirtualFile } from "./virtualFile.ts";

/** What the policy files ask for, kept up to date. */
export type PolicyFilesSource = Disposable & {
  readonly current: () => PolicyFiles;
  readonly onDidChange: Event<PolicyFiles>;
};

/** Also the folder: when that goes or comes as a whole, the editor tells of nothing in it. */
const watched = "{.drawbridge,.drawbridge/policy.json}";

/**
 * Reads the machine's policy file and that of every workspace folder before anything else is done; a folder on a file
 * system that answers late counts as the strictest until it has.
 */
class WatchedPolicyFiles implements PolicyFilesSource {
  readonly #machinePath = machinePolicyPath(process.platform);
  readonly #changed = createEmitter<PolicyFiles>();
  readonly #store = new DisposableStore();
  readonly #late = new Map<string, FoundPolicyFile["file"]>();
  #watchers = new DisposableStore();
  #found: readonly FoundPolicyFile[];
  #heard: PolicyFiles;

  readonly onDidChange: Event<PolicyFiles> = this.#changed.event;
  readonly current = (): PolicyFiles => this.#heard;

  constructor() {
    this.#found = this.#readAll();
    this.#heard = hearPolicyFiles(this.#found);
    this.#watchFolders();
    const machine = new vscode.RelativePattern(vscode.Uri.file(dirname(this.#machinePath)), "policy.json");
    this.#store.add(this.#watch(machine));
    this.#store.add(
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#watchFolders();
        this.#refresh();
      }),
    );
    // A watcher may have missed something: a project's `files.watcherExclude` keeps any file from it.
    this.#store.add(
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.path.endsWith("/policy.json")) this.#refresh();
      }),
    );
    this.#store.add(
      vscode.window.onDidChangeWindowState(() => {
        this.#refresh();
      }),
    );
  }

  dispose(): void {
    this.#watchers.dispose();
    this.#store.dispose();
  }

  #watchFolders(): void {
    this.#watchers.dispose();
    this.#watchers = new DisposableStore();
    for (const folder of vscode.workspace.workspaceFolders ?? [])
      this.#watchers.add(this.#watch(new vscode.RelativePattern(folder, watched)));
  }

  #watch(pattern: vscode.RelativePattern): Disposable {
    const store = new DisposableStore();
    const watcher = store.add(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
      store.add(
        event(() => {
          this.#refresh();
        }),
      );
    return store;
  }

  #readAll(): readonly FoundPolicyFile[] {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri, name }): FoundPolicyFile => ({
      place: { kind: "project", folder: uri.toString(), name },
      file: this.#read(vscode.Uri.joinPath(uri, ".drawbridge", "policy.json")),
    }));
    return [readMachinePolicy(this.#machinePath), ...folders];
  }

  #read(uri: vscode.Uri): FoundPolicyFile["file"] {
    if (uri.scheme === "file") return readSmallFile(uri.fsPath, largestPolicyFile);
    void this.#readLate(uri);
    return this.#late.get(uri.toString()) ?? { kind: "pending" };
  }

  async #readLate(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const before = JSON.stringify(this.#late.get(key));
    const file = await readVirtualFile(uri, largestPolicyFile);
    this.#late.set(key, file);
    if (JSON.stringify(file) !== before) this.#refresh();
  }

  #refresh(): void {
    const found = this.#readAll();
    if (JSON.stringify(found) === JSON.stringify(this.#found)) return;
    this.#found = found;
    this.#heard = hearPolicyFiles(found);
    this.#changed.fire(this.#heard);
  }
}

/** Reads and watches the policy files. */
export function watchPolicyFiles(): PolicyFilesSource {
  return new WatchedPolicyFiles();
}
