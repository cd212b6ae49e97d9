import type * as vscode from "vscode";
import { Emitter } from "./emitter.ts";
import type { OpenDocument } from "./openDocument.ts";
import type { OpenEditor } from "./openEditor.ts";
import type { Uri } from "./uri.ts";

/** A provider of ghost text, with the documents it is for. */
export type Registration = {
  readonly selector: vscode.DocumentSelector;
  readonly provider: vscode.InlineCompletionItemProvider;
};

/** What is open in the simulated editor, what it tells extensions, and what they did. */
export type Host = {
  /** The one folder that is open. */
  readonly folder: Uri;
  readonly documents: Set<OpenDocument>;
  editor: OpenEditor | undefined;
  readonly events: {
    readonly opened: Emitter<vscode.TextDocument>;
    readonly closed: Emitter<vscode.TextDocument>;
    readonly changed: Emitter<vscode.TextDocumentChangeEvent>;
    readonly editor: Emitter<vscode.TextEditor | undefined>;
    readonly editors: Emitter<readonly vscode.TextEditor[]>;
    readonly selection: Emitter<vscode.TextEditorSelectionChangeEvent>;
    readonly configuration: Emitter<vscode.ConfigurationChangeEvent>;
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
