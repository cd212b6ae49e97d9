import { ignoreFileNames } from "../context/ignoreFiles.ts";
import { PathGuard, type GuardParts } from "../context/pathGuard.ts";
import { nameOf } from "../base/nameOf.ts";
import type { PolicySettings } from "./workspacePolicy.ts";
import type { PolicyFiles } from "./policyFiles.ts";

/** Where path rules come from, and the window they are for. */
export type WorkspaceGuardParts = Omit<GuardParts, "rules"> & {
  readonly settings: () => Pick<PolicySettings, "context.never" | "context.deviceOnly">;
  readonly policyFiles: () => PolicyFiles;
};

/** Finds every ignore file of a workspace folder, as a glob. */
export const ignoreFilesGlob = `**/{${ignoreFileNames.join(",")}}`;

/** Whether the file at a path is an ignore file by its name. */
export function isIgnoreFile(path: string): boolean {
  return ignoreFileNames.some((name) => name === nameOf(path));
}

/** A guard by the rules of settings, policy files and ignore files together. */
export function createWorkspaceGuard({ settings, policyFiles, ...parts }: WorkspaceGuardParts): PathGuard {
  return new PathGuard({
    ...parts,
    rules: () => {
      const { "context.never": never, "context.deviceOnly": deviceOnly } = settings();
      const { rules } = policyFiles();
      return { never: [...never, ...rules.never], deviceOnly: [...deviceOnly, ...rules.deviceOnly] };
    },
  });
}
