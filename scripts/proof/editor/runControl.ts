import type { Page } from "playwright-core";
import { runCommand } from "../../../test/e2e/page/commandPalette.ts";
import { controlTitles, endedText, type ControlCommandId } from "./controlCommands.ts";

/** Runs a command of the control extension and waits until it has ended. Returns what went wrong in it, if anything. */
export async function runControl(page: Page, id: ControlCommandId): Promise<string> {
  const title = controlTitles[id];
  await runCommand(page, `Proof Control: ${title}`);
  const item = page.locator(".statusbar-item", { hasText: endedText(title) });
  await item.waitFor({ timeout: 60_000 });
  return (await item.innerText()).trim();
}
