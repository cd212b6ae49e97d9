import type { Locator, Page } from "playwright-core";

/** One item of the status bar. */
export type StatusItem = {
  readonly item: Locator;
  /** What is shown, icons left out. */
  readonly text: () => Promise<string>;
  /** Waits until the item shows `text` somewhere. */
  readonly shows: (text: string | RegExp) => Promise<void>;
  /** Names of the codicons shown, such as `lock`. */
  readonly icons: () => Promise<readonly string[]>;
  /** The sentence a screen reader speaks. */
  readonly ariaLabel: () => Promise<string>;
  /** Opens the hover and returns it. */
  readonly hover: () => Promise<Locator>;
  /** Opens the hover until it says `text`, and not `without`: the editor closes one whose item changes meanwhile. */
  readonly hoverWith: (text: string | RegExp, without?: string) => Promise<void>;
  readonly click: () => Promise<void>;
};

/** Drawbridge's one item. */
export function drawbridgeStatus(page: Page): StatusItem {
  return statusItem(page, "drawbridge.drawbridge.status");
}

/** How long a hover is looked at for its text, in milliseconds, and how often it is opened anew. */
const look = { ms: 2_000, times: 15 };

/** The status bar item `<publisher>.<extension>.<item id>`. */
function statusItem(page: Page, id: string): StatusItem {
  const item = page.locator(`[id="${id}"]`);
  return {
    item,
    text: async () => (await item.innerText()).replaceAll(/\s+/g, " ").trim(),
    shows: (text) => item.filter({ hasText: text }).waitFor(),
    icons: () =>
      item
        .locator(".codicon")
        .evaluateAll((icons) =>
          icons.flatMap((icon) =>
            [...icon.classList].flatMap((name) => /^codicon-(?!modifier)(.+)/.exec(name)?.[1] ?? []),
          ),
        ),
    ariaLabel: async () => (await item.locator("[aria-label]").first().getAttribute("aria-label")) ?? "",
    hover: async () => {
      await item.hover();
      const hover = page.locator(".monaco-hover:visible");
      await hover.waitFor();
      return hover;
    },
    hoverWith: async (text, without) => {
      const shown = page.locator(".monaco-hover:visible").filter({ hasText: text });
      const hover = without === undefined ? shown : shown.filter({ hasNotText: without });
      for (let times = 0; times < look.times; times += 1) {
        // A pointer that is on the item already opens nothing.
        await page.mouse.move(0, 0);
        await item.hover();
        const isSeen = hover.waitFor({ timeout: look.ms }).then(
          () => true,
          () => false,
        );
        if (await isSeen) return;
      }
      throw new Error(`the hover of the status item never said ${String(text)}`);
    },
    click: async () => {
      await item.locator("a, [role=button]").first().click();
    },
  };
}
