import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Page } from "playwright-core";
import { changeUserSettings } from "../../test/e2e/page/userSettings.ts";

const themes = {
  dark: { workbench: ".monaco-workbench.vs-dark", view: "vscode-dark" },
  light: { workbench: ".monaco-workbench.vs", view: "vscode-light" },
  "hc-dark": { workbench: ".monaco-workbench.hc-black", view: "vscode-high-contrast" },
  "hc-light": { workbench: ".monaco-workbench.hc-light", view: "vscode-high-contrast-light" },
} as const;

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
    await shoot(page, path, theme);
  }
}

/** Takes `<path>-hc-dark.png` and `-hc-light.png`; the editor follows the browser's colour scheme again afterwards. */
export async function shootHighContrast(page: Page, path: string, settingsFile: string): Promise<void> {
  for (const [theme, name] of [
    ["hc-light", "Default High Contrast Light"],
    ["hc-dark", "Default High Contrast"],
  ] as const) {
    await changeUserSettings(page, settingsFile, {
      "window.autoDetectColorScheme": false,
      "workbench.colorTheme": name,
    });
    await parkMouse(page);
    await shoot(page, path, theme);
  }
  await changeUserSettings(page, settingsFile, {
    "window.autoDetectColorScheme": true,
    "workbench.colorTheme": undefined,
  });
  await page.locator(themes.dark.workbench).waitFor();
}

async function shoot(page: Page, path: string, theme: keyof typeof themes): Promise<void> {
  const { workbench, view } = themes[theme];
  await page.locator(workbench).waitFor();
  await Promise.all(page.frames().map((frame) => repainted(frame, view)));
  await page.screenshot({ path: `${path}-${theme}.png`, animations: "disabled" });
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
async function repainted(frame: Frame, view: string): Promise<void> {
  await frame
    .waitForFunction(
      (wanted) => {
        const kind = document.body.dataset["vscodeThemeKind"];
        return kind === undefined || kind === wanted;
      },
      view,
      { timeout: 5000 },
    )
    // A frame may be gone by now, with the view that it belonged to.
    .catch(() => undefined);
}
