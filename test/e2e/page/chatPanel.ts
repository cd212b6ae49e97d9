import type { FrameLocator, Locator, Page } from "playwright-core";
import { runCommand } from "./commandPalette.ts";
import { panelFrame } from "./webview.ts";

/** The side panel. */
export type ChatPanel = {
  readonly frame: FrameLocator;
  /** The box the next question is written in. */
  readonly message: Locator;
  /** The last question with its answer. */
  readonly turn: Locator;
  /** What would go along with the next question. */
  readonly chips: Locator;
  /** What is said above the message box, such as why nothing can be sent. */
  readonly problem: Locator;
  readonly button: (name: string) => Locator;
  /** Writes a question and sends it with Enter, then waits until it stands in the conversation. */
  readonly ask: (question: string) => Promise<void>;
  /** Starts a conversation, unless there is nothing in this one, and waits until the keyboard is in its message box. */
  readonly startNew: () => Promise<void>;
  /** Waits until the message box holds exactly this text. */
  readonly holds: (text: string) => Promise<void>;
  /** Waits until no answer is being made. */
  readonly ended: () => Promise<void>;
};

/**
 * Takes the keyboard out of a page that is open: from then on only the command at its end puts it into the message box,
 * and nothing that is typed there is lost to a page that is just being focused.
 */
async function loseFocus(frame: FrameLocator): Promise<void> {
  await frame.locator("body").evaluate(({ ownerDocument: { activeElement } }) => {
    if (activeElement instanceof HTMLElement) activeElement.blur();
  });
}

/** Waits at most 30 s for what a message box is to hold; throws, with what it holds, when that stays another. */
async function untilHolds(message: Locator, text: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (let now = await message.inputValue(); now !== text; now = await message.inputValue()) {
    if (Date.now() > deadline) throw new Error(`The message box does not hold "${text}" but "${now}".`);
    await message.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

/** Opens the panel with its key and waits until the keyboard is in the message box. */
export async function openChat(page: Page): Promise<ChatPanel> {
  const panel = chatPanel(page);
  if ((await panel.message.count()) > 0) await loseFocus(panel.frame);
  await page.keyboard.press("Control+Alt+D");
  await panel.frame.locator("textarea.message:focus").waitFor();
  return panel;
}

/** The panel that is open already. */
export function chatPanel(page: Page): ChatPanel {
  const frame = panelFrame(page);
  const message = frame.locator("textarea.message");
  const turn = frame.locator(".turn").last();
  return {
    frame,
    message,
    turn,
    chips: frame.locator(".composer .chips .chip"),
    problem: frame.locator(".composer .problem"),
    button: (name) => frame.getByRole("button", { name, exact: true }),
    ask: async (question) => {
      await message.fill(question);
      await message.press("Enter");
      await turn.locator(".question-text", { hasText: question }).waitFor();
    },
    startNew: async () => {
      if ((await frame.locator(".turn").count()) === 0) return;
      await loseFocus(frame);
      await runCommand(page, "Drawbridge: New Conversation");
      await frame.locator(".welcome").waitFor();
      await frame.locator("textarea.message:focus").waitFor();
    },
    holds: (text) => untilHolds(message, text),
    ended: () => frame.locator("button.send:not(.stop)").waitFor(),
  };
}
