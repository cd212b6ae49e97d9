import type { Page } from "playwright-core";

/** Makes room for the panel, as a person would, by dragging its border and that of the files. */
export async function arrange(page: Page, panelWidth: number): Promise<void> {
  const panel = await edges(page, ".part.auxiliarybar");
  await drag(page, panel.left, panel.right - panelWidth);
  const files = await edges(page, ".part.sidebar");
  await drag(page, files.right, files.left + 230);
}

async function edges(page: Page, part: string): Promise<{ readonly left: number; readonly right: number }> {
  const box = await page.locator(part).boundingBox();
  if (box === null) throw new Error(`${part} is not on screen.`);
  return { left: box.x, right: box.x + box.width };
}

/** Drags the border that is nearest to `from`. */
async function drag(page: Page, from: number, to: number): Promise<void> {
  const borders = await page.locator(".monaco-grid-view .monaco-sash.vertical:visible").all();
  const boxes = await Promise.all(borders.map((border) => border.boundingBox()));
  const middles = boxes.flatMap((box) =>
    box === null ? [] : [{ x: box.x + box.width / 2, y: box.y + box.height / 3 }],
  );
  const [start] = middles.toSorted((one, other) => Math.abs(one.x - from) - Math.abs(other.x - from));
  if (start === undefined) throw new Error("There is no border to drag.");
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(to, start.y, { steps: 4 });
  await page.mouse.up();
}
