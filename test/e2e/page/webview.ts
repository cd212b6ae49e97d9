import type { FrameLocator, Page } from "playwright-core";

/** The document inside the side panel's webview. It is two frames deep; locators in it wait for it to appear. */
export function panelFrame(page: Page): FrameLocator {
  const ours = '[src*="extensionId=drawbridge.drawbridge"][src*="purpose=webviewView"]';
  return page.frameLocator(`iframe.webview.ready${ours}`).frameLocator("#active-frame");
}
