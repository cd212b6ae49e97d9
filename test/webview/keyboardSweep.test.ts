import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { chatState, designedStates } from "./chatStates.ts";
import { openChat } from "./openChat.ts";
import { startBrowser } from "./openView.ts";
import { unfoldAll } from "./unfoldAll.ts";

/** More steps than any designed state has places for the keyboard. */
const mostSteps = 400;

/** What a walk through the view with Tab lacks: each is told by its markup. */
type Lacks = {
  readonly notReached: readonly string[];
  readonly nameless: readonly string[];
  readonly ringless: readonly string[];
};

/** Runs in the page: unfolds what is folded, and remembers how everything that can have the keyboard looks without it. */
function begin(): void {
  for (const details of document.querySelectorAll("details")) details.open = true;
  window.sweep = {
    ...{ looks: new Map(), reached: new Set(), nameless: new Set(), ringless: new Set() },
    look: (element) => {
      // The message box shows the keyboard at the box around it.
      const seen = element.closest("textarea.message") ? element.closest(".composer-box") : element;
      const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(seen ?? element);
      return [outlineStyle === "none" ? "none" : outlineWidth, boxShadow, borderColor].join();
    },
  };
  const { looks, look } = window.sweep;
  const all = document.querySelectorAll<HTMLElement>("a[href], button, summary, textarea, [tabindex]");
  for (const element of all) {
    const isShown = element.checkVisibility({ visibilityProperty: true });
    if (!isShown || element.tabIndex < 0 || element.matches(":disabled")) continue;
    looks.set(element, look(element));
  }
}

/** Runs in the page after each Tab; `false`: the keyboard is where it has been before, once around. */
function note(): boolean {
  const { looks, reached, nameless, ringless, look } = window.sweep;
  const element = document.activeElement;
  if (element === null || element === document.body) return true;
  if (reached.has(element)) return false;
  reached.add(element);
  const name = [
    element.ariaLabel,
    element.textContent.trim(),
    element.getAttribute("title"),
    element.getAttribute("placeholder"),
  ].find((text) => text !== null && text !== "");
  if (name === undefined) nameless.add(element);
  if (look(element) === looks.get(element)) ringless.add(element);
  return true;
}

/** Runs in the page: what the walk lacks. */
function lacks(): Lacks {
  const { looks, reached, nameless, ringless } = window.sweep;
  const markup = (elements: Iterable<Element>): string[] =>
    [...elements].map(({ outerHTML }) => outerHTML.slice(0, 160));
  // "Jump to latest" goes once the keyboard is at the end.
  const left = [...looks.keys()].filter((element) => element.isConnected && !reached.has(element));
  return { notReached: markup(left), nameless: markup(nameless), ringless: markup(ringless) };
}

declare global {
  interface Window {
    sweep: {
      readonly looks: Map<Element, string>;
      readonly reached: Set<Element>;
      readonly nameless: Set<Element>;
      readonly ringless: Set<Element>;
      /** What of an element's looks tells that it has the keyboard. */
      readonly look: (element: Element) => string;
    };
  }
}

async function walk(page: Page): Promise<Lacks> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    getSelection()?.setPosition(document.body, 0);
  });
  await page.evaluate(begin);
  for (let step = 0; step < mostSteps; step += 1) {
    await page.keyboard.press("Tab");
    if (!(await page.evaluate(note))) break;
  }
  return page.evaluate(lacks);
}

describe("the keyboard in every designed state of the chat view", function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  for (const theme of ["light", "hc-dark"] as const)
    it(`reaches everything there is, with a name and a visible focus, in ${theme}`, async () => {
      const chat = await openChat(browser, { theme, width: 320, reducedMotion: true });
      await chat.tell({ type: "state", state: chatState() });
      for (const [name, state] of Object.entries(designedStates)) {
        await chat.tell({ type: "state", state });
        await unfoldAll(chat.page);
        assert.deepEqual(await walk(chat.page), { notReached: [], nameless: [], ringless: [] }, name);
      }
      await chat.close();
    });
});
