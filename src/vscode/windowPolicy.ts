import type * as vscode from "vscode";
import { GrantBook } from "../privacy/grantBook.ts";
import { allowsProvider } from "../privacy/policyFiles.ts";
import { WorkspacePolicy, type PrivateStore } from "../privacy/workspacePolicy.ts";
import { watchPolicyFiles, type PolicyFilesSource } from "./policyFilesSource.ts";
import { createPrivateStore } from "./privateStore.ts";
import type { SettingsSource } from "./settingsSource.ts";
import { watchPathGuard, type WatchedPathGuard } from "./watchedPathGuard.ts";
import { isTrusted, workspaceKey } from "./windowPlace.ts";

/** Everything that says what is allowed in a window. */
export type WindowPolicy = {
  readonly policy: WorkspacePolicy;
  /** The editor's own store outside every repository. */
  readonly privateStore: PrivateStore;
  readonly grants: GrantBook;
  readonly policyFiles: PolicyFilesSource;
  readonly pathGuard: WatchedPathGuard;
  /** Whether the machine's policy file lets a provider be used, by its id. */
  readonly isAllowed: (provider: string) => boolean;
};

/**
 * Opens the policy of this window: choices and grants from the editor's store, wishes from settings and policy files.
 * What it watches is let go with the window.
 */
export function openWindowPolicy(
  { globalState, extension, subscriptions }: vscode.ExtensionContext,
  settings: SettingsSource,
): WindowPolicy {
  const policyFiles = watchPolicyFiles();
  const pathGuard = watchPathGuard(settings, policyFiles);
  const owner = { store: createPrivateStore(globalState), workspace: workspaceKey(extension) };
  const grants = new GrantBook({ ...owner, newId: () => crypto.randomUUID(), now: Date.now });
  // What cannot be deleted grants nothing either.
  grants.tidy().catch(() => undefined);
  const policy = new WorkspacePolicy({
    ...owner,
    settings: settings.current,
    files: policyFiles.current,
    isTrusted,
    grants: () => grants.list(),
    isOver: (grant) => grants.isOver(grant),
  });
  const watching = grants.onDidChange(() => {
    policy.refresh();
  });
  subscriptions.push(watching, pathGuard, policyFiles);
  return {
    policy,
    privateStore: owner.store,
    grants,
    policyFiles,
    pathGuard,
    isAllowed: (provider) => allowsProvider(policyFiles.current(), provider),
  };
}
