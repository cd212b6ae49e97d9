import { watchNearness } from "./watchNearness.ts";

/** So far beyond what a scroller shows something is near, in CSS pixels: more than a turn of the wheel brings along. */
const reach = 1200;

const waiting = new WeakMap<Element, () => void>();

/** Calls `tell` once `element` is within reach of what `scroller` shows; the result takes that back. */
export function onceNear(element: Element, scroller: Element, tell: () => void): () => void {
  const stop = watchNearness(element, { scroller, reach }, ({ isIntersecting }) => {
    if (isIntersecting) takeForNear(element);
  });
  const forget = (): void => {
    waiting.delete(element);
    stop();
  };
  waiting.set(element, () => {
    forget();
    tell();
  });
  return forget;
}

/** Takes an element for near that is waited for, wherever it is. */
export function takeForNear(element: Element): void {
  waiting.get(element)?.();
}
