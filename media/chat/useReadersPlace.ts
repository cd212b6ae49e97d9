import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { turnsAtFirst, type ChatStore } from "./chatStore.ts";
import type { Place } from "./conversationMemory.ts";
import { follows } from "./readersPlace.ts";
import { useStore } from "./useStore.ts";

const turnsMore = 20;

/** Where the reader is in the transcript, and the ways to go elsewhere. */
export type ReadersPlace = {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  /** Whether the end is kept in view. */
  readonly following: boolean;
  /** How many turns, from the last, to draw. */
  readonly shown: number;
  readonly jump: () => void;
  readonly showEarlier: () => void;
};

/** Keeps the end in view while the reader is there, and the reader's place while not. */
export function useReadersPlace(turns: number): ReadersPlace {
  const store = useStore();
  const [remembered] = useState(() => store.place());
  const [shown, setShown] = useState(Math.max(turnsAtFirst, remembered?.shown ?? 0));
  const following = useSignal(remembered?.turn === undefined);
  const frame = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const goal = useRef(remembered);

  const toEnd = (): void => {
    following.value = true;
    if (frame.current !== null) frame.current.scrollTop = frame.current.scrollHeight;
  };
  useLayoutEffect(() => {
    // Drawing earlier turns, or the view again, must not move what the reader sees.
    const held = goal.current?.turn === undefined ? undefined : goal.current;
    goal.current = undefined;
    return keepPlace({ frame: frame.current, content: content.current, held, following, store, shown });
  }, [shown]);
  useLayoutEffect(() => {
    const before = store.sends.value;
    return store.sends.subscribe((sends) => {
      if (sends !== before) toEnd();
    });
  }, [store]);
  return {
    frame,
    content,
    following: following.value,
    shown,
    jump: toEnd,
    showEarlier: () => {
      following.value = false;
      goal.current = frame.current === null ? undefined : placeIn(frame.current, shown);
      setShown(Math.min(turns, shown + turnsMore));
    },
  };
}

type Parts = {
  readonly frame: HTMLElement | null;
  readonly content: HTMLElement | null;
  /** Where to stay until something else scrolls: boxes that come into reach get another size than was guessed. */
  readonly held: Place | undefined;
  readonly following: { value: boolean };
  readonly store: ChatStore;
  readonly shown: number;
};

/** Watches scrolling and growth. Growth is seen after layout and before painting, so following never lags a frame. */
function keepPlace(parts: Parts): (() => void) | undefined {
  const { frame, content, following, store, shown } = parts;
  if (frame === null || content === null) return undefined;
  let { held } = parts;
  let top = frame.scrollTop;
  const stay = (): void => {
    if (following.value) frame.scrollTop = frame.scrollHeight;
    else if (held !== undefined) goTo(frame, held);
    top = frame.scrollTop;
  };
  const onScroll = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = frame;
    if (Math.abs(scrollTop - top) > 1) held = undefined;
    following.value = follows(following.value, top, {
      top: scrollTop,
      height: scrollHeight,
      viewport: clientHeight,
    });
    top = scrollTop;
  };
  const onScrollEnd = (): void => {
    store.keepPlace(following.value ? { shown } : placeIn(frame, shown));
  };
  const observer = new ResizeObserver(stay);
  observer.observe(frame);
  observer.observe(content);
  stay();
  frame.addEventListener("scroll", onScroll);
  frame.addEventListener("scrollend", onScrollEnd);
  return () => {
    observer.disconnect();
    frame.removeEventListener("scroll", onScroll);
    frame.removeEventListener("scrollend", onScrollEnd);
  };
}

/** The first turn in view, and how far it is scrolled past the upper edge. */
function placeIn(frame: HTMLElement, shown: number): Place {
  const edge = frame.getBoundingClientRect().top;
  for (const turn of turnsIn(frame)) {
    const { top, bottom } = turn.getBoundingClientRect();
    if (bottom > edge) return { shown, turn: turn.dataset["turn"] ?? "", past: edge - top };
  }
  return { shown };
}

function goTo(frame: HTMLElement, place: Place): void {
  const turn = turnsIn(frame).find(({ dataset }) => dataset["turn"] === place.turn);
  if (turn === undefined) return;
  const offset = turn.getBoundingClientRect().top - frame.getBoundingClientRect().top;
  frame.scrollTop += offset + (place.past ?? 0);
}

function turnsIn(frame: HTMLElement): readonly HTMLElement[] {
  return [...frame.querySelectorAll<HTMLElement>("[data-turn]")];
}
