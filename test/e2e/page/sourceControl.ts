import type { Page } from "playwright-core";

/** The Source Control view with one repository. */
export type SourceControl = {
  /** Waits until the editor has seen that something is staged. */
  readonly seesStaged: () => Promise<void>;
  /** The text of the box for the next commit's message. */
  readonly message: () => Promise<string>;
  /** Waits until the box holds exactly this text; lines are parted by one blank. */
  readonly holds: (text: string) => Promise<void>;
  /** Types into the box in place of what stands there. */
  readonly write: (text: string) => Promise<void>;
  /** Clicks the icon that has a message written. It is shown to a mouse that is near it. */
  readonly clickIcon: () => Promise<void>;
};

/** Brings the Source Control view to the front. */
export async function openSourceControl(page: Page): Promise<SourceControl> {
  const icon = page.locator('.action-label[aria-label^="Source Control"]');
  // The number of changes lies over the icon as soon as the editor has counted them.
  await page.locator(".activitybar .action-item").filter({ has: icon }).first().click();
  const box = page.locator(".scm-editor .monaco-editor").first();
  await box.waitFor();
  const lines = box.locator(".view-lines .view-line");
  const message = async (): Promise<string> => {
    const texts = await lines.allInnerTexts();
    return texts
      .map((text) => text.replaceAll("\u00A0", " ").trim())
      .join(" ")
      .trim();
  };
  return {
    seesStaged: () =>
      page.locator('[id="workbench.view.scm"]').getByText("Staged Changes", { exact: true }).waitFor(),
    message,
    holds: async (text) => {
      await page.waitForFunction(
        (wanted) => {
          const found = [...document.querySelectorAll(".scm-editor .monaco-editor .view-line")];
          const words = found.map((line) => line.textContent.replaceAll("\u00A0", " ").trim());
          return words.join(" ").trim() === wanted;
        },
        text,
        { timeout: 20_000 },
      );
    },
    write: async (text) => {
      await box.click();
      await page.keyboard.press("Control+A");
      await page.keyboard.press("Delete");
      if (text !== "") await page.keyboard.type(text);
    },
    clickIcon: async () => {
      const view = page.locator('[id="workbench.view.scm"]');
      const icon = view.locator('.action-label[aria-label^="Write Commit Message"]').first();
      await icon.waitFor({ state: "attached" });
      await view.locator(".pane-header").first().hover();
      await icon.click();
    },
  };
}
