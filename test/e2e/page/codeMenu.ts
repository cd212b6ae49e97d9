import type { Page } from "playwright-core";
import { untilOpen } from "./quickInput.ts";

/**
 * Opens the list of the editor's light bulb where the cursor is and takes the row of that title. Whoever provides the
 * language may still be starting: the list is opened anew until the row is in it.
 */
export async function chooseInLightBulb(page: Page, title: string): Promise<void> {
  const list = page.locator(".action-widget:visible");
  await untilOpen(async (timeout) => {
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "hidden" });
    await page.keyboard.press("Control+Period");
    await list.locator(".monaco-list-row.action", { hasText: title }).click({ timeout });
  });
  await list.waitFor({ state: "hidden" });
}

/** Opens the context menu on a word of the editor in front, and in it Drawbridge's own submenu, and takes the row of that title. */
export async function chooseInContextMenu(page: Page, word: string, title: string): Promise<void> {
  const lines = page.locator(".editor-group-container.active .editor-instance .view-line");
  const row = (name: string) => page.getByRole("menuitem", { name, exact: true });
  await lines.locator("span > span", { hasText: word }).first().click({ button: "right" });
  await row("Drawbridge").hover();
  await row(title).click();
  await row("Drawbridge").waitFor({ state: "detached" });
}
