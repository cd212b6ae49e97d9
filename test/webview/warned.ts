import type { Page } from "playwright-core";
import { themes } from "./themes.ts";

/** How many elements of a page in the dark theme are in the colour of a warning, or have it at their left edge. */
export function warned(page: Page): Promise<number> {
  return page.evaluate((colour) => {
    const probe = document.createElement("i");
    probe.style.color = colour;
    document.body.append(probe);
    const wanted = getComputedStyle(probe).color;
    probe.remove();
    return [...document.querySelectorAll("body *")].filter((element) => {
      const style = getComputedStyle(element);
      return style.color === wanted || style.borderLeftColor === wanted;
    }).length;
  }, themes.dark.colours["notificationsWarningIcon-foreground"]);
}
