import { readFile, watch } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { Page } from "playwright-core";
import { runCommand } from "./commandPalette.ts";
import { paste } from "./textEditor.ts";

/**
 * Changes user settings as a person who edits settings.json: the web editor does not notice a change of the file on
 * disk. `undefined` removes a setting. Resolves once the file is saved.
 */
export async function changeUserSettings(
  page: Page,
  settingsFile: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const before = JSON.parse(await readFile(settingsFile, "utf8")) as Readonly<Record<string, unknown>>;
  const after = JSON.stringify({ ...before, ...changes }, null, 2);
  await runCommand(page, "Preferences: Open User Settings (JSON)");
  // VS Code opens it over the window, not as a tab, and takes no F1 there.
  const overlay = page.locator(".modal-editor-part");
  await overlay.locator(".monaco-editor.focused").first().waitFor({ state: "attached" });
  await page.keyboard.press("Control+A");
  await paste(page, after);
  const saved = contentBecomes(settingsFile, after);
  await page.keyboard.press("Control+S");
  await saved;
  await overlay.getByRole("button", { name: /^Close/ }).click();
  await page.waitForFunction(
    () =>
      document.querySelector(".modal-editor-part") === null ||
      document.querySelector(".monaco-dialog-box") !== null,
  );
  // The file is on the disk a moment before the editor knows that it is, and asks about what seems unsaved.
  const question = page.locator(".monaco-dialog-box");
  if (await question.isVisible()) await question.getByRole("button", { name: "Save", exact: true }).click();
  await overlay.waitFor({ state: "detached" });
}

async function contentBecomes(file: string, content: string): Promise<void> {
  const changes = watch(dirname(file), { signal: AbortSignal.timeout(15_000) });
  for await (const { filename } of changes) {
    if (filename === basename(file) && (await readFile(file, "utf8")) === content) return;
  }
}
