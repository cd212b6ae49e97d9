/** The element that holds the conversation, once all that the host said so far is drawn; `null` while nothing was asked. */
export async function transcriptLog(): Promise<HTMLElement | null> {
  await nextFrame();
  return document.querySelector<HTMLElement>("[role=log]");
}

/** Waits until what was changed is drawn. */
export function nextFrame(): Promise<unknown> {
  return new Promise(requestAnimationFrame);
}

/** The place of each turn in the conversation, drawn or not, in order. */
export function turnPlaces(log: HTMLElement): readonly HTMLElement[] {
  return [...log.querySelectorAll<HTMLElement>(".turn-place")];
}
