import type { Page } from "playwright-core";
import { quickInput } from "../../test/e2e/page/quickInput.ts";
import {
  filesOf,
  lastQuestion,
  newConversation,
  script,
  scriptedModel,
  type ChatStage,
} from "./chatStage.ts";
import { openPanel, type Panel } from "./panel.ts";
import { hold, until, type Measured } from "./step.ts";

const code = "export const bridge = { open: true };";
const mostSteps = 12;

/** Counts from now on every press of a pointer in the window and in the pages inside it. */
async function countPointer(page: Page): Promise<() => Promise<number>> {
  const counters = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluateHandle(() => {
        const seen = { presses: 0 };
        const count = (): void => {
          seen.presses += 1;
        };
        for (const name of ["pointerdown", "mousedown", "wheel"])
          addEventListener(name, count, { capture: true });
        return seen;
      }),
    ),
  );
  return async () => {
    const counts = await Promise.all(counters.map((one) => one.evaluate(({ presses }) => presses)));
    return counts.reduce((sum, count) => sum + count, 0);
  };
}

/** Writes into a list of the editor's what is wanted, and takes the row of that name once it is the one Enter takes. */
async function take(page: Page, words: string, title?: string): Promise<void> {
  const { row } = await quickInput(page, title);
  await page.keyboard.type(words);
  await row(words).and(page.locator(".focused")).waitFor();
  await page.keyboard.press("Enter");
}

async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press("F1");
  await take(page, name);
}

/** Presses a key until the keyboard is on what has that label. */
async function goTo(page: Page, { frame }: Panel, key: string, label: RegExp): Promise<number> {
  for (let steps = 1; steps <= mostSteps; steps += 1) {
    await page.keyboard.press(key);
    const focused = frame.locator(":focus");
    const words = (await focused.getAttribute("aria-label")) ?? (await focused.innerText());
    if (label.test(words.trim())) return steps;
  }
  throw new Error(`${String(label)} was not reached in ${mostSteps} steps`);
}

/** From wherever the keyboard is; the page inside knows that it has it a moment before the window does. */
async function toMessageBox(page: Page): Promise<void> {
  await openPanel(page);
  await page.waitForFunction(() => document.activeElement?.matches("iframe.webview"));
}

async function opensFromHistory(page: Page, view: Panel, title: string): Promise<void> {
  await command(page, "Drawbridge: Show History");
  await take(page, title, "History");
  await view.frame.locator(".question-text", { hasText: title }).waitFor();
  await view.frame.locator("textarea.message:focus").waitFor();
}

/** Asks about a file with an `@`, in a conversation that was begun with a key. */
async function asksAbout(stage: ChatStage, view: Panel): Promise<void> {
  const { page } = stage;
  await page.keyboard.type("What does @invoi");
  await view.frame.locator('.mention[aria-selected="true"]', { hasText: "invoice.ts" }).waitFor();
  await page.keyboard.press("Enter");
  await view.frame.locator(".composer .chip", { hasText: "invoice.ts" }).waitFor();
  await page.keyboard.type("total do?");
  await page.keyboard.press("Enter");
  await view.frame.locator(".question-text", { hasText: /total do\?/ }).waitFor();
  await view.growing();
  await view.ended();
}

/** From an open editor to an answer, to another model, to code, through the history and back: no pointer is used. */
export async function keyboardOnly(stage: ChatStage): Promise<Measured> {
  const { page, status, engine } = stage;
  script(stage, `Here it is:\n\n\`\`\`ts\n${code}\n\`\`\`\n`);
  const view = await newConversation(stage, engine.model);
  const presses = await countPointer(page);
  await page.keyboard.press("Control+1");
  await toMessageBox(page);
  await asksAbout(stage, view);
  const files = filesOf(await lastQuestion(stage));
  const stepsToModels = await goTo(page, view, "Tab", new RegExp(engine.model));
  await page.keyboard.press("Enter");
  await take(page, scriptedModel, "Model for chat");
  await status.shows(scriptedModel);
  await toMessageBox(page);
  await page.keyboard.type("Write it as code.");
  await page.keyboard.press("Enter");
  await view.frame.locator("figure.code", { hasText: "bridge" }).waitFor();
  await view.ended();
  const stepsToCopy = await copiesCode(page, view);
  await stage.picture();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  await command(page, "Drawbridge: New Conversation");
  await view.frame.locator(".welcome").waitFor();
  await toMessageBox(page);
  await page.keyboard.type("Name a tree.");
  await page.keyboard.press("Enter");
  await view.ended();
  const first = "What does invoice.ts total do?";
  await opensFromHistory(page, view, first);
  await opensFromHistory(page, view, "Name a tree.");
  const pointerPresses = await presses();
  hold(pointerPresses === 0, `a pointer was pressed ${pointerPresses} times`);
  hold(
    files.some((path) => path.endsWith("src/invoice.ts")),
    `with the question went ${files.join(", ")}`,
  );
  return { pointerPresses, filesSent: files, stepsToModels, stepsToCopy, copied, openedAgain: first };
}

/** Goes to the last code and to its button, and copies; returns how many keys that took. */
async function copiesCode(page: Page, view: Panel): Promise<number> {
  await page.keyboard.press("Control+Alt+PageUp");
  await view.frame.locator("pre:focus", { hasText: "bridge" }).waitFor();
  const steps = await goTo(page, view, "Shift+Tab", /^Copy/);
  await page.keyboard.press("Enter");
  await until(
    async () => ((await page.evaluate(() => navigator.clipboard.readText())) === code ? true : undefined),
    "the code is not in the clipboard",
  );
  return steps + 2;
}
