import type { Locator, Page } from "playwright-core";

/** The one quick pick or input box that is open. */
export type QuickInput = {
  readonly box: Locator;
  /** The input field: its `aria-label` or `placeholder` carries the prompt. */
  readonly input: Locator;
  /** A row whose label is exactly `label`, icons not counted. */
  readonly row: (label: string) => Locator;
  /** Labels of the rows now visible, top to bottom; waits until there are some. */
  readonly labels: () => Promise<readonly string[]>;
  readonly choose: (label: string) => Promise<void>;
  /** Writes into the field and confirms with Enter. */
  readonly enter: (text: string) => Promise<void>;
};

/** How often a quick input may be closed again by whatever takes the keyboard. */
const mostTries = 5;
/** How long an open one has for each of its parts, in milliseconds; one that was closed never answers. */
const timeout = 5_000;

/**
 * Opens a quick input and uses it. A page that takes the keyboard meanwhile closes it, before or after a text stands in it:
 * then it is opened again.
 */
export async function untilOpen(use: (timeout: number) => Promise<void>, tries = mostTries): Promise<void> {
  try {
    await use(timeout);
  } catch (error) {
    if (tries <= 1) throw error;
    await untilOpen(use, tries - 1);
  }
}

/**
 * Waits for a quick pick or input box and returns it. With `title` it is the one of that title: the editor shows one after
 * the other in the same place, and until then the rows of the last are still there.
 */
export async function quickInput(page: Page, title?: string): Promise<QuickInput> {
  const box = page.locator(".quick-input-widget:visible");
  // A command in the palette may be called as what it opens.
  if (title !== undefined) await box.locator(".quick-input-title", { hasText: title }).waitFor();
  await box.waitFor();
  const input = box.locator(".quick-input-box input");
  const rows = box.locator(".quick-input-list .monaco-list-row");
  const row = (label: string): Locator =>
    rows.filter({ has: page.locator(".label-name", { hasText: exactly(label) }) }).first();
  return {
    box,
    input,
    row,
    labels: async () => {
      // Its title may be there before what it lists.
      await rows.first().waitFor();
      return (await rows.locator(".label-name").allInnerTexts()).map((text) => text.trim());
    },
    choose: async (label) => {
      await row(label).click();
    },
    enter: async (text) => {
      await input.fill(text);
      await input.press("Enter");
    },
  };
}

function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}\\s*$`);
}
