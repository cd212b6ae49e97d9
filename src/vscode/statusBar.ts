import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";
import type { Indicator } from "../privacy/indicator.ts";

const links = [
  ["drawbridge.changeMode", "Change mode"],
  ["drawbridge.openLedger", "Open ledger"],
  ["drawbridge.togglePause", "Pause or resume"],
  ["drawbridge.chooseChatModel", "Chat model"],
  ["drawbridge.chooseCompletionModel", "Completion model"],
] as const;

function hover(lines: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(undefined, true);
  // Names of servers and models come from outside: they are appended as text, so that nothing in them is a link.
  for (const line of lines) markdown.appendText(line).appendMarkdown("\n\n");
  markdown.appendMarkdown(links.map(([command, label]) => `[${label}](command:${command})`).join(" · "));
  markdown.isTrusted = { enabledCommands: links.map(([command]) => command) };
  return markdown;
}

/** The one status-bar item. */
export type StatusBar = Disposable & { show(indicator: Indicator): void };

/** Creates the item; a click opens the mode picker. */
export function createStatusBar(): StatusBar {
  const item = vscode.window.createStatusBarItem("status", vscode.StatusBarAlignment.Left, 50);
  item.name = "Drawbridge";
  item.command = "drawbridge.changeMode";
  item.show();
  return {
    show: ({ text, warning, hover: lines, spoken }) => {
      item.text = text;
      item.tooltip = hover(lines);
      item.backgroundColor = warning ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
      item.accessibilityInformation = { label: spoken };
    },
    dispose: () => {
      item.dispose();
    },
  };
}
