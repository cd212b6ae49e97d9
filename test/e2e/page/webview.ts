import type { FrameLocator, Page } from "playwright-core";

const ours = 'iframe.webview.ready[src*="extensionId=drawbridge.drawbridge"]';
/** VS Code lays a webview over the place it belongs to, and writes that place's id on the layer. */
const inEditor = '[data-parent-flow-to-element-id^="webview-editor"]';

/** The document inside the side panel's webview. It is two frames deep; locators in it wait for it to appear. */
export function panelFrame(page: Page): FrameLocator {
  // Not by the purpose in its address: of a view that was hidden and shown again the address says none any more.
  return page.frameLocator(`${ours}:not(${inEditor} *)`).frameLocator("#active-frame");
}

/** The document inside the webview of an editor tab. */
export function editorFrame(page: Page): FrameLocator {
  return page.frameLocator(`${inEditor} ${ours}`).frameLocator("#active-frame");
}
