import type * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { Logger } from "../base/logger.ts";
import { policyProblems } from "../privacy/policyFiles.ts";
import { placeProblems } from "./placeProblems.ts";
import type { PolicyFilesSource } from "./policyFilesSource.ts";
import { createSettingsProblems } from "./settingsProblems.ts";
import type { SettingsSource } from "./settingsSource.ts";

/** Where problems come from, and what is done about them. */
export type ProblemSources = {
  readonly settings: Pick<SettingsSource, "current" | "onDidChange">;
  readonly policyFiles: Pick<PolicyFilesSource, "current" | "onDidChange">;
  /** Where the editor keeps this extension's files, for every workspace. */
  readonly globalStorageUri: vscode.Uri;
  readonly log: Pick<Logger, "error">;
};

/** Tells what is wrong with settings and policy files, now and whenever they change. */
export function tellProblems(
  { settings, policyFiles, globalStorageUri, log }: ProblemSources,
  moveKey: (id: string, property: string) => Promise<void>,
): Disposable {
  const store = new DisposableStore();
  const problems = createSettingsProblems({
    place: store.add(placeProblems(globalStorageUri, log)).place,
    moveKey: (id, property) => {
      moveKey(id, property).catch((error: unknown) => {
        log.error("The key could not be moved", error);
      });
    },
  });
  const tell = (): void => {
    problems.show(settings.current());
    problems.tell(policyProblems(policyFiles.current(), settings.current().providers));
  };
  tell();
  store.add(settings.onDidChange(tell));
  store.add(policyFiles.onDidChange(tell));
  return store;
}
