import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";
import type { Hover, Indicator } from "../privacy/indicator.ts";
import { say } from "../terms/words.ts";

function linksOf(paused: boolean): readonly (readonly [command: string, label: string])[] {
  return [
    ["drawbridge.changeMode", say("Change mode")],
    ["drawbridge.openLedger", say("Open ledger")],
    ["drawbridge.openDataFlow", say("Data flow")],
    ["drawbridge.togglePause", paused ? say("Resume") : say("Pause")],
    ["drawbridge.chooseChatModel", say("Chat model")],
    ["drawbridge.chooseCompletionModel", say("Completion model")],
  ];
}

/** What a person asks for when nothing is suggested, or too much. */
const completionLinks = [
  ["drawbridge.completionDoctor", say("Why no suggestion")],
  ["drawbridge.snoozeCompletion", say("Snooze")],
  ["drawbridge.openCompletionStatistics", say("Statistics")],
] as const;

function linkLine(links: readonly (readonly [command: string, label: string])[]): string {
  return links.map(([command, label]) => `[${label}](command:${command})`).join(" · ");
}

/** Names of servers and models come from outside: nothing in them may become Markdown. */
function plain(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+\-.!|<>~$&:@/]/g, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(/\s+/g, " ");
}

/** The hover's table has no room of its own between columns. */
const room = "&emsp;";

function hoverText({ mode, paused, rows, notes }: Hover): vscode.MarkdownString {
  const links = linksOf(paused);
  const table = rows.map(
    ({ task, model, destination }) =>
      `| ${plain(task)}${room} | ${plain(model)}${room} | ${plain(destination)} |`,
  );
  const text = [
    `**Drawbridge** &nbsp; ${plain(mode)}`,
    [say("| | model | goes to |"), "| :-- | :-- | :-- |", ...table].join("\n"),
    ...notes.map(plain),
    linkLine(links),
    say("Completion: {0}", linkLine(completionLinks)),
  ].join("\n\n");
  const markdown = new vscode.MarkdownString(text, true);
  markdown.isTrusted = { enabledCommands: [...links, ...completionLinks].map(([command]) => command) };
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
    show: ({ text, warning, hover, spoken }) => {
      item.text = text;
      item.tooltip = hoverText(hover);
      item.backgroundColor = warning ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
      item.accessibilityInformation = { label: spoken };
    },
    dispose: () => {
      item.dispose();
    },
  };
}
