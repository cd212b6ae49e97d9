import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";
import { webviewOptions, webviewPage, type ViewName } from "./webviewPage.ts";

/** What a page shows, for as long as the page is there. */
export type PageView = Disposable & {
  /** The page was thrown away because it is hidden; shown again, it begins anew. */
  pageIsGone(): void;
};

/** A page in the editor area, and what stands behind it. */
export type PagePanelOptions<View extends PageView> = {
  readonly extensionUri: vscode.Uri;
  readonly view: ViewName;
  readonly title: string;
  /** A codicon. */
  readonly icon: string;
  /** Makes what the page shows; `post` sends it a message. */
  readonly create: (post: (message: unknown) => void) => View;
  /** Takes what the page said, unchecked. */
  readonly receive: (message: unknown, view: View) => unknown;
};

/** One page per window. */
export type PagePanel<View extends PageView> = Disposable & {
  /** Brings the page to the front; it is made when it is first asked for. */
  readonly open: () => View;
  /** Closes the page, if it is open. */
  readonly close: () => void;
};

/** A page that is made when it is asked for, and thrown away when it is closed. */
export function createPagePanel<View extends PageView>(options: PagePanelOptions<View>): PagePanel<View> {
  let page: { readonly panel: vscode.WebviewPanel; readonly view: View } | undefined;
  const close = (): void => {
    page?.panel.dispose();
  };
  return {
    open: () => {
      if (page === undefined) {
        page = createPage(options);
        page.panel.onDidDispose(() => {
          page = undefined;
        });
      } else page.panel.reveal();
      return page.view;
    },
    close,
    dispose: close,
  };
}

function createPage<View extends PageView>({
  extensionUri,
  view: name,
  title,
  icon,
  create,
  receive,
}: PagePanelOptions<View>): { readonly panel: vscode.WebviewPanel; readonly view: View } {
  const panel = vscode.window.createWebviewPanel(
    `drawbridge.${name}`,
    title,
    vscode.ViewColumn.Active,
    webviewOptions(extensionUri),
  );
  panel.iconPath = new vscode.ThemeIcon(icon);
  const view = create((message) => void panel.webview.postMessage(message));
  panel.webview.onDidReceiveMessage((message: unknown) => receive(message, view));
  panel.onDidChangeViewState(() => {
    if (!panel.visible) view.pageIsGone();
  });
  panel.onDidDispose(() => {
    view.dispose();
  });
  panel.webview.html = webviewPage(panel.webview, extensionUri, name);
  return { panel, view };
}
