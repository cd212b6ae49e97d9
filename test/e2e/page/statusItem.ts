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
  readonly click: () => Promise<void>;
};

/** Drawbridge's one item. */
export function drawbridgeStatus(page: Page): StatusItem {
  return statusItem(page, "drawbridge.drawbridge.status");
}

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
    click: async () => {
      await item.locator("a, [role=button]").first().click();
    },
  };
}
