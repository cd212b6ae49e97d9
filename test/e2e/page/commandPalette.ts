import type { Page } from "playwright-core";
import { quickInput } from "./quickInput.ts";

/** How often the palette may be closed again by whatever takes the keyboard. */
const mostTries = 5;
/** How long an open palette has for each of its parts, in milliseconds; one that was closed never answers. */
const timeout = 5_000;

/**
 * Runs a command by the words the palette shows, category included: `Drawbridge: Change Mode…`. A page that takes the
 * keyboard meanwhile closes the palette, before or after the text stands in it: then it is opened again.
 */
export async function runCommand(page: Page, title: string, tries = mostTries): Promise<void> {
  await page.keyboard.press("F1");
  const palette = await quickInput(page);
  try {
    await palette.input.fill(`>${title}`, { timeout });
    await palette.row(title).click({ timeout });
  } catch (error) {
    if (tries <= 1) throw error;
    await runCommand(page, title, tries - 1);
  }
}
