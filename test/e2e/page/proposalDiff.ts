import type { Locator, Page } from "playwright-core";
import { textEditor, type TextEditor } from "./textEditor.ts";

/** The diff of a proposal that is in front. */
export type ProposalDiff = {
  /** Visible lines on the right: what the file is proposed to be. */
  readonly proposed: Locator;
  /** Waits until a line with this text is proposed. */
  readonly proposes: (text: string) => Promise<void>;
  /** The button of the title bar with this label. */
  readonly button: (label: string) => Locator;
  /** Waits until the diff has the keyboard. */
  readonly focus: () => Promise<void>;
  /** Waits until the diff is gone, and the file has the keyboard. */
  readonly gone: () => Promise<void>;
  /** Accepts everything with the keyboard, and gives the file, which comes to the front. */
  readonly acceptAll: () => Promise<TextEditor>;
};

/** The diff of what is proposed for a file, or as its tab is called otherwise, once it is there. */
export async function proposalDiff(
  page: Page,
  file: string,
  title = `${file}: Proposed Edit`,
): Promise<ProposalDiff> {
  const tab = page.locator(".tab", { hasText: title });
  await tab.first().waitFor();
  const group = page.locator(".editor-group-container.active");
  const proposed = group.locator(
    ".diff-editor .editor.modified .view-line, .monaco-diff-editor .modified .view-line",
  );
  const focus = async (): Promise<void> => {
    await group.locator(".monaco-editor.focused").first().waitFor({ state: "attached" });
  };
  const gone = async (): Promise<void> => {
    await tab.first().waitFor({ state: "detached" });
    // The file comes to the front in its place, a moment after whatever was open before.
    await page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor();
    await textEditor(page).focus();
  };
  return {
    proposed,
    proposes: (text) =>
      proposed
        .filter({ hasText: text.replaceAll(" ", "\u00a0") })
        .or(proposed.filter({ hasText: text }))
        .first()
        .waitFor(),
    button: (label) => group.locator(".editor-actions").getByRole("button", { name: label }).first(),
    focus,
    gone,
    acceptAll: async () => {
      await focus();
      await page.keyboard.press("Control+Enter");
      await gone();
      return textEditor(page);
    },
  };
}
