import { render, type ComponentChild } from "preact";

/** Draws a page where its document keeps the place for it. */
export function mountPage(page: ComponentChild): void {
  const root = document.getElementById("root");
  if (root === null) throw new Error("the page has no root");
  render(page, root);
}
