import type { Page } from "playwright-core";
import { quickInput, type QuickInput } from "./quickInput.ts";

/** How often the palette may be closed again by whatever takes the keyboard. */
const mostTries = 5;

/** Runs a command by the words the palette shows, category included: `Drawbridge: Change Mode…`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await (await asking(page, `>${title}`, mostTries)).choose(title);
}

/** The open palette with a text in it. A view that takes the keyboard meanwhile closes it: then the key is pressed again. */
async function asking(page: Page, text: string, tries: number): Promise<QuickInput> {
  await page.keyboard.press("F1");
  const palette = await quickInput(page);
  try {
    await palette.input.fill(text, { timeout: 3_000 });
    return palette;
  } catch (error) {
    if (tries <= 1) throw error;
    return asking(page, text, tries - 1);
  }
}
