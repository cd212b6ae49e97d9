let last: Element | undefined;

document.addEventListener("focusin", ({ target }) => {
  if (target instanceof Element) last = target;
});

/**
 * The element that has the keyboard, or had it last: a command that the editor runs takes the keyboard out of the page
 * first. `undefined` while there was none, or it is gone.
 */
export function keyboardPlace(): Element | undefined {
  const active = document.activeElement;
  if (active !== null && active !== document.body) return active;
  return last?.isConnected === true ? last : undefined;
}
