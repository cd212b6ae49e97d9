import { runCommand } from "../../test/e2e/page/commandPalette.ts";
import { notifications } from "../../test/e2e/page/notifications.ts";
import { quickInput, type QuickInput } from "../../test/e2e/page/quickInput.ts";
import { openEmptied, openFile, textEditor } from "../../test/e2e/page/textEditor.ts";
import { changeUserSettings } from "../../test/e2e/page/userSettings.ts";
import { coderLabel, scriptedCoder, sent, teach, type CompletionStage } from "./completionStage.ts";
import { hold, textOf, type Measured } from "./step.ts";

/** Asks why nothing is suggested; returns the list with the answers. */
export async function askWhy({ page }: Pick<CompletionStage, "page">): Promise<QuickInput> {
  await runCommand(page, "Drawbridge: Why Is There No Suggestion?");
  return quickInput(page, "Why is there no suggestion?");
}

type Reason = { readonly said: string; readonly requests: number };

/** Types where nothing is suggested, and reads why: the first row of the list, and what can be done about it. */
async function reason(stage: CompletionStage, wanted: RegExp): Promise<Reason> {
  const { page, picture } = stage;
  const before = sent(stage);
  await textEditor(page).typeAndRest("export const ");
  const list = await askWhy(stage);
  const row = list.box.locator(".monaco-list-row", { hasText: wanted }).first();
  await row.waitFor();
  await picture();
  const said = (await textOf(row)).replace(/\s+/g, " ");
  await page.keyboard.press("Escape");
  const requests = sent(stage) - before;
  hold(requests === 0, `${requests} requests were made although "${said}"`);
  return { said, requests };
}

/** Switches completion for the language of the file, and waits until the editor says so. */
async function toggle({ page }: CompletionStage, said: string): Promise<void> {
  await runCommand(page, "Drawbridge: Turn Completion On or Off for This Language");
  await notifications(page).toasts.filter({ hasText: said }).waitFor();
}

/** Completion is off for the language, the file is excluded, and the model is gone. */
export async function saysWhySilent(stage: CompletionStage): Promise<Measured> {
  const { page, settingsFile, ollama } = stage;
  const change = (changes: Readonly<Record<string, unknown>>): Promise<void> =>
    changeUserSettings(page, settingsFile, changes);
  await openEmptied(page, "src/sum.ts");
  await toggle(stage, "Completion is off for typescript.");
  const language = await reason(stage, /Completion is off for typescript/);
  await toggle(stage, "Completion is on for typescript.");
  await change({ "drawbridge.context.never": ["src/sum.ts"] });
  await openFile(page, "src/sum.ts");
  const rule = await reason(stage, /excluded by the rule "src\/sum\.ts"/);
  ollama.script({ models: [] });
  await change({ "drawbridge.context.never": undefined });
  await openFile(page, "src/sum.ts");
  const model = await reason(stage, new RegExp(`${coderLabel} does not have ${scriptedCoder}`));
  ollama.script({ models: [{ name: scriptedCoder }] });
  return {
    ...{ language: language.said, rule: rule.said, model: model.said },
    requestsMeanwhile: language.requests + rule.requests + model.requests,
  };
}

/** Switches completion off and types for a while, with pauses, and asks with the key. */
export async function offIsSilent(stage: CompletionStage): Promise<Measured> {
  const { page, settingsFile, ollama, status } = stage;
  teach(stage, { "const last = ": "first + second;" });
  await changeUserSettings(page, settingsFile, { "drawbridge.completion.enabled": false });
  const before = ollama.requests.length;
  const started = performance.now();
  const editor = await openEmptied(page, "src/sum.ts");
  for (const line of ["const first = 1;\n", "const second = 2;\n", "const last = "])
    await editor.typeAndRest(line);
  await page.keyboard.press("Alt+Backslash");
  await editor.rest();
  const seconds = Math.round((performance.now() - started) / 1000);
  const requests = ollama.requests.slice(before).filter(({ path }) => path === "/api/generate").length;
  hold(requests === 0, `${requests} requests were made while completion was off`);
  const hover = (await textOf(await status.hover())).split("\n");
  const said = hover.find((line) => /completion is off/i.test(line)) ?? "";
  hold(said !== "", "the hover does not say that completion is off");
  await stage.picture({ pointing: true });
  await page.mouse.move(0, 0);
  await changeUserSettings(page, settingsFile, { "drawbridge.completion.enabled": undefined });
  await openFile(page, "src/sum.ts");
  await editor.type("\nconst last = ");
  const suggested = await editor.ghostText();
  return {
    secondsOfTyping: seconds,
    requestsWhileOff: requests,
    said: said.replace(/\s+/g, " ").trim(),
    suggestedOnceOn: suggested,
  };
}
