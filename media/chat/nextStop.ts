import type { Direction } from "./chatStore.ts";

/** Where a place is that the keyboard can stop at: before where the keyboard is, there, or after it. */
export type Side = "before" | "here" | "after";

/** The nearest of the places, which stand in order, in a direction: its index; `undefined` when there is none. */
export function nextStop(sides: readonly Side[], direction: Direction): number | undefined {
  const index = direction === "next" ? sides.indexOf("after") : sides.lastIndexOf("before");
  return index === -1 ? undefined : index;
}

/**
 * Where a place is for a reader whose keyboard is at none: they go on to the first that begins where they look or further
 * down, and back to the last that begins there or further up. All numbers are pixels from the same edge.
 */
export function sideInView(
  top: number,
  view: { readonly top: number; readonly bottom: number },
  direction: Direction,
): Side {
  if (direction === "next") return top >= view.top - 1 ? "after" : "before";
  return top < view.bottom ? "before" : "after";
}
