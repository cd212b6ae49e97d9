import * as vscode from "vscode";
import type { FileSummary } from "../chat/conversationSummary.ts";
import type { HistoryRow, RowAction, RowButton } from "./historyRows.ts";
import { say } from "../terms/words.ts";

/** What the history is shown with. */
export type HistoryPickerParts = {
  readonly rows: () => Promise<readonly HistoryRow[]>;
  /** Does what leaves the list on screen: the rows are asked for again when it is done. */
  readonly change: (summary: FileSummary, action: StayingAction) => Promise<unknown>;
};

/** What is done in the list. */
export type StayingAction = Exclude<RowAction, LeavingAction>;
/** What needs the screen for something else. */
type LeavingAction = "rename" | "export";

/** Where a person was in the list. */
export type PickerPlace = { readonly search: string; readonly file: string };

/** What a person chose, and where they were. */
export type HistoryChoice = {
  readonly summary: FileSummary;
  readonly action: "open" | LeavingAction;
  readonly place: PickerPlace;
};

/** The list on the screen. */
export class HistoryPicker {
  readonly #picker = vscode.window.createQuickPick<HistoryRow>();
  readonly #parts: HistoryPickerParts;
  #isOver = false;

  constructor(parts: HistoryPickerParts) {
    this.#parts = parts;
    this.#picker.title = say("History");
    this.#picker.matchOnDescription = true;
  }

  /** Shows the list, at the same place as before if that is said; `undefined` when the person left it. */
  show(place?: PickerPlace): Promise<HistoryChoice | undefined> {
    const picker = this.#picker;
    picker.value = place?.search ?? "";
    return new Promise((resolve, reject) => {
      const fail = (bug: unknown): void => {
        reject(bug instanceof Error ? bug : new Error(String(bug)));
        picker.hide();
      };
      const choose = (summary: FileSummary | undefined, action: HistoryChoice["action"]): void => {
        if (summary === undefined) return;
        resolve({ summary, action, place: { search: picker.value, file: summary.file } });
        picker.hide();
      };
      picker.onDidAccept(() => {
        choose(picker.selectedItems[0]?.summary, "open");
      });
      picker.onDidTriggerItemButton(({ item: { summary }, button }) => {
        const { action } = button as RowButton;
        if (action === "rename" || action === "export") choose(summary, action);
        else if (summary !== undefined) this.#change(summary, action).catch(fail);
      });
      picker.onDidHide(() => {
        this.#isOver = true;
        resolve(undefined);
        picker.dispose();
      });
      picker.show();
      this.refresh(place?.file).catch(fail);
    });
  }

  /** Asks for the rows again; `file`: whose row has the keyboard then, instead of the one that has it. */
  async refresh(file = this.#picker.activeItems[0]?.summary?.file): Promise<void> {
    this.#picker.busy = true;
    const rows = await this.#parts.rows();
    if (this.#isOver) return;
    this.#picker.busy = false;
    this.#picker.placeholder =
      rows.length === 0 ? say("Nothing was asked here yet") : say("Search conversations");
    this.#picker.keepScrollPosition = true;
    this.#picker.items = rows;
    const active = rows.filter(({ summary }) => summary !== undefined && summary.file === file);
    if (active.length > 0) this.#picker.activeItems = active;
  }

  async #change(summary: FileSummary, action: StayingAction): Promise<void> {
    this.#picker.busy = true;
    await this.#parts.change(summary, action);
    await this.refresh();
  }
}
