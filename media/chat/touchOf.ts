/** What shows that a person is at work somewhere on the page, whichever way. */
const acts = ["wheel", "pointerdown", "touchstart", "keydown", "focusin"] as const;

/** Whether a person's last act was in an element: what moves there else is the page's own doing. */
export type Touch = { readonly isHere: () => boolean; readonly stop: () => void };

/** Follows where on the page a person acts; until they do, that is nowhere. */
export function touchOf(element: HTMLElement): Touch {
  let here = false;
  const onAct = ({ target }: Event): void => {
    here = target instanceof Node && element.contains(target);
  };
  for (const act of acts) document.addEventListener(act, onAct, { capture: true, passive: true });
  return {
    isHere: () => here,
    stop: () => {
      for (const act of acts) document.removeEventListener(act, onAct, { capture: true });
    },
  };
}
