import type { FrameLocator, Page } from "playwright-core";

/** The document inside the side panel's webview. It is two frames deep; locators in it wait for it to appear. */
export function panelFrame(page: Page): FrameLocator {
  const ours = '[src*="extensionId=drawbridge.drawbridge"][src*="purpose=webviewView"]';
  return page.frameLocator(`iframe.webview.ready${ours}`).frameLocator("#active-frame");
}

/** The document inside the webview that is open as an editor. */
export function editorFrame(page: Page): FrameLocator {
  const ours = '[src*="extensionId=drawbridge.drawbridge"]:not([src*="purpose=webviewView"])';
  return page.frameLocator(`iframe.webview.ready${ours}`).frameLocator("#active-frame");
}
