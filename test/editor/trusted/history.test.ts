import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ConversationSummary } from "../../../src/chat/conversationSummary.ts";
import { localTime } from "../../../src/privacy/localTime.ts";
import { HistoryPicker } from "../../../src/vscode/historyPicker.ts";
import { historyRows } from "../../../src/vscode/historyRows.ts";
import { loadedBundles } from "../loadedBundles.ts";
import { waitFor } from "../waitFor.ts";

describe("The history", () => {
  it("is loaded when somebody looks at it, and goes when they leave it", async () => {
    const shown = vscode.commands.executeCommand("drawbridge.showHistory");
    await waitFor("the history's bundle", () => loadedBundles().find((name) => name === "historyDesk.cjs"));
    await leave(shown);
  });

  it("opens the first conversation at a press of Enter, past its head", async () => {
    const common = { pinned: false, changedMs: 0, turns: 1, models: ["m"], newer: false };
    const conversations: readonly ConversationSummary[] = ["c1", "c2"].map((id) => ({
      ...{ id, file: `${id}.jsonl`, title: `What is $(lock) in ${id}?` },
      ...common,
    }));
    const rows = historyRows(
      { groups: [{ title: "Older", conversations }], damaged: [] },
      { time: localTime("UTC"), today: "2026-01-31", open: "c1" },
    );
    const picker = new HistoryPicker({ rows: () => Promise.resolve(rows), change: () => Promise.resolve() });
    let isOver = false;
    const choosing = picker.show().finally(() => {
      isOver = true;
    });
    await waitFor("the end of the list", async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return isOver ? true : undefined;
    });
    const choice = await choosing;
    assert.deepEqual([choice?.summary, choice?.action], [conversations[0], "open"]);
  });

  /** Closes the list that a command shows, as soon as it is there. */
  async function leave(shown: Thenable<unknown>): Promise<void> {
    let isOver = false;
    void shown.then(() => {
      isOver = true;
    });
    await waitFor("the command's end", async () => {
      await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
      return isOver ? true : undefined;
    });
  }
});
