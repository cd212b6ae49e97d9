import * as vscode from "vscode";
import { later } from "../base/later.ts";
import type { Logger } from "../base/logger.ts";
import { ReviewDesk, type PageListener, type ReviewPage } from "../privacy/reviewDesk.ts";
import { parseFromReview } from "../protocol/parseFromReview.ts";
import { webviewOptions, webviewPage } from "./webviewPage.ts";
import { say } from "../terms/words.ts";

const panelType = "drawbridge.review";

function openPanel(extensionUri: vscode.Uri, log: Logger, { heard, closed }: PageListener): ReviewPage {
  const panel = vscode.window.createWebviewPanel(
    panelType,
    say("Review before sending"),
    vscode.ViewColumn.Active,
    webviewOptions(extensionUri),
  );
  const { webview } = panel;
  webview.onDidReceiveMessage((message: unknown) => {
    const parsed = parseFromReview(message);
    if (parsed === undefined)
      log.warn("The consent view sent a message that is none of ours; it was ignored");
    else heard(parsed);
  });
  panel.onDidDispose(closed);
  webview.html = webviewPage(webview, extensionUri, "review");
  return {
    show: (message) => void webview.postMessage(message),
    reveal: () => {
      panel.reveal();
    },
    close: () => {
      panel.dispose();
    },
  };
}

/** Reviews in a tab of the active column. Closing the tab is a no; no command and no other extension can answer in it. */
export function createReviewDesk(extensionUri: vscode.Uri, log: Logger): ReviewDesk {
  return new ReviewDesk({
    open: (listener) => openPanel(extensionUri, log, listener),
    newId: () => crypto.randomUUID(),
    copy: (text) => vscode.env.clipboard.writeText(text),
    later,
  });
}
