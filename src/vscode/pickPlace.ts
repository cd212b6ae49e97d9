import * as vscode from "vscode";
import { shownName } from "../base/shownName.ts";
import type { AskedFile } from "../edit/answer/planAnswer.ts";
import { askWords, placeWords } from "../edit/answer/placeWords.ts";
import type { OfferedPlace, PlaceAnswer, PlaceQuestion } from "../edit/answer/planTarget.ts";
import { say } from "../terms/words.ts";
import { showRows, type ShownRows } from "./showRows.ts";

type Row = vscode.QuickPickItem & { readonly answer: PlaceAnswer; readonly offered?: OfferedPlace };

/** Asks where code belongs. The place of the active row is shown in the editor; whoever leaves finds everything as it was. */
export async function pickPlace(question: PlaceQuestion, target: AskedFile): Promise<PlaceAnswer> {
  const shown = await showRows(target.uri);
  try {
    return await ask(question, target, shown);
  } finally {
    await shown.restore();
  }
}

function ask(
  { reason, places }: PlaceQuestion,
  { name, text, isOneOfSeveral }: AskedFile,
  shown: ShownRows,
): Promise<PlaceAnswer> {
  const picker = vscode.window.createQuickPick<Row>();
  picker.title = shownName(askWords(reason, name));
  picker.placeholder = say("Choose where the code belongs; you see the change before it is made");
  picker.ignoreFocusOut = true;
  picker.items = [
    ...places.map((offered): Row => {
      const { label, line } = placeWords(offered, text);
      return { label, description: shownName(line), answer: offered.place, offered };
    }),
    ...(isOneOfSeveral ? [{ label: say("Leave this block out"), answer: "leaveOut" as const }] : []),
  ];
  return new Promise((resolve) => {
    picker.onDidChangeActive(([row]) => {
      if (row?.offered !== undefined) shown.reveal(row.offered.shown, row.offered.place.by);
    });
    picker.onDidAccept(() => {
      const [row] = picker.selectedItems;
      if (row === undefined) return;
      resolve(row.answer);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}
