type Watch = {
  readonly observer: IntersectionObserver;
  readonly tells: Map<Element, (entry: IntersectionObserverEntry) => void>;
};

const watches = new WeakMap<Element, Map<number, Watch>>();

/**
 * Tells where `element` is once it is known whether it is within `reach` CSS pixels of what `scroller` shows, and whenever
 * that has changed, each time in a task of its own. The result takes that back.
 */
export function watchNearness(
  element: Element,
  { scroller, reach }: { readonly scroller: Element; readonly reach: number },
  tell: (entry: IntersectionObserverEntry) => void,
): () => void {
  const { observer, tells } = watchOf(scroller, reach);
  tells.set(element, tell);
  observer.observe(element);
  return () => {
    tells.delete(element);
    observer.unobserve(element);
  };
}

/** One observer for all that is in a scroller: hundreds of them would each cost something in every frame. */
function watchOf(scroller: Element, reach: number): Watch {
  const byReach = watches.get(scroller) ?? new Map<number, Watch>();
  watches.set(scroller, byReach);
  const watch = byReach.get(reach) ?? newWatch(scroller, reach);
  byReach.set(reach, watch);
  return watch;
}

function newWatch(scroller: Element, reach: number): Watch {
  const tells: Watch["tells"] = new Map();
  const observer = new IntersectionObserver(
    (entries) => {
      // Each in a task of its own, since the first glance of a reader who jumped may find many at once.
      for (const entry of entries) setTimeout(() => tells.get(entry.target)?.(entry));
    },
    { root: scroller, rootMargin: `${reach}px 0px` },
  );
  return { observer, tells };
}
