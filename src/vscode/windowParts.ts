import type * as vscode from "vscode";
import type { GrantBook } from "../privacy/grantBook.ts";
import type { IndicatorSource } from "../privacy/indicatorSource.ts";
import type { ReviewDesk } from "../privacy/reviewDesk.ts";
import type { PrivateStore, WorkspacePolicy } from "../privacy/workspacePolicy.ts";
import type { OpenSending } from "../sending/openSending.ts";
import type { LazyCodeIndex } from "./lazyCodeIndex.ts";
import type { Terminals } from "./followTerminals.ts";
import { type LedgerPageOpenersParts } from "./ledgerPageOpeners.ts";
import type { LogChannel } from "./logChannel.ts";
import type { SecretKeys } from "./secretKeys.ts";
import type { PolicyFilesSource } from "./policyFilesSource.ts";
import type { SettingsSource } from "./settingsSource.ts";
import type { TriedSettingsSource } from "./triedSettingsSource.ts";
import type { WatchedPathGuard } from "./watchedPathGuard.ts";
import type { ProblemSources } from "./tellProblems.ts";

/** What the composition root hands to the surfaces. */
export type WindowParts = OpenSending &
  LedgerPageOpenersParts &
  ProblemSources & {
    /** The editor's own store of this workspace. */
    readonly workspaceState: vscode.Memento;
    /** The patterns of files that the person's own search leaves out, of a folder or everywhere. */
    readonly searchExcludes: (folder?: vscode.Uri) => readonly string[];
    /** What the conversations of this workspace are kept under. */
    readonly workspaceKey: string;
    /** The editor's own store outside every repository. */
    readonly privateStore: PrivateStore;
    readonly log: LogChannel;
    readonly settings: SettingsSource;
    readonly tried: TriedSettingsSource;
    readonly policyFiles: PolicyFilesSource;
    readonly pathGuard: WatchedPathGuard;
    readonly policy: WorkspacePolicy;
    readonly grants: GrantBook;
    readonly keys: SecretKeys;
    readonly reviews: ReviewDesk;
    readonly indicator: IndicatorSource;
    readonly codeIndex: LazyCodeIndex;
    readonly terminals: Terminals;
  };
