import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Page } from "playwright-core";

const themes = { dark: ".monaco-workbench.vs-dark", light: ".monaco-workbench.vs" } as const;

/** User settings for an editor whose pictures are taken. */
export const pictureSettings: Readonly<Record<string, unknown>> = {
  // The editor follows the browser's colour scheme, so that one run shows both themes.
  "window.autoDetectColorScheme": true,
  "workbench.preferredDarkColorTheme": "Default Dark Modern",
  "workbench.preferredLightColorTheme": "Default Light Modern",
  "editor.minimap.enabled": false,
  // Code that is being typed is wrong until it is whole; that is not what the pictures are about.
  "typescript.validate.enable": false,
  // Ghost text in one quiet colour: what the editor colours in it keeps the colours of the theme before.
  "editor.inlineSuggest.syntaxHighlightingEnabled": false,
  "remote.autoForwardPorts": false,
};

/** Where every picture is taken: wide enough for files, code and the panel side by side. */
export const pictureViewport = { width: 1440, height: 900 };

/** `pointing`: the mouse stays where it is, for a picture of what it points at. */
export type ShotOptions = { readonly pointing?: true };

/** Takes `<path>-dark.png` and `-light.png`, with the mouse out of the way; the editor is dark again afterwards. */
export async function shootBothThemes(page: Page, path: string, options: ShotOptions = {}): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  if (options.pointing !== true) await parkMouse(page);
  await editorRests(page);
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.locator(themes[theme]).waitFor();
    await Promise.all(page.frames().map((frame) => repainted(frame, theme)));
    await page.screenshot({ path: `${path}-${theme}.png`, animations: "disabled" });
  }
}

/** To the outermost corner, where nothing has a hover; one that does not go by itself goes when the mouse moves again. */
async function parkMouse(page: Page): Promise<void> {
  const hover = page.locator(".monaco-hover:visible");
  for (const corner of [0, 1, 0]) {
    await page.mouse.move(corner, corner);
    const gone = hover.waitFor({ state: "detached", timeout: 3000 });
    if (
      await gone.then(
        () => true,
        () => false,
      )
    )
      return;
  }
}

/** The editor's own work, such as reading a project for the first time; Drawbridge's may well be under way. */
async function editorRests(page: Page): Promise<void> {
  const others = page.locator(".part.statusbar .statusbar-item:not([id^='drawbridge'])");
  await others.locator(".codicon-loading").first().waitFor({ state: "detached" });
}

type Frame = ReturnType<Page["frames"]>[number];

/** A view learns of another theme later than the editor around it. */
async function repainted(frame: Frame, theme: "light" | "dark"): Promise<void> {
  await frame
    .waitForFunction(
      (wanted) => {
        const kind = document.body.dataset["vscodeThemeKind"];
        return kind === undefined || kind === `vscode-${wanted}`;
      },
      theme,
      { timeout: 5000 },
    )
    // A frame may be gone by now, with the view that it belonged to.
    .catch(() => undefined);
}
