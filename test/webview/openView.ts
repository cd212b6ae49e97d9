/**
 * A view of media/ in a browser of its own: the page, policy, colours and default styles that VS Code gives it, with the
 * host played by the test.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { viewFiles } from "../../scripts/build.ts";
import { findChromium } from "../../scripts/editor/chromium.ts";
import { projectRoot } from "../../scripts/tool.ts";
import { pageWords } from "../../src/protocol/pageWords.ts";
import type { Words } from "../../src/terms/words.ts";
import { fonts, themes, type ThemeName } from "./themes.ts";

/** How to open the view; the defaults are a narrow side bar in the dark theme. */
export type ViewOptions = {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
  /** The words of the editor's language; without them the page is English. */
  readonly words?: Words;
  /** What the view remembered when it was last taken away. */
  readonly memory?: unknown;
};

type Message = { readonly type: string };

/** The open view, by what it says to its host and hears from it. */
export type OpenView<ToHost extends Message, ToView extends Message> = {
  readonly page: Page;
  /** Says something as the host, and waits until it is drawn. */
  readonly tell: (...messages: readonly ToView[]) => Promise<void>;
  /** Everything the view told the host so far, `ready` left out. */
  readonly told: () => Promise<readonly ToHost[]>;
  /** What the view would remember if it were taken away now. */
  readonly memory: () => Promise<unknown>;
  /** Addresses the page asked for besides its own files. */
  readonly requests: readonly string[];
  /** Errors and refusals by the policy that the page reported. */
  readonly complaints: readonly string[];
  readonly setTheme: (theme: ThemeName) => Promise<void>;
  /** Writes `test-output/webview/<name>.png`. */
  readonly screenshot: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

const origin = "https://webview.example";
/** As in the editor, scripts come from another origin than the page. Styles do not: axe looks into them. */
const assets = "https://assets.example";
const policy = [
  "default-src 'none'",
  "script-src 'nonce-test'",
  `style-src ${origin}`,
  `font-src ${origin}`,
  `img-src ${origin} data:`,
  "connect-src 'none'",
  "frame-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join("; ");
const dataOf = (words: Words): string =>
  `<script type="application/json" id="words">${pageWords(words)}</script>`;
const html = (view: string, words: Words | undefined): string => `<!DOCTYPE html>
<html lang="${words?.language ?? "en"}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Drawbridge</title>
<link rel="stylesheet" href="${origin}/${view}.css">
</head>
<body>
<div id="root"></div>${words === undefined ? "" : dataOf(words)}
<script type="module" nonce="test" src="${assets}/${view}.js"></script>
</body>
</html>`;

/** The styles that VS Code puts before a webview's own. */
const defaultStyles = `@layer vscode-default {
  body { background-color: transparent; color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family);
    font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }
  a, a code { color: var(--vscode-textLink-foreground); }
  a:focus, textarea:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
  code { font-family: var(--monaco-monospace-font); color: var(--vscode-textPreformat-foreground);
    background-color: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px; }
  blockquote { background: var(--vscode-textBlockQuote-background); border-color: var(--vscode-textBlockQuote-border); }
  html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
  ::-webkit-scrollbar { width: 10px; height: 10px; }
  ::-webkit-scrollbar-thumb { background-color: var(--vscode-scrollbarSlider-background); }
}
html { background: var(--vscode-sideBar-background, #000000); }`;

declare global {
  interface Window {
    /** What the view told the host. */
    drawbridgeTold: Message[];
    drawbridgeMemory: unknown;
  }
}

/** A headless Chromium for {@link openView}; extra flags go to its command line. */
export async function startBrowser(flags: readonly string[] = []): Promise<Browser> {
  const common = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"];
  const offline = ["--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND"];
  return chromium.launch({
    executablePath: await findChromium(),
    args: [...common, ...offline, ...flags],
    ignoreDefaultArgs: ["--hide-scrollbars"],
    headless: true,
  });
}

const bundled = new Map<string, Promise<ReadonlyMap<string, string>>>();

/** Bundles a view as the product does, once per process: contents by file name. */
function bundleView(view: string): Promise<ReadonlyMap<string, string>> {
  const bundling = bundled.get(view) ?? viewFiles(view);
  bundled.set(view, bundling);
  return bundling;
}

/** Opens the view of a folder of media/ in a fresh context of `browser` and waits until its script has run. */
export async function openView<ToHost extends Message, ToView extends Message>(
  browser: Browser,
  view: string,
  options: ViewOptions = {},
): Promise<OpenView<ToHost, ToView>> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 320, height: options.height ?? 720 },
    reducedMotion: options.reducedMotion === true ? "reduce" : "no-preference",
  });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await serve(page, { view, words: options.words }, requests);
  await page.addInitScript(playHost, options.memory);
  await page.goto(`${origin}/`);
  await page.evaluate(addDefaultStyles, defaultStyles);
  const setTheme = (theme: ThemeName): Promise<void> =>
    page.evaluate(applyTheme, {
      colours: { ...themes[theme].colours, ...fonts },
      bodyClass: themes[theme].bodyClass,
    });
  await setTheme(options.theme ?? "dark");
  const told = (): Promise<readonly ToHost[]> => page.evaluate(() => window.drawbridgeTold as ToHost[]);
  return {
    page,
    requests,
    complaints,
    setTheme,
    tell: (...messages) => page.evaluate(tell, messages as readonly Message[]),
    told: async () => (await told()).filter(({ type }) => type !== "ready"),
    memory: () => page.evaluate(() => window.drawbridgeMemory),
    screenshot: async (name) => {
      const folder = join(projectRoot, "test-output", "webview");
      await mkdir(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}.png`) });
    },
    close: () => context.close(),
  };
}

type Served = { readonly view: string; readonly words: Words | undefined };

async function serve(page: Page, { view, words }: Served, requests: string[]): Promise<void> {
  const headers = { "Access-Control-Allow-Origin": "*" };
  const own = new Map<string, { body: string; contentType: string; headers?: typeof headers }>([
    [`${origin}/`, { body: html(view, words), contentType: "text/html" }],
  ]);
  for (const [name, body] of await bundleView(view)) {
    if (name.endsWith(".css")) own.set(`${origin}/${name}`, { body, contentType: "text/css" });
    else own.set(`${assets}/${name}`, { body, contentType: "text/javascript", headers });
  }
  page.on("request", (request) => {
    if (!own.has(request.url())) requests.push(request.url());
  });
  await page.route("**/*", async (route) => {
    const served = own.get(route.request().url());
    await (served === undefined ? route.abort() : route.fulfill(served));
  });
}

/** Runs in the page, before its scripts. */
function playHost(memory: unknown): void {
  window.drawbridgeTold = [];
  window.drawbridgeMemory = memory ?? undefined;
  Object.assign(globalThis, {
    acquireVsCodeApi: () => ({
      postMessage: (message: Message) => window.drawbridgeTold.push(structuredClone(message)),
      getState: () => window.drawbridgeMemory,
      setState: (state: unknown) => {
        window.drawbridgeMemory = structuredClone(state);
      },
    }),
  });
}

function addDefaultStyles(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}

function applyTheme(theme: {
  readonly colours: Readonly<Record<string, string>>;
  readonly bodyClass: string;
}): void {
  const { style } = document.documentElement;
  for (const name of [...style]) style.removeProperty(name);
  for (const [name, value] of Object.entries(theme.colours)) style.setProperty(`--vscode-${name}`, value);
  document.body.className = theme.bodyClass;
}

/** Two frames: one in which the view draws, one that begins after it was painted. */
async function tell(messages: readonly Message[]): Promise<void> {
  for (const message of messages) window.postMessage(message, "*");
  await new Promise((resolve) => setTimeout(resolve));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}
