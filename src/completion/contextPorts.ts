import type { Disposable } from "../base/disposable.ts";
import type { Event } from "../base/event.ts";
import type { CodeFile, Lines } from "../context/codeFile.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import type { LineChange } from "../context/recentEdits.ts";

/** A document that is open in the editor. Its text is taken only by `read`, after the guard has allowed it. */
export type OpenDocument = Omit<CodeFile, "text"> & {
  readonly version: number;
  /** Length in UTF-16 code units. */
  readonly characters: number;
  readonly read: () => string;
};

/** Where something is defined: the lines of its whole definition, or only the line with its name. */
export type DefinitionTarget = { readonly uri: string; readonly lines: Lines };

/** Something the editor complains about. */
export type Problem = { readonly lines: Lines; readonly message: string };

/** Asks for the definitions of the name at an offset; may take for ever, or reject. */
export type FindDefinitions = (uri: string, offset: number) => Promise<readonly DefinitionTarget[]>;

/** The editor as the gathering of context needs it. */
export type ContextPorts = {
  readonly definitions: FindDefinitions;
  /** As `definitions`, for the type of what is named. */
  readonly typeDefinitions: FindDefinitions;
  /** Lines of any document, opened for it if need be. It is called only after the guard has allowed the document. */
  readonly readLines: (uri: string, lines: Lines) => Promise<Pick<CodeFile, "path" | "text"> | undefined>;
  /** Open documents that are code, the one looked at last first. */
  readonly openDocuments: () => readonly OpenDocument[];
  readonly problems: (uri: string) => readonly Problem[];
  readonly onDidChange: Event<LineChange>;
  /** Fires with the URI of a document that was closed. */
  readonly onDidClose: Event<string>;
  readonly guard: Pick<PathGuard, "judge">;
  /** Milliseconds since any moment. */
  readonly clock: () => number;
  readonly later: (milliseconds: number, callback: () => void) => Disposable;
  /** Lets everything else that waits have its turn. */
  readonly yieldNow: () => Promise<void>;
};
