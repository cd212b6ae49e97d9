/** So far beyond what a scroller shows something is near, in CSS pixels: more than a turn of the wheel brings along. */
const reach = 1200;

type Watch = { readonly observer: IntersectionObserver; readonly waiting: Map<Element, () => void> };

const watches = new WeakMap<Element, Watch>();

/** Calls `tell` once `element` is within reach of what `scroller` shows; the result takes that back. */
export function onceNear(element: Element, scroller: Element, tell: () => void): () => void {
  const { observer, waiting } = watches.get(scroller) ?? watch(scroller);
  const forget = (): void => {
    waiting.delete(element);
    observer.unobserve(element);
  };
  waiting.set(element, () => {
    forget();
    tell();
  });
  observer.observe(element);
  return forget;
}

/** Takes an element for near that is waited for in `scroller`, wherever it is. */
export function takeForNear(element: Element, scroller: Element): void {
  watches.get(scroller)?.waiting.get(element)?.();
}

/** One observer for all that is in a scroller: hundreds of them would each cost something in every frame. */
function watch(scroller: Element): Watch {
  const waiting = new Map<Element, () => void>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        // Each in a task of its own, since the first glance of a reader who jumped may find many at once.
        if (isIntersecting) setTimeout(() => waiting.get(target)?.());
      }
    },
    { root: scroller, rootMargin: `${reach}px 0px` },
  );
  const made = { observer, waiting };
  watches.set(scroller, made);
  return made;
}
