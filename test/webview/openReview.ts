import type { Browser } from "playwright-core";
import { hasteMs } from "../../media/review/haste.ts";
import type { FromReviewView, ToReviewView } from "../../src/protocol/reviewMessages.ts";
import { openView, type OpenView, type ViewOptions } from "./openView.ts";

/** The open consent view. */
export type OpenReview = OpenView<FromReviewView, ToReviewView> & {
  /** Lets so much time pass that a press is taken for meant: by itself, no time passes for the view. */
  readonly wait: () => Promise<void>;
};

declare global {
  interface Window {
    /** Milliseconds by which presses are judged. */
    nowMs: number;
  }
}

/** Opens the consent view, as wide as an editor beside a side bar. */
export async function openReview(browser: Browser, options: ViewOptions = {}): Promise<OpenReview> {
  const view = await openView<FromReviewView, ToReviewView>(browser, "review", { width: 760, ...options });
  await view.page.evaluate(() => {
    window.nowMs = 1000;
    performance.now = () => window.nowMs;
    Object.defineProperty(Event.prototype, "timeStamp", { get: () => window.nowMs });
  });
  return {
    ...view,
    wait: () =>
      view.page.evaluate((ms) => {
        window.nowMs += ms;
      }, hasteMs),
  };
}
