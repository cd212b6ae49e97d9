import type { Locator, Page } from "playwright-core";

/** The modal dialog that is open. */
export type ModalDialog = {
  readonly box: Locator;
  readonly message: () => Promise<string>;
  /** Empty when the dialog has no second paragraph. */
  readonly detail: () => Promise<string>;
  readonly buttons: () => Promise<readonly string[]>;
  /** Clicks the button with exactly this label and waits until the dialog is gone. */
  readonly choose: (label: string) => Promise<void>;
};

/** Waits for a modal dialog and returns it. */
export async function modalDialog(page: Page): Promise<ModalDialog> {
  const box = page.locator(".monaco-dialog-box");
  await box.waitFor();
  const buttons = box.locator(".dialog-buttons .monaco-button");
  return {
    box,
    message: async () => (await box.locator(".dialog-message-text").innerText()).trim(),
    detail: async () => (await box.locator(".dialog-message-detail").allInnerTexts()).join("").trim(),
    buttons: async () => (await buttons.allInnerTexts()).map((text) => text.trim()),
    choose: async (label) => {
      await box.getByRole("button", { name: label, exact: true }).click();
      await box.waitFor({ state: "detached" });
    },
  };
}
