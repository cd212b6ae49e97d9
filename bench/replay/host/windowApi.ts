import type { Host } from "./host.ts";
import { Disposable } from "./disposable.ts";
import { CancellationTokenSource } from "./cancellation.ts";
import { hollow, tolerant } from "./tolerant.ts";

/** `vscode.window`: one editor, nobody who answers a question, and a count of what was shown. */
export function windowApi(host: Host): object {
  const show = (message: string): Promise<undefined> => {
    host.messages.push(message);
    return Promise.resolve(undefined);
  };
  const nothing = (): Promise<undefined> => Promise.resolve(undefined);
  return tolerant({
    get activeTextEditor() {
      return host.editor;
    },
    get visibleTextEditors() {
      return host.editor === undefined ? [] : [host.editor];
    },
    state: { focused: true, active: true },
    terminals: [],
    visibleNotebookEditors: [],
    activeTerminal: undefined,
    activeNotebookEditor: undefined,
    activeColorTheme: { kind: 2 },
    tabGroups: tolerant({
      all: [],
      activeTabGroup: { isActive: true, viewColumn: 1, tabs: [], activeTab: undefined },
    }),
    onDidChangeActiveTextEditor: host.events.editor.event,
    onDidChangeVisibleTextEditors: host.events.editors.event,
    onDidChangeTextEditorSelection: host.events.selection.event,
    showErrorMessage: show,
    showWarningMessage: show,
    showInformationMessage: show,
    showQuickPick: nothing,
    showInputBox: nothing,
    showOpenDialog: nothing,
    showSaveDialog: nothing,
    showTextDocument: () => Promise.resolve(host.editor),
    withProgress: (_options: unknown, work: (progress: object, token: unknown) => unknown) =>
      Promise.resolve(work({ report: () => undefined }, new CancellationTokenSource().token)),
    setStatusBarMessage: () => new Disposable(() => undefined),
    createOutputChannel: (name: string) => tolerant({ name, logLevel: 0, ...silentLog }),
    createStatusBarItem: () =>
      tolerant({ text: "", show: () => undefined, hide: () => undefined, dispose: () => undefined }),
    createTextEditorDecorationType: () => tolerant({ key: "none", dispose: () => undefined }),
    registerWebviewViewProvider: () => new Disposable(() => undefined),
    registerTreeDataProvider: () => new Disposable(() => undefined),
    registerUriHandler: () => new Disposable(() => undefined),
    createTerminal: () => hollow(),
  });
}

const silentLog = Object.fromEntries(
  [
    "append",
    "appendLine",
    "replace",
    "clear",
    "show",
    "hide",
    "dispose",
    "trace",
    "debug",
    "info",
    "warn",
    "error",
  ].map((name) => [name, () => undefined]),
);
