import type { CompletionProvider } from "./completionProvider.ts";
import { Emitter } from "./emitter.ts";
import type { DocumentSelector } from "./matchesSelector.ts";
import type { ContentChange, OpenDocument } from "./openDocument.ts";
import type { OpenEditor } from "./openEditor.ts";
import type { Selection } from "./selection.ts";
import type { Uri } from "./uri.ts";

/** A provider of ghost text, with the documents it is for. */
export type Registration = {
  readonly selector: DocumentSelector;
  readonly provider: CompletionProvider;
};

type DocumentChange = {
  readonly document: OpenDocument;
  readonly contentChanges: readonly ContentChange[];
  readonly reason: undefined;
};

type SelectionChange = {
  readonly textEditor: OpenEditor;
  readonly selections: readonly Selection[];
  /** As `vscode.TextEditorSelectionChangeKind`. */
  readonly kind: number;
};

/** What is open in the simulated editor, what it tells extensions, and what they did. */
export type Host = {
  /** The one folder that is open. */
  readonly folder: Uri;
  readonly documents: Set<OpenDocument>;
  editor: OpenEditor | undefined;
  readonly events: {
    readonly opened: Emitter<OpenDocument>;
    readonly closed: Emitter<OpenDocument>;
    readonly changed: Emitter<DocumentChange>;
    readonly editor: Emitter<OpenEditor | undefined>;
    readonly editors: Emitter<readonly OpenEditor[]>;
    readonly selection: Emitter<SelectionChange>;
    readonly configuration: Emitter<never>;
  };
  readonly providers: Set<Registration>;
  readonly commands: Map<string, (...given: readonly unknown[]) => unknown>;
  /** The messages that were shown to the person, which nobody answers. */
  readonly messages: string[];
};

/** A host with nothing open in its folder. */
export function createHost(folder: Uri): Host {
  return {
    folder,
    documents: new Set(),
    editor: undefined,
    events: {
      opened: new Emitter(),
      closed: new Emitter(),
      changed: new Emitter(),
      editor: new Emitter(),
      editors: new Emitter(),
      selection: new Emitter(),
      configuration: new Emitter(),
    },
    providers: new Set(),
    commands: new Map(),
    messages: [],
  };
}
