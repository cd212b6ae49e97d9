import * as vscode from "vscode";
import { DisposableStore } from "../base/disposable.ts";
import { shownName } from "../base/shownName.ts";
import type { MentionDesk } from "../chat/mentionDesk.ts";
import type { MentionKind, MentionView } from "../protocol/messages.ts";
import { say } from "../terms/words.ts";

const icons: { readonly [K in MentionKind]: string } = {
  selection: "list-selection",
  file: "file",
  folder: "folder",
  symbol: "symbol-method",
  open: "files",
  problems: "warning",
  changes: "diff",
  search: "search",
  terminal: "terminal",
  codebase: "repo",
};

type Row = vscode.QuickPickItem & { readonly id: string };

function rowOf({ id, kind, label, detail }: MentionView): Row {
  return {
    id,
    label: `$(${icons[kind]}) ${shownName(label)}`,
    // The name of a file at the top is its path.
    ...(detail !== label && { description: shownName(detail) }),
    alwaysShow: true,
  };
}

/** Lets a person choose, from the editor's own list, what goes beside the next question. */
export async function pickContext(desk: Pick<MentionDesk, "find" | "read">): Promise<void> {
  const list = vscode.window.createQuickPick<Row>();
  list.title = say("Add Context");
  list.placeholder = say("A file, a folder, a symbol, problems …");
  const fill = async (query: string): Promise<void> => {
    list.busy = true;
    const found = await desk.find(query, (first) => {
      list.items = first.map(rowOf);
    });
    if (found === undefined) return;
    list.keepScrollPosition = true;
    list.items = found.map(rowOf);
    list.busy = false;
  };
  const picked = await chosenIn(list, fill);
  if (picked !== undefined) await desk.read(picked.id);
}

function chosenIn(
  list: vscode.QuickPick<Row>,
  fill: (query: string) => Promise<void>,
): Promise<Row | undefined> {
  const store = new DisposableStore();
  store.add(list);
  return new Promise<Row | undefined>((resolve, reject) => {
    store.add(list.onDidChangeValue((query) => void fill(query).catch(reject)));
    store.add(
      list.onDidAccept(() => {
        resolve(list.selectedItems[0]);
        list.hide();
      }),
    );
    store.add(
      list.onDidHide(() => {
        resolve(undefined);
      }),
    );
    fill("").catch(reject);
    list.show();
  }).finally(() => {
    store.dispose();
  });
}
