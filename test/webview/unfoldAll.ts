import type { Page } from "playwright-core";

/** Unfolds everything of a consent view that there is to read. */
export async function unfoldAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const folded = "button[aria-expanded=false]:not([aria-haspopup])";
    for (const button of document.querySelectorAll<HTMLElement>(folded)) button.click();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}
