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
  /** Closes its tab. */
  readonly close: () => Promise<void>;
};

/** The page that is open in an editor tab. */
export function ledgerPanel(page: Page): LedgerPanel {
  const frame = editorFrame(page);
  const tab = page.locator(".tab", { hasText: "Drawbridge Ledger" });
  return {
    frame,
    lines: frame.locator("[data-line]"),
    opened: frame.locator(".line.open"),
    checks: frame.locator(".checks"),
    week: frame.locator(".week"),
    close: async () => {
      await tab.click({ button: "middle" });
      await tab.waitFor({ state: "detached" });
    },
  };
}
