import type { FrameLocator, Locator, Page } from "playwright-core";
import { editorFrame } from "./webview.ts";

/** The consent view that is open. */
export type ReviewPanel = {
  readonly frame: FrameLocator;
  readonly tab: Locator;
  /** The question at its top. */
  readonly title: () => Promise<string>;
  /** What would leave: a line for each source, `src/sum.ts · whole file · 214 B`. */
  readonly sources: () => Promise<readonly string[]>;
  /** The exact body, unfolded on the way. */
  readonly body: () => Promise<string>;
  /** Presses the button with exactly this label until the view is gone: a press that comes too soon is not taken. */
  readonly choose: (label: string) => Promise<void>;
};

/** A person who was told that a press came too soon presses again. */
const mostPresses = 10;

/** Waits for the consent view and returns it. */
export async function reviewPanel(page: Page): Promise<ReviewPanel> {
  const frame = editorFrame(page);
  const heading = frame.getByRole("heading", { level: 1 });
  await heading.waitFor();
  const tab = page.getByRole("tab", { name: "Review before sending" });
  return {
    frame,
    tab,
    title: () => heading.innerText(),
    sources: async () => {
      const rows = await frame.locator(".row").all();
      return Promise.all(
        rows.map(async (row) => {
          const words = await row.locator(".row-name, .row-detail, .row-size").allInnerTexts();
          return words.filter((word) => word !== "").join(" · ");
        }),
      );
    },
    body: async () => {
      await frame.getByRole("button", { name: "Exactly what will be sent" }).click();
      return (await frame.getByRole("region", { name: "The whole body" }).textContent()) ?? "";
    },
    choose: async (label) => {
      const button = frame.getByRole("button", { name: label, exact: true });
      for (let press = 0; (await tab.count()) > 0; press += 1) {
        if (press === mostPresses) throw new Error(`Pressing "${label}" does not close the review.`);
        await button.click({ timeout: 2000 }).catch(() => undefined);
        await tab.waitFor({ state: "detached", timeout: 1000 }).catch(() => undefined);
      }
    },
  };
}
