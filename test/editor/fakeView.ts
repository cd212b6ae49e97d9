import * as vscode from "vscode";

/** The place of a webview view, without a page in it. */
export type FakeView = {
  readonly view: vscode.WebviewView;
  /** Says something to the host, as the page would or as it never would. */
  readonly say: (message: unknown) => void;
};

/** Makes one; `hear` gets what the host says to the page. */
export function fakeView(hear: (message: unknown) => void): FakeView {
  const said = new vscode.EventEmitter<unknown>();
  const never = new vscode.EventEmitter<void>();
  const webview: vscode.Webview = {
    options: {},
    html: "",
    cspSource: "https://page.example",
    onDidReceiveMessage: said.event,
    asWebviewUri: (uri) => uri,
    postMessage: (message: unknown) => {
      hear(message);
      return Promise.resolve(true);
    },
  };
  const view: vscode.WebviewView = {
    viewType: "drawbridge.chat",
    webview,
    visible: true,
    onDidDispose: never.event,
    onDidChangeVisibility: never.event,
    show: () => undefined,
  };
  return {
    view,
    say: (message) => {
      said.fire(message);
    },
  };
}
