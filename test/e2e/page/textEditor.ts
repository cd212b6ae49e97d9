import type { Locator, Page } from "playwright-core";
import { quickInput, untilOpen } from "./quickInput.ts";

/** The text editor in front. */
export type TextEditor = {
  readonly lines: Locator;
  /** The whole ghost text on screen, lines joined by \n; waits until there is some, and it stands still. */
  readonly ghostText: () => Promise<string>;
  /** First line of the ghost text, to wait for it or for its absence. */
  readonly ghost: Locator;
  /** Visible text, top to bottom, once it stands still, without ghost text. Long lines and far parts of a long file are not in it. */
  readonly text: () => Promise<string>;
  /** Waits until the keyboard is in this editor. */
  readonly focus: () => Promise<void>;
  /** Types at the cursor, as a keyboard does: the editor may complete brackets and indent. */
  readonly type: (text: string) => Promise<void>;
  /** Does nothing, long enough for whatever follows a pause in typing. */
  readonly rest: () => Promise<void>;
  /** Types, then rests. */
  readonly typeAndRest: (text: string) => Promise<void>;
  /** Pastes at the cursor, exactly. */
  readonly paste: (text: string) => Promise<void>;
  /** Takes the suggestion with Tab, as a person does, and waits until it is text. The next one may follow at once. */
  readonly acceptGhostText: () => Promise<void>;
  readonly goTo: (line: number, column: number) => Promise<void>;
  readonly goToEnd: () => Promise<void>;
  readonly save: () => Promise<void>;
};

/** A pause that nobody takes for typing, in milliseconds. */
const restMs = 1000;

/** Opens a file of the workspace by name and puts the cursor into it. */
export async function openFile(page: Page, name: string): Promise<TextEditor> {
  const leaf = name.split("/").at(-1) ?? name;
  await untilOpen(async (timeout) => {
    await closePicker(page);
    await page.keyboard.press("Control+P");
    const picker = await quickInput(page);
    await picker.input.fill(name, { timeout });
    // By the keyboard: a row that is drawn anew under the mouse takes no click. At first others stand before it.
    await picker.row(leaf).and(page.locator(".focused")).waitFor({ timeout });
    await picker.input.press("Enter", { timeout });
    await picker.box.waitFor({ state: "hidden" });
  });
  await page.locator(`.tab.active[data-resource-name="${leaf}"]`).waitFor();
  const editor = textEditor(page);
  await editor.focus();
  return editor;
}

/** A picker that found no file goes on with the list of files that the picker before it had: only a new one knows a new file. */
async function closePicker(page: Page): Promise<void> {
  const box = page.locator(".quick-input-widget:visible");
  if (!(await box.isVisible())) return;
  await page.keyboard.press("Escape");
  await box.waitFor({ state: "hidden" });
}

/** Opens a file of the workspace by name and deletes everything in it, without saving that. */
export async function openEmptied(page: Page, name: string): Promise<TextEditor> {
  const editor = await openFile(page, name);
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  return editor;
}

/** The text editor that is already in front. */
export function textEditor(page: Page): TextEditor {
  const instance = page.locator(".editor-group-container.active .editor-instance");
  const lines = instance.locator(".monaco-editor .view-lines").first();
  // What goes on from a row of the editor's own list has a name of its own.
  const pieces = instance.locator(".ghost-text-decoration, .ghost-text-decoration-preview");
  const ghost = pieces.first();
  const more = instance.locator(".view-zones .suggest-preview-text .view-line");
  return {
    lines,
    ghost,
    ghostText: async () => {
      for (;;) {
        // What begins with a line break has nothing on the line of the cursor.
        await ghost.or(more).first().waitFor();
        const text = await settled(page, async () => {
          const first = await pieces.allInnerTexts();
          return plain([first.join(""), ...(await more.allInnerTexts())].join("\n"));
        });
        // One that was for what stood there a key before is gone with the next frame.
        if (text !== "") return text;
      }
    },
    text: async () => {
      // Its tab is there before its lines are.
      await lines.locator(".view-line").first().waitFor({ state: "attached" });
      return settled(page, () => textOf(lines));
    },
    focus: async () => {
      await lines.locator(".view-line").first().waitFor();
      await focused(page).waitFor({ state: "attached" });
    },
    paste: (text) => paste(page, text),
    type: async (text) => {
      await page.keyboard.type(text);
    },
    rest: () => rest(page),
    typeAndRest: async (text) => {
      await page.keyboard.type(text);
      await rest(page);
    },
    acceptGhostText: async () => {
      const before = await textOf(lines);
      const list = page.locator(".suggest-widget.visible");
      const isListed = await list.isVisible();
      await page.keyboard.press("Tab");
      if (isListed) {
        // The first Tab took a row of the editor's own list: a word that stands there already changes nothing.
        await list.waitFor({ state: "hidden" });
        if ((await textOf(lines)) === before) {
          await ghost.waitFor();
          await page.keyboard.press("Tab");
        }
      }
      await changedFrom(before, page, lines);
    },
    goTo: async (line, column) => {
      await page.keyboard.press("Control+G");
      await (await quickInput(page)).enter(`:${line}:${column}`);
      await focused(page).waitFor({ state: "attached" });
    },
    goToEnd: async () => {
      // The picker stops at the last line, and waits until the editor has the keyboard again.
      await page.keyboard.press("Control+G");
      await (await quickInput(page)).enter(":100000");
      await focused(page).waitFor({ state: "attached" });
      await page.keyboard.press("End");
    },
    save: async () => {
      await page.keyboard.press("Control+S");
      await page.locator(".editor-group-container.active .tab.active:not(.dirty)").waitFor();
    },
  };
}

/** A person's hand lies on a key that does nothing. */
async function rest(page: Page): Promise<void> {
  await page.keyboard.press("Shift", { delay: restMs });
}

async function nextFrame(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
}

/** Waits until the text is another, at most 30 s; throws, with what stands there, when it stays. */
async function changedFrom(before: string, page: Page, lines: Locator): Promise<void> {
  const deadline = Date.now() + 30_000;
  while ((await textOf(lines)) === before) {
    if (Date.now() > deadline) throw new Error(`Tab took no suggestion; the text is still:\n${before}`);
    await nextFrame(page);
  }
}

/** A text once two frames agree on it: a line that was just drawn may still have to find its place. */
async function settled(page: Page, read: () => Promise<string>): Promise<string> {
  for (let last = await read(); ;) {
    await nextFrame(page);
    const now = await read();
    if (now === last) return now;
    last = now;
  }
}

async function textOf(lines: Locator): Promise<string> {
  const rows = await lines.locator(".view-line").evaluateAll((elements) =>
    elements
      .map((element) => ({
        top: element.getBoundingClientRect().top,
        drawn: element.cloneNode(true) as Element,
      }))
      .sort((one, other) => one.top - other.top)
      .map(({ drawn }) => {
        for (const ghost of drawn.querySelectorAll("[class*=ghost-text-decoration]")) ghost.remove();
        return drawn.textContent;
      }),
  );
  return plain(rows.join("\n"));
}

/** Pastes a text where the keyboard is. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((clip) => navigator.clipboard.writeText(clip), text);
  await page.keyboard.press("Control+V");
}

function focused(page: Page): Locator {
  return page.locator(".editor-group-container.active .monaco-editor.focused").first();
}

/** Monaco draws spaces as no-break spaces. */
function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}
