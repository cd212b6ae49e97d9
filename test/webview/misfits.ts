import type { Page } from "playwright-core";

/** What sticks out of the view, and what is smaller than 11 px. */
export function misfits(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { clientWidth } = document.documentElement;
    if (document.documentElement.scrollWidth > clientWidth) found.push("the page scrolls sideways");
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      const style = getComputedStyle(element);
      const name = `${element.tagName} ${element.className}`;
      const hasText = [...element.childNodes].some(
        ({ nodeType, textContent }) => nodeType === 3 && textContent,
      );
      if (hasText && Number.parseFloat(style.fontSize) < 11) found.push(`${name} has ${style.fontSize} text`);
      const { left, right, width } = element.getBoundingClientRect();
      const hides = element.closest("pre, .table, .hidden, .chip, .waiting, .code-label") !== null;
      if (width > 0 && !hides && (right > clientWidth + 1 || left < -1))
        found.push(`${name} reaches from ${left} to ${right}`);
    }
    return found;
  });
}
