import type { FrameLocator, Page } from "playwright-core";

/** What the workbench puts around the webview of an editor tab, and of nothing else. */
const editorTab = '[data-parent-flow-to-element-id^="webview-editor-element"]';
// No more than whose it is: of a view that was hidden and shown again the address says no purpose any more.
const ours = 'iframe.webview.ready[src*="extensionId=drawbridge.drawbridge"]';

/** The document inside the side panel's webview. It is two frames deep; locators in it wait for it to appear. */
export function panelFrame(page: Page): FrameLocator {
  return page.frameLocator(`:not(${editorTab}) > ${ours}`).frameLocator("#active-frame");
}

/** The document inside the webview of an editor tab. */
export function editorFrame(page: Page): FrameLocator {
  return page.frameLocator(`${editorTab} > ${ours}`).frameLocator("#active-frame");
}
