import type { FrameLocator, Page } from "playwright-core";

// No more than whose it is: of a view that was hidden and shown again the address says no purpose any more.
const ours = 'iframe.webview.ready[src*="extensionId=drawbridge.drawbridge"]';
/** What tells the side panel from an editor tab: it stands at the right edge of the window. */
const atTheRight = ".webview-overlay-outer-right";

/** The document inside the side panel's webview. It is two frames deep; locators in it wait for it to appear. */
export function panelFrame(page: Page): FrameLocator {
  return page.frameLocator(`${atTheRight} > ${ours}`).frameLocator("#active-frame");
}

/** The document inside the webview of an editor tab, while the side panel is open beside it. */
export function editorFrame(page: Page): FrameLocator {
  return page.frameLocator(`:not(${atTheRight}) > ${ours}`).frameLocator("#active-frame");
}
