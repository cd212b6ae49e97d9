import type { Page } from "playwright-core";
import { runCommand } from "../../test/e2e/page/commandPalette.ts";
import { quickInput } from "../../test/e2e/page/quickInput.ts";
import { newConversation, script, scriptedModel, type ChatStage } from "./chatStage.ts";
import { openPanel, type Panel } from "./panel.ts";
import { hold, until, type Measured } from "./step.ts";

const questions = { long: "What is a bridge?", other: "Name a river.", next: "And a drawbridge?" } as const;
const draft = "And who keeps";
const longAnswer = Array.from(
  { length: 40 },
  (_, n) => `Paragraph ${n + 1} of an answer that is longer than the panel is high.`,
).join("\n\n");

/** Opens a conversation from the history; returns all that are listed, the newest first. */
async function openFromHistory({ page }: ChatStage, title: string): Promise<readonly string[]> {
  await runCommand(page, "Drawbridge: Show History");
  const list = await quickInput(page, "History");
  await list.row(title).waitFor();
  const listed = await list.labels();
  await list.choose(title);
  await list.box.waitFor({ state: "hidden" });
  return listed;
}

type Place = { readonly at: string; readonly past: number };

/** The paragraph at the upper edge of the transcript, and how many pixels of it are above that. */
async function readersPlace({ frame }: Panel): Promise<Place> {
  return frame.locator(".transcript").evaluate((transcript) => {
    const edge = transcript.getBoundingClientRect().top;
    const first = [...transcript.querySelectorAll(".markdown p")].find(
      (paragraph) => paragraph.getBoundingClientRect().bottom > edge,
    );
    const past = edge - (first?.getBoundingClientRect().top ?? edge);
    return { at: first?.textContent ?? "", past: Math.round(past) };
  });
}

/**
 * Waits until the editor has written down what the panel's page remembers, which in a browser it does every few seconds;
 * returns how long that took, in milliseconds.
 */
async function editorKeeps(page: Page, text: string): Promise<number> {
  const began = performance.now();
  await until(
    async () => ((await page.evaluate(databasesHold, text)) ? true : undefined),
    `the editor never wrote down "${text}"`,
  );
  return Math.round(performance.now() - began);
}

/** Runs in the page: whether any database of its own holds a text. */
async function databasesHold(text: string): Promise<boolean> {
  const answer = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => {
        resolve(request.result);
      };
      request.onerror = () => {
        reject(request.error ?? new Error("the database did not answer"));
      };
    });
  for (const { name = "" } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    for (const table of database.objectStoreNames) {
      const values: unknown[] = await answer(database.transaction(table).objectStore(table).getAll());
      if (values.some((value) => typeof value === "string" && value.includes(text))) return true;
    }
    database.close();
  }
  return false;
}

/** Closes the window and opens it again in the midst of two conversations: what was said, a draft and the place stay. */
export async function historySurvives(stage: ChatStage): Promise<Measured> {
  const { page, status, scripted } = stage;
  script(stage, longAnswer);
  let view = await newConversation(stage, scriptedModel);
  await view.ask(questions.long);
  await view.ended();
  await newConversation(stage, scriptedModel);
  await view.ask(questions.other);
  await view.ended();
  await openFromHistory(stage, questions.long);
  await view.frame.locator(".question-text", { hasText: questions.long }).waitFor();
  await view.frame.locator("textarea.message").fill(draft);
  await view.frame.locator(".transcript").hover();
  await page.mouse.wheel(0, -400);
  await view.frame.getByRole("button", { name: "Jump to latest" }).waitFor();
  const before = await until(() => settledPlace(view), "the transcript never stood still");
  const keptAfterMs = await editorKeeps(page, draft);
  await page.reload();
  await status.item.waitFor({ timeout: 60_000 });
  view = await openPanel(page);
  await view.frame.locator(".question-text", { hasText: questions.long }).waitFor();
  const after = await until(() => settledPlace(view), "the transcript never stood still");
  const draftAfter = await view.frame.locator("textarea.message").inputValue();
  hold(draftAfter === draft, `the draft is now "${draftAfter}"`);
  hold(after.at === before.at, `the reader was at "${before.at}" and is at "${after.at}"`);
  hold(Math.abs(after.past - before.past) <= 1, `${before.past} px of it were above, now ${after.past}`);
  await stage.picture();
  const listed = await openFromHistory(stage, questions.other);
  await view.frame.locator(".question-text", { hasText: questions.other }).waitFor();
  await openFromHistory(stage, questions.long);
  await view.frame.locator(".question-text", { hasText: questions.long }).waitFor();
  await view.ask(questions.next);
  await view.ended();
  const { body } = await scripted.waitFor(
    (request) => request.path === "/api/chat" && request.body.includes(questions.next),
  );
  hold(body.includes("Paragraph 40 of"), "the answer from before did not go along with the next question");
  return {
    keptAfterMs,
    draftAfter,
    placeBefore: before.at,
    placeAfter: after.at,
    pixels: after.past - before.past,
    listed,
  };
}

/** The place, once two looks agree on it. */
async function settledPlace(view: Panel): Promise<Place | undefined> {
  const first = await readersPlace(view);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const second = await readersPlace(view);
  return first.at === second.at && first.past === second.past ? second : undefined;
}
