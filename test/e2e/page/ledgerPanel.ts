import type { FrameLocator, Locator, Page } from "playwright-core";
import { editorFrame } from "./webview.ts";

/** The ledger's page. */
export type LedgerPanel = {
  readonly frame: FrameLocator;
  /** The lines, newest first, each as one reads it. */
  readonly lines: Locator;
  /** The line that is open, with everything about it. */
  readonly opened: Locator;
  /** What is said about the chains. */
  readonly checks: Locator;
  /** What the week comes to. */
  readonly week: Locator;
};

/** The page that is open in an editor tab. */
export function ledgerPanel(page: Page): LedgerPanel {
  const frame = editorFrame(page);
  return {
    frame,
    lines: frame.locator("[data-line]"),
    opened: frame.locator(".line.open"),
    checks: frame.locator(".checks"),
    week: frame.locator(".week"),
  };
}
