import * as vscode from "vscode";
import { nameOf } from "../base/nameOf.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { isCode } from "./editorContext.ts";
import { isNamed } from "./isNamed.ts";
import type { MentionSource } from "./mentionSource.ts";
import { readMentioned, type Mentioned } from "./readMentioned.ts";
import { say } from "../terms/words.ts";

/** The lines that the selection of the active editor touches; `undefined` where nothing of the user's code is selected. */
export function selectedLines(): Required<Omit<Mentioned, "most">> | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || editor.selection.isEmpty || !isCode(editor.document)) return undefined;
  const { start, end } = editor.selection;
  // A selection of whole lines ends at the beginning of the next one.
  const last = end.character === 0 && end.line > start.line ? end.line : end.line + 1;
  return { uri: editor.document.uri, lines: { first: start.line + 1, last } };
}

/** What is selected in the editor, in whole lines: it stays beside the question when something else is selected. */
export function mentionedSelection(guard: Pick<PathGuard, "judge">): MentionSource {
  return (query) => {
    const selected = selectedLines();
    if (selected === undefined || !isNamed(query, "selection", say("Selection"))) return Promise.resolve([]);
    const { first, last } = selected.lines;
    return Promise.resolve([
      {
        ...{ kind: "selection", key: "now", label: say("Selection") },
        detail: `${nameOf(selected.uri.path)}:${first}-${last}`,
        read: () => readMentioned(selected, guard),
      },
    ]);
  };
}
