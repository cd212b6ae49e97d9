import { proposalDiff, type ProposalDiff } from "../../test/e2e/page/proposalDiff.ts";
import { quickInput, untilOpen } from "../../test/e2e/page/quickInput.ts";
import { openFile, textEditor } from "../../test/e2e/page/textEditor.ts";
import { fenced, reducedSum } from "../../test/support/editedCode.ts";
import { digest, files, onDisk, script, type EditStage } from "./editStage.ts";
import { hold, until, type Measured } from "./step.ts";

const { basket, label } = files;

const mended = [label[0], "  return `${count * 2}`;", label[2]];

/** Puts the cursor into `sum`, presses the key and says what to change; the answer is written slowly. */
async function edit(stage: EditStage, rows: readonly string[]): Promise<ProposalDiff> {
  const { page } = stage;
  script(stage, `${fenced("ts", rows)}That is it.`, "slowly");
  const editor = await openFile(page, "basket.ts");
  await editor.goTo(3, 5);
  await page.keyboard.press("Control+Alt+k");
  await (await quickInput(page, "Edit basket.ts:2–8")).enter("Use reduce");
  return proposalDiff(page, "basket.ts");
}

/** An edit grows in the editor's own diff, and becomes text when it is accepted. */
export async function inlineEdit(stage: EditStage): Promise<Measured> {
  const { page, picture, scripted } = stage;
  const before = await onDisk(stage, "basket");
  const diff = await edit(stage, reducedSum);
  await diff.proposes("numbers.reduce");
  await picture();
  await diff.button("Accept All Changes").waitFor();
  await picture();
  const editor = await diff.acceptAll();
  await editor.save();
  const after = await onDisk(stage, "basket");
  hold(after === [basket[0], ...reducedSum, ""].join("\n"), `the file is now:\n${after}`);
  await page.keyboard.press("Control+Z");
  await editor.save();
  hold((await onDisk(stage, "basket")) === before, "one undo did not bring the file back");
  const asked = scripted.requests.findLast(({ path }) => path === "/api/chat");
  return { bytesAsked: asked?.body.length ?? 0, before: digest(before), after: digest(after) };
}

/** An edit that is rejected leaves the file byte for byte as it was, and not even touched. */
export async function inlineEditRejected(stage: EditStage): Promise<Measured> {
  const { page, picture } = stage;
  const before = await onDisk(stage, "basket");
  const diff = await edit(stage, reducedSum);
  await diff.proposes("numbers.reduce");
  await diff.button("Reject All Changes").click();
  await diff.gone();
  await picture();
  await page.locator(".tab.active:not(.dirty)").waitFor();
  const after = await onDisk(stage, "basket");
  hold(after === before, `the file is now:\n${after}`);
  return { before: digest(before), after: digest(after) };
}

/** A problem that the editor finds is fixed from the editor's own list of fixes, and is gone. */
export async function fixDiagnostic(stage: EditStage): Promise<Measured> {
  const { page, picture, scripted } = stage;
  script(stage, fenced("ts", mended));
  const editor = await openFile(page, "label.ts");
  const wrong = page.locator(".editor-group-container.active .squiggly-error");
  await wrong.first().waitFor({ timeout: 60_000 });
  const fix = page.locator(".action-widget .monaco-list-row", { hasText: "Fix with Drawbridge" });
  await untilOpen(async (timeout) => {
    await editor.goTo(2, 3);
    await page.keyboard.press("Control+.");
    await fix.waitFor({ timeout });
  });
  await picture();
  await fix.click();
  const diff = await proposalDiff(page, "label.ts");
  await diff.proposes("${count * 2}");
  await diff.button("Accept All Changes").waitFor();
  await picture();
  await diff.button("Accept All Changes").click();
  await diff.gone();
  await textEditor(page).save();
  const after = await onDisk(stage, "label");
  hold(after === [...mended, ""].join("\n"), `the file is now:\n${after}`);
  await until(async () => ((await wrong.count()) === 0 ? true : undefined), "the problem is still there");
  const { body = "" } = scripted.requests.findLast(({ path }) => path === "/api/chat") ?? {};
  const problem = "Type 'number' is not assignable to type 'string'";
  hold(body.includes(problem), "the model was not told of the problem");
  return { toldTheModel: problem, problemsBefore: 1, problemsAfter: await wrong.count() };
}
