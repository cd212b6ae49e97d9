import type { Browser } from "playwright-core";
import { openChat } from "../../test/webview/openChat.ts";
import { longConversation } from "./longConversation.ts";
import { mainThreadTasks } from "./mainThreadTasks.ts";

/**
 * The longest task of the view, in milliseconds of processor time, while somebody scrolls from the end of 500 turns to their
 * beginning, a few lines a frame, and every turn is drawn on the way.
 */
export async function scrollThrough(browser: Browser): Promise<number> {
  const chat = await openChat(browser);
  await chat.tell({ type: "state", state: longConversation() });
  await browser.startTracing(chat.page, { categories: ["toplevel"] });
  const undrawn = await chat.page.evaluate(scrollUp);
  const tasks = mainThreadTasks(await browser.stopTracing());
  await chat.close();
  if (undrawn > 0) throw new Error(`${undrawn} turns were not drawn`);
  return tasks.reduce((longest, task) => Math.max(longest, task), 0);
}

/** Runs in the page; how many turns were not drawn on the way. */
async function scrollUp(): Promise<number> {
  const log = document.querySelector("[role=log]");
  if (log === null) throw new Error("no conversation");
  const undrawn = new Set(document.querySelectorAll(".turn-place"));
  const forgetDrawn = (parts: Iterable<Element>): void => {
    for (const part of parts)
      if (part.querySelector(".answer") !== null) undrawn.delete(part.closest(".turn-place") ?? part);
  };
  forgetDrawn(document.querySelectorAll(".turn"));
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      forgetDrawn(
        [...addedNodes].filter((node): node is Element => node instanceof Element && node.matches(".turn")),
      );
  }).observe(log, { childList: true, subtree: true });
  while (log.scrollTop > 0) {
    log.scrollTop -= 200;
    await new Promise(requestAnimationFrame);
  }
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return undrawn.size;
}
