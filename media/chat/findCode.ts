import type { TurnView } from "../../src/protocol/messages.ts";
import { mayHoldCode } from "./mayHoldCode.ts";
import { takeForNear } from "./onceNear.ts";
import { nextFrame, turnPlaces } from "./transcriptLog.ts";

/** Takes one of several elements, which stand in order. */
export type Pick = (stops: readonly HTMLElement[]) => HTMLElement | undefined;

/** The code that `pick` takes of all in the transcript. An answer that is not drawn yet is when its code may be taken. */
export async function findCode(
  log: HTMLElement,
  turns: readonly TurnView[],
  pick: Pick,
): Promise<HTMLElement | undefined> {
  let found = pick(codeIn(log, turns));
  while (found !== undefined && isFar(found)) {
    takeForNear(found);
    await nextFrame();
    found = isFar(found) ? undefined : pick(codeIn(log, turns));
  }
  return found;
}

function isFar(place: HTMLElement): boolean {
  return place.classList.contains("far");
}

/** Every code block in order, and in between each place of an answer that is not drawn yet and may hold some. */
function codeIn(log: HTMLElement, turns: readonly TurnView[]): readonly HTMLElement[] {
  return turnPlaces(log).flatMap((place, index) => {
    if (!isFar(place)) return [...place.querySelectorAll<HTMLElement>("figure.code > pre")];
    return mayHoldCode(turns[index]?.answer.text ?? "") ? [place] : [];
  });
}
