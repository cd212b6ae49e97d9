import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { findChromium } from "./chromium.ts";

/** How to open it. `resolver` "system" lets Chromium look names up, for the proof; else it knows loopback alone. */
export type OpenOptions = {
  readonly resolver?: "loopback" | "system";
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Runs before the first page loads, to expose functions or listen. */
  readonly prepare?: (page: Page) => Promise<void>;
};

/** The editor in a browser of its own. */
export type OpenEditor = {
  readonly page: Page;
  readonly browser: Browser;
  /** Writes `<folder>/<name>.png` of the whole window and returns its path. */
  readonly screenshot: (folder: string, name: string) => Promise<string>;
  readonly stop: () => Promise<void>;
};

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--no-default-browser-check",
  "--no-pings",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-sync",
  "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,CertificateTransparencyComponentUpdater",
  "--metrics-recording-only",
];
/** Chromium itself asks its maker about updates in spite of its flags; no page of ours goes there. */
const withoutMaker = "--host-resolver-rules=MAP *.google.com ~NOTFOUND , MAP *.googleapis.com ~NOTFOUND";
const loopbackOnly = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost";

/** Starts a headless Chromium that reaches loopback only, opens the editor at `url` and waits for its workbench. */
export async function openEditor(url: string, options: OpenOptions = {}): Promise<OpenEditor> {
  const executablePath = await findChromium();
  const args = [...flags, options.resolver === "system" ? withoutMaker : loopbackOnly];
  const browser = await chromium.launch({ executablePath, args, headless: true });
  try {
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const page = await context.newPage();
    await options.prepare?.(page);
    await page.goto(url);
    await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 60_000 });
    return {
      page,
      browser,
      screenshot: async (folder, name) => {
        await mkdir(folder, { recursive: true });
        const path = join(folder, `${name}.png`);
        // Lists and hovers fade in.
        await page.screenshot({ path, animations: "disabled" });
        return path;
      },
      stop: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
