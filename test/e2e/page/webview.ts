import type { FrameLocator, Page } from "playwright-core";

const extensionId = "drawbridge.drawbridge";

/** The document inside the side panel's webview. It is two frames deep; locators in it wait for it to appear. */
export function panelFrame(page: Page, extension = extensionId): FrameLocator {
  return webviewFrame(page, `[src*="extensionId=${extension}"][src*="purpose=webviewView"]`);
}

/** The document of a webview that is open as an editor tab. */
export function tabFrame(page: Page, extension = extensionId): FrameLocator {
  return webviewFrame(page, `[src*="extensionId=${extension}"]:not([src*="purpose=webviewView"])`);
}

function webviewFrame(page: Page, filter: string): FrameLocator {
  return page.frameLocator(`iframe.webview.ready${filter}`).frameLocator("#active-frame");
}
