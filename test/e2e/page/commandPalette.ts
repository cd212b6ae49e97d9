import type { Page } from "playwright-core";
import { quickInput, untilOpen } from "./quickInput.ts";

/** Runs a command by the words the palette shows, category included: `Drawbridge: Change Mode…`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await untilOpen(async (timeout) => {
    await page.keyboard.press("F1");
    const palette = await quickInput(page);
    await palette.input.fill(`>${title}`, { timeout });
    await palette.row(title).click({ timeout });
  });
}
