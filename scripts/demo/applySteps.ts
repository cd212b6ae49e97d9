import { proposalDiff } from "../../test/e2e/page/proposalDiff.ts";
import { quickInput } from "../../test/e2e/page/quickInput.ts";
import { checkedArea, fenced, renamedShapes, shapes, twins } from "../../test/support/editedCode.ts";
import { textEditor } from "../../test/e2e/page/textEditor.ts";
import { applyAnswer, digest, onDisk, type EditStage } from "./editStage.ts";
import { hold, type Measured } from "./step.ts";

const partOfShapes = [...checkedArea, "// ... existing code ..."];

/** An answer that leaves the rest out becomes a diff of the file that it names; nothing is written before it is accepted. */
export async function applyWithDiff(stage: EditStage): Promise<Measured> {
  const { page, picture } = stage;
  const answer = `The sides are checked first:\n\n${fenced("ts src/shapes.ts", partOfShapes)}`;
  await applyAnswer(stage, "Refuse negative sides in area.", answer);
  const diff = await proposalDiff(page, "shapes.ts");
  await diff.proposes("RangeError");
  await diff.button("Accept All Changes").waitFor();
  await picture();
  const before = await onDisk(stage, "shapes");
  hold(before === shapes.join("\n"), "the file was changed before anybody agreed");
  const editor = await diff.acceptAll();
  await editor.save();
  const rows = (await onDisk(stage, "shapes")).split("\n");
  const wanted = [...checkedArea, ...shapes.slice(3)];
  hold(rows.join("\n") === wanted.join("\n"), `the file is now:\n${rows.join("\n")}`);
  const added = rows.filter((row) => !shapes.some((old) => old === row));
  await page.keyboard.press("Control+Z");
  await editor.save();
  return { rowsAdded: added, rowsOfTheAnswer: partOfShapes.length, rowsKept: rows.length - added.length };
}

/** Code that fits in two places is asked about, each is shown, and Escape leaves everything as it was. */
export async function applyAsks(stage: EditStage): Promise<Measured> {
  const { page, picture } = stage;
  const code = [twins[1], "  log(1.5);", twins[2]];
  const chat = await applyAnswer(stage, "Log the half, too.", fenced("ts src/twins.ts", code));
  const title = "The code fits in several places of twins.ts";
  const picker = await quickInput(page, title);
  await page.locator('.tab[data-resource-name="twins.ts"]').waitFor();
  const offered = await picker.labels();
  await picker.input.press("ArrowDown");
  await picture();
  await picker.input.press("Escape");
  await page.locator('.tab[data-resource-name="twins.ts"]').waitFor({ state: "detached" });
  hold((await onDisk(stage, "twins")) === twins.join("\n"), "the file was changed though nobody chose");
  await chat.turn.locator(".apply-code").click();
  await (await quickInput(page, title)).choose("Replace lines 7–8");
  const diff = await proposalDiff(page, "twins.ts");
  await diff.proposes("log(1.5);");
  await diff.button("Accept All Changes").click();
  await diff.gone();
  await textEditor(page).save();
  const line = (await onDisk(stage, "twins")).split("\n").indexOf("  log(1.5);") + 1;
  hold(line === 8, `the new row stands in line ${line}`);
  return { offered, chosen: "Replace lines 7–8", newRowInLine: line };
}

/** Two changes at both ends of a file are accepted in one go, and one undo takes back both. */
export async function undoIsOneStep(stage: EditStage): Promise<Measured> {
  const { page, picture } = stage;
  const before = await onDisk(stage, "shapes");
  await applyAnswer(stage, "Call the sides wide and high.", fenced("ts src/shapes.ts", renamedShapes));
  const diff = await proposalDiff(page, "shapes.ts");
  await diff.proposes("unit = 1");
  await picture();
  const editor = await diff.acceptAll();
  await editor.save();
  const accepted = await onDisk(stage, "shapes");
  hold(accepted.includes("wide * high") && accepted.includes("unit = 1"), `accepted is:\n${accepted}`);
  await page.keyboard.press("Control+Z");
  await editor.save();
  const undone = await onDisk(stage, "shapes");
  hold(undone === before, `after one undo the file is:\n${undone}`);
  return { undoSteps: 1, before: digest(before), accepted: digest(accepted), undone: digest(undone) };
}
