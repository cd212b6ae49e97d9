import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ChatStore } from "./chatStore.ts";
import type { Place } from "./conversationMemory.ts";
import { follows, type ScrollPosition } from "./readersPlace.ts";
import { touchOf } from "./touchOf.ts";
import { turnPlaces } from "./transcriptLog.ts";
import { useStore } from "./useStore.ts";

/** Where the reader is in the transcript, and the way to its end. */
export type ReadersPlace = {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  /** Whether the end is kept in view. */
  readonly following: boolean;
  /** Where the reader was when the transcript was last taken away, unless at its end. */
  readonly remembered: Place | undefined;
  readonly jump: () => void;
};

/** Keeps the end in view while the reader is there, and the reader's place while not. */
export function useReadersPlace(): ReadersPlace {
  const store = useStore();
  const [remembered] = useState(() => store.place());
  const following = useSignal(remembered === undefined);
  const frame = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);

  const toEnd = (): void => {
    following.value = true;
    // At once: while an answer streams, no scrolling ends.
    store.keepPlace(undefined);
    if (frame.current !== null) frame.current.scrollTop = frame.current.scrollHeight;
  };
  useLayoutEffect(() => {
    return keepPlace({
      frame: frame.current,
      content: content.current,
      held: remembered,
      following,
      store,
    });
  }, []);
  useLayoutEffect(() => {
    const before = store.sends.value;
    return store.sends.subscribe((sends) => {
      if (sends !== before) toEnd();
    });
  }, [store]);
  return { frame, content, following: following.value, remembered, jump: toEnd };
}

type Parts = {
  readonly frame: HTMLElement | null;
  readonly content: HTMLElement | null;
  /** Where to stay until something else scrolls: boxes that come into reach get another size than was guessed. */
  readonly held: Place | undefined;
  readonly following: { value: boolean };
  readonly store: ChatStore;
};

/** Watches scrolling and growth. Growth is seen after layout and before painting, so following never lags a frame. */
function keepPlace(parts: Parts): (() => void) | undefined {
  const { frame, content, following, store } = parts;
  if (frame === null || content === null) return undefined;
  let { held } = parts;
  let before = positionOf(frame);
  const touch = touchOf(frame);
  const stay = (): void => {
    if (following.value) frame.scrollTop = frame.scrollHeight;
    else if (held !== undefined) goTo(frame, held);
    before = positionOf(frame);
  };
  const onScroll = (): void => {
    const now = positionOf(frame);
    // The news of a move of our own comes a frame late, and says nothing of the reader.
    if (now.top === before.top) return;
    if (Math.abs(now.top - before.top) > 1) held = undefined;
    following.value = follows(following.value, { before, now, touched: touch.isHere() });
    before = now;
  };
  /** A scroll that a key or the wheel began has not moved anything yet, and growth would take it back. */
  const onMove = (event: KeyboardEvent | WheelEvent): void => {
    if (!movesUp(event) || frame.scrollTop === 0) return;
    held = undefined;
    following.value = false;
    if (!(event instanceof KeyboardEvent) || event.key !== "Home") return;
    // Turns that come near on the way get another size than was guessed, which would end the way short of the first.
    event.preventDefault();
    frame.scrollTop = 0;
    held = placeIn(frame);
    before = positionOf(frame);
  };
  const onScrollEnd = (): void => {
    store.keepPlace(following.value ? undefined : placeIn(frame));
  };
  const observer = new ResizeObserver(stay);
  observer.observe(frame);
  observer.observe(content);
  stay();
  frame.addEventListener("keydown", onMove);
  frame.addEventListener("wheel", onMove, { passive: true });
  frame.addEventListener("scroll", onScroll);
  frame.addEventListener("scrollend", onScrollEnd);
  return () => {
    touch.stop();
    observer.disconnect();
    frame.removeEventListener("keydown", onMove);
    frame.removeEventListener("wheel", onMove);
    frame.removeEventListener("scroll", onScroll);
    frame.removeEventListener("scrollend", onScrollEnd);
  };
}

function movesUp(event: KeyboardEvent | WheelEvent): boolean {
  if (event instanceof WheelEvent) return event.deltaY < 0;
  const { key, target, currentTarget } = event;
  return target === currentTarget && ["ArrowUp", "PageUp", "Home"].includes(key);
}

function positionOf({ scrollTop, scrollHeight, clientHeight }: HTMLElement): ScrollPosition {
  return { top: scrollTop, height: scrollHeight, viewport: clientHeight };
}

/** The first turn in view, and how far it is scrolled past the upper edge. */
function placeIn(frame: HTMLElement): Place | undefined {
  const edge = frame.getBoundingClientRect().top;
  const place = firstBelow(turnPlaces(frame), edge);
  return place && { turn: turnAt(place), past: edge - place.getBoundingClientRect().top };
}

/**
 * The first that reaches below `edge`, of elements that stand one below the other: not each of hundreds is asked where it is.
 * What is inside of one that the browser skips must not be asked, or it is laid out.
 */
function firstBelow(elements: readonly HTMLElement[], edge: number): HTMLElement | undefined {
  let [from, to] = [0, elements.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if ((elements[middle]?.getBoundingClientRect().bottom ?? 0) > edge) to = middle;
    else from = middle + 1;
  }
  return elements[from];
}

function goTo(frame: HTMLElement, { turn, past }: Place): void {
  const place = turnPlaces(frame).find((one) => turnAt(one) === turn);
  if (place === undefined) return;
  const offset = place.getBoundingClientRect().top - frame.getBoundingClientRect().top;
  frame.scrollTop += offset + past;
}

function turnAt(place: HTMLElement): string {
  return place.querySelector<HTMLElement>("[data-turn]")?.dataset["turn"] ?? "";
}
