const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** Moves the keyboard among elements that are one stop of Tab: arrow keys to the next and the one before, Home and End. */
export function moveAmong(event: KeyboardEvent, all: readonly (HTMLElement | SVGElement)[]): void {
  const step = steps[event.key];
  const at = all.findIndex((one) => one === event.target);
  if (step === undefined || at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  all[step(at, all.length - 1)]?.focus();
}
