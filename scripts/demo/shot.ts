import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";

const themes = { dark: ".monaco-workbench.vs-dark", light: ".monaco-workbench.vs" } as const;

/** User settings with which the editor follows the browser's colour scheme, so that one run shows both themes. */
export const themeSettings: Readonly<Record<string, unknown>> = {
  "window.autoDetectColorScheme": true,
  "workbench.preferredDarkColorTheme": "Default Dark Modern",
  "workbench.preferredLightColorTheme": "Default Light Modern",
};

/** Takes `<folder>/<name>-dark.png` and `-light.png`; the editor is dark again afterwards. */
export async function shootBothThemes(page: Page, folder: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.locator(themes[theme]).waitFor();
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`) });
  }
}
