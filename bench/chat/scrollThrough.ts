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

/** Runs in the page; how many turns were not drawn after all. */
async function scrollUp(): Promise<number> {
  const log = document.querySelector("[role=log]");
  if (log === null) throw new Error("no conversation");
  while (log.scrollTop > 0) {
    log.scrollTop -= 200;
    await new Promise(requestAnimationFrame);
  }
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return document.querySelectorAll(".turn").length - document.querySelectorAll(".answer").length;
}
