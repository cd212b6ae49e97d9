import * as vscode from "vscode";
import { oneLine } from "../base/oneLine.ts";
import { withoutIcons } from "../base/withoutIcons.ts";
import type { InstructionHistory } from "../edit/inline/instructionHistory.ts";
import { say } from "../terms/words.ts";

/** What the picker says, and what stands in its box already. */
export type InstructionQuestion = {
  readonly title: string;
  readonly value?: string;
};

type Row = vscode.QuickPickItem & {
  readonly instruction: string;
  /** What stood in the box when the row was made. */
  readonly typed: string;
};

/** Characters of an instruction that its row shows. */
const longestRow = 120;

const change: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon("edit"),
  tooltip: say("Put into the Box to Change It"),
};
const forget: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon("trash"),
  tooltip: say("Forget This Instruction"),
};

function earlierRow(instruction: string, typed: string): Row {
  return {
    label: `$(history) ${withoutIcons(oneLine(instruction, longestRow))}`,
    alwaysShow: true,
    instruction,
    typed,
    buttons: [change, forget],
  };
}

/** What is typed comes first, so that Enter asks for it; below it the instructions of before that hold it. */
function rowsFor(typed: string, history: InstructionHistory): readonly Row[] {
  const wanted = typed.trim();
  const fits = (instruction: string): boolean =>
    instruction !== wanted && instruction.toLowerCase().includes(wanted.toLowerCase());
  const own: readonly Row[] =
    wanted === ""
      ? []
      : [
          {
            label: `$(sparkle) ${withoutIcons(oneLine(wanted, longestRow))}`,
            alwaysShow: true,
            instruction: wanted,
            typed,
          },
        ];
  return [
    ...own,
    ...history
      .all()
      .filter(fits)
      .map((each) => earlierRow(each, typed)),
  ];
}

/** Asks what is to be changed; `undefined`: the person left. Instructions of before are offered, and can be changed or forgotten. */
export function pickInstruction(
  { title, value = "" }: InstructionQuestion,
  history: InstructionHistory,
): Promise<string | undefined> {
  const picker = vscode.window.createQuickPick<Row>();
  picker.title = title;
  picker.placeholder = say("What shall be changed?");
  picker.ignoreFocusOut = true;
  picker.value = value;
  const fill = (): void => {
    picker.items = rowsFor(picker.value, history);
  };
  fill();
  return new Promise((resolve) => {
    picker.onDidChangeValue(fill);
    picker.onDidTriggerItemButton(async ({ item, button }) => {
      if (button === forget) await history.forget(item.instruction);
      else picker.value = item.instruction;
      fill();
    });
    picker.onDidAccept(() => {
      const [picked] = picker.selectedItems;
      // Whoever types fast presses Enter before the rows are those of what they typed: that is what they mean.
      const instruction = picked?.typed === picker.value ? picked.instruction : picker.value.trim();
      if (instruction === "") return;
      resolve(instruction);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}
