import type { Page } from "playwright-core";

/** Puts a PNG of so many pixels into the clipboard, as a program that takes pictures of the screen does. */
export async function copyPicture(page: Page, width = 320, height = 200): Promise<void> {
  await page.evaluate(
    async ([w, h]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: w, height: h });
      const context = canvas.getContext("2d");
      for (const [index, colour] of ["#264f78", "#ce9178", "#6a9955"].entries()) {
        if (context === null) break;
        context.fillStyle = colour;
        context.fillRect((index * w) / 3, 0, w / 3, h);
      }
      const blob = await new Promise<Blob | null>((resolve) => {
        canvas.toBlob(resolve, "image/png");
      });
      if (blob === null) throw new Error("no picture could be drawn");
      await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
    },
    [width, height] as const,
  );
}
