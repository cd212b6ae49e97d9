import type { FrameLocator, Page } from "playwright-core";

/** The document inside the side panel's webview. It is two frames deep; locators in it wait for it to appear. */
export function panelFrame(page: Page): FrameLocator {
  // No more than whose it is: of a view that was hidden and shown again the address says no purpose any more.
  return page
    .frameLocator('iframe.webview.ready[src*="extensionId=drawbridge.drawbridge"]')
    .frameLocator("#active-frame");
}
