import type { Goal } from "../../src/protocol/messages.ts";
import type { ChatStore, Direction } from "./chatStore.ts";
import { findCode, type Pick } from "./findCode.ts";
import { keyboardPlace } from "./keyboardPlace.ts";
import { nextStop, sideInView, type Side } from "./nextStop.ts";
import { takeForNear } from "./onceNear.ts";
import { transcriptLog, turnPlaces } from "./transcriptLog.ts";
import { say } from "../../src/terms/words.ts";

type Walk = {
  readonly by: "turn" | "code";
  readonly direction: Direction;
  /** What is said when there is nothing further that way. */
  readonly atEnd: string;
};

const walks: Readonly<Record<Exclude<Goal, "transcript">, Walk>> = {
  nextTurn: { by: "turn", direction: "next", atEnd: say("There is no later question.") },
  previousTurn: { by: "turn", direction: "previous", atEnd: say("There is no earlier question.") },
  nextCode: { by: "code", direction: "next", atEnd: say("There is no code further down.") },
  previousCode: { by: "code", direction: "previous", atEnd: say("There is no code further up.") },
};

/** Sends the keyboard somewhere in the transcript, where a screen reader reads what is there, or says that there is nothing. */
export async function goTo(to: Goal, store: ChatStore): Promise<void> {
  const log = await transcriptLog();
  if (log === null) store.say(say("Nothing was asked yet."));
  else if (to === "transcript") log.focus();
  else await walk(log, walks[to], store);
}

async function walk(log: HTMLElement, { by, direction, atEnd }: Walk, store: ChatStore): Promise<void> {
  const nearest: Pick = (stops) => stops[nextStop(sidesOf(stops, log, direction), direction) ?? -1];
  const turns = store.state.value?.turns ?? [];
  const stop = by === "turn" ? nearest(turnPlaces(log)) : await findCode(log, turns, nearest);
  if (stop === undefined) store.say(atEnd);
  else if (by === "turn") stopAtTurn(stop);
  else stopAt(stop, stop.closest("figure") ?? stop);
}

/** The keyboard is at an element, which stands before or after each of the others, or else it is where the reader looks. */
function sidesOf(stops: readonly HTMLElement[], log: HTMLElement, direction: Direction): readonly Side[] {
  const at = keyboardPlace();
  if (at !== undefined && at !== log) return stops.map((stop) => sideOf(stop, at));
  const view = log.getBoundingClientRect();
  return stops.map((stop) => sideInView(stop.getBoundingClientRect().top, view, direction));
}

function sideOf(stop: Element, at: Element): Side {
  if (stop === at) return "here";
  return at.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_PRECEDING ? "before" : "after";
}

/** A turn can have the keyboard only while it was sent there: a click into it is about its text, as everywhere. */
function stopAtTurn(place: HTMLElement): void {
  takeForNear(place);
  place.tabIndex = -1;
  const release = (): void => {
    // While the whole window has lost the keyboard, the place in it is kept.
    if (document.activeElement === place) return;
    place.removeAttribute("tabindex");
    place.removeEventListener("blur", release);
  };
  place.addEventListener("blur", release);
  stopAt(place, place);
}

/** Puts the keyboard at an element, and `shown`, which holds it, at the upper edge. */
function stopAt(stop: HTMLElement, shown: Element): void {
  stop.focus({ preventScroll: true });
  shown.scrollIntoView({ block: "start" });
}
