import * as vscode from "vscode";
import { DisposableStore } from "../base/disposable.ts";
import type { Verdict } from "../setup/newProvider.ts";

/** Where a step stands in a row of them. */
export type StepPlace = {
  readonly title: string;
  /** Counted from 1. */
  readonly step: number;
  readonly totalSteps: number;
};

/** Which way a person left a step. `closed`: they want none of it. */
export type Way = "next" | "back" | "closed";

/** A step of several: asks for one thing, keeps what was typed whichever way it is left. */
export type Step = (place: StepPlace) => Promise<Way>;

/** What a list came to. */
export type Picked<R> = { readonly way: "next"; readonly row: R } | { readonly way: Exclude<Way, "next"> };

/**
 * Goes through steps, back and forth, until the last one is done or a person closes one. `steps` is called before each, since
 * what was chosen decides what is still to be asked; what lies behind must not change. `false`: closed.
 */
export async function walkSteps(title: string, steps: () => readonly Step[]): Promise<boolean> {
  for (let index = 0; ;) {
    const all = steps();
    const step = all[index];
    if (step === undefined) return true;
    const way = await step({ title, step: index + 1, totalSteps: all.length });
    if (way === "closed") return false;
    index += way === "next" ? 1 : -1;
  }
}

function dress(input: vscode.QuickInput, { title, step, totalSteps }: StepPlace): void {
  input.title = title;
  input.ignoreFocusOut = true;
  if (totalSteps === 1) return;
  input.step = step;
  input.totalSteps = totalSteps;
}

function backButton({ step }: StepPlace): readonly vscode.QuickInputButton[] {
  return step === 1 ? [] : [vscode.QuickInputButtons.Back];
}

/** Offers a list. `later`: further rows as they come, the picker is busy until then; `active`: where the cursor starts. */
export function pickRow<R extends vscode.QuickPickItem>(
  place: StepPlace,
  list: {
    readonly rows: readonly R[];
    readonly placeholder: string;
    readonly active?: R | undefined;
    readonly later?: (add: (rows: readonly R[]) => void) => Promise<void>;
  },
): Promise<Picked<R>> {
  const picker = vscode.window.createQuickPick<R>();
  dress(picker, place);
  picker.buttons = backButton(place);
  picker.placeholder = list.placeholder;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = list.rows;
  if (list.active !== undefined) picker.activeItems = [list.active];
  return new Promise((resolve, reject) => {
    if (list.later !== undefined) {
      picker.busy = true;
      list
        .later((rows) => {
          picker.items = [...picker.items, ...rows];
        })
        .then(() => (picker.busy = false), reject);
    }
    finish(picker, resolve, (done) =>
      picker.onDidAccept(() => {
        const [row] = picker.selectedItems;
        if (row !== undefined) done({ way: "next", row });
      }),
    );
  });
}

/** What an input box asks for. */
export type TextQuestion = {
  readonly prompt: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** Judges what is typed, at every letter. */
  readonly judge: (typed: string) => Verdict;
  /** Called with every letter: what was typed outlives the box. */
  readonly onTyped: (typed: string) => void;
  /** A button beside the box. */
  readonly button?: { readonly icon: string; readonly tooltip: string; readonly onClick: () => unknown };
};

/** Asks for a text; one that is wrong is not taken, says why and stays as it was typed. */
export function typeText(place: StepPlace, question: TextQuestion): Promise<Way> {
  const box = vscode.window.createInputBox();
  const { button, judge } = question;
  const extra = button && { iconPath: new vscode.ThemeIcon(button.icon), tooltip: button.tooltip };
  dress(box, place);
  box.buttons = [...backButton(place), ...(extra ? [extra] : [])];
  box.prompt = question.prompt;
  box.placeholder = question.placeholder;
  box.password = question.password ?? false;
  box.value = question.value;
  const show = (verdict: Verdict): void => {
    const { Error: wrong, Info: note } = vscode.InputBoxValidationSeverity;
    if (verdict.kind === "wrong") box.validationMessage = { message: verdict.sentence, severity: wrong };
    else
      box.validationMessage =
        verdict.note === undefined ? undefined : { message: verdict.note, severity: note };
  };
  show(judge(box.value));
  box.onDidChangeValue((typed) => {
    question.onTyped(typed);
    show(judge(typed));
  });
  box.onDidTriggerButton((pressed) => {
    if (pressed === extra) button?.onClick();
  });
  return new Promise<{ readonly way: Way }>((resolve) => {
    finish(box, resolve, (done) =>
      box.onDidAccept(() => {
        const verdict = judge(box.value);
        show(verdict);
        if (verdict.kind === "fine") done({ way: "next" });
      }),
    );
  }).then(({ way }) => way);
}

type Inputs = vscode.QuickInput & Pick<vscode.InputBox, "onDidTriggerButton">;

/** Shows an input and settles once: by what `listen` hears, by the button for back, or because it was closed. */
function finish<T>(
  input: Inputs,
  resolve: (end: T | { readonly way: "back" | "closed" }) => void,
  listen: (done: (end: T) => void) => vscode.Disposable,
): void {
  const store = new DisposableStore();
  const end = (value: T | { readonly way: "back" | "closed" }): void => {
    resolve(value);
    store.dispose();
    input.dispose();
  };
  store.add(listen(end));
  store.add(
    input.onDidTriggerButton((pressed) => {
      if (pressed === vscode.QuickInputButtons.Back) end({ way: "back" });
    }),
  );
  store.add(
    input.onDidHide(() => {
      end({ way: "closed" });
    }),
  );
  input.show();
}
