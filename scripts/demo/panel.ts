import type { FrameLocator, Locator, Page } from "playwright-core";
import { panelFrame } from "../../test/e2e/page/webview.ts";

/** The side panel as a person uses it. */
export type Panel = {
  readonly frame: FrameLocator;
  /** The answer that came last. */
  readonly answer: Locator;
  /** Types a question and sends it with Enter. */
  readonly ask: (question: string) => Promise<void>;
  /** Waits until the last answer has ended, whichever way; one that runs on, as of a model that repeats itself, is stopped. */
  readonly ended: () => Promise<void>;
  /** Waits until the last answer shows some text. */
  readonly growing: () => Promise<void>;
  /** The line under the last answer: destination, tokens, speed, time to first token. */
  readonly measured: () => Promise<string>;
};

/** What a small model may take to read and answer on a machine that does other things, too, in milliseconds. */
const timeout = 240_000;

/** How long a person reads along before an answer that runs on is stopped, in milliseconds. */
const patienceMs = 90_000;

/** Opens the side panel and waits for its composer. */
export async function openPanel(page: Page): Promise<Panel> {
  await page.keyboard.press("Control+Alt+D");
  const frame = panelFrame(page);
  const input = frame.locator("textarea.message");
  // The keyboard follows the panel; whoever opens a picker before it has come would see it closed again.
  await frame.locator("textarea.message:focus").waitFor();
  const answer = frame.locator(".answer").last();
  const begun = answer.locator(".markdown", { hasText: /\S/ });
  const over = frame.locator('.answer[aria-busy="false"]').last();
  const stop = frame.locator("button.send.stop");
  const idle = frame.locator("button.send:not(.stop)");
  return {
    frame,
    answer,
    ask: async (question) => {
      await input.click();
      await input.fill(question);
      await input.press("Enter");
      await frame.locator(".question-text").filter({ hasText: question }).last().waitFor();
    },
    ended: async () => {
      await over.or(begun).first().waitFor({ timeout });
      await idle.waitFor({ timeout: patienceMs }).catch(() => stop.click());
      await over.waitFor({ timeout });
      await idle.waitFor({ timeout });
    },
    growing: () => begun.waitFor({ timeout }),
    measured: async () => (await answer.locator(".measured").innerText()).replace(/\s+/g, " ").trim(),
  };
}
