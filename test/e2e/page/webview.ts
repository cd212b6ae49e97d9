import type { FrameLocator, Page } from "playwright-core";

/** The document inside the side panel's webview. It is two frames deep; locators in it wait for it to appear. */
export function panelFrame(page: Page): FrameLocator {
  // No more than whose it is: of a view that was hidden and shown again the address says no purpose any more.
  return page
    .frameLocator('iframe.webview.ready[src*="extensionId=drawbridge.drawbridge"]')
    .frameLocator("#active-frame");
}

/** The document inside the webview of an editor tab, beside a side panel that was not hidden since. */
export function editorFrame(page: Page): FrameLocator {
  const ours = '[src*="extensionId=drawbridge.drawbridge"]:not([src*="purpose=webviewView"])';
  return page.frameLocator(`iframe.webview.ready${ours}`).frameLocator("#active-frame");
}
