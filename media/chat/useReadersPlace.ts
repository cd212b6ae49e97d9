import { useSignal, useSignalEffect } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { turnsAtFirst, type ChatStore } from "./chatStore.ts";
import { distanceToEnd, follows, type ScrollPosition } from "./readersPlace.ts";
import { useStore } from "./useStore.ts";

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
  const remembered = useRef(store.place());
  const [shown, setShown] = useState(Math.max(turnsAtFirst, remembered.current?.shown ?? 0));
  const following = useSignal((remembered.current?.fromEnd ?? 0) === 0);
  const frame = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const fromEnd = useRef(remembered.current?.fromEnd);

  const toEnd = (): void => {
    following.value = true;
    if (frame.current !== null) frame.current.scrollTop = frame.current.scrollHeight;
  };
  useLayoutEffect(() => keepPlace({ frame, content, following, store, shown }), [shown]);
  useLayoutEffect(() => {
    // Drawing earlier turns, or the view again, must not move what the reader sees.
    if (frame.current === null || fromEnd.current === undefined) return;
    const { scrollHeight, clientHeight } = frame.current;
    frame.current.scrollTop = scrollHeight - clientHeight - fromEnd.current;
    fromEnd.current = undefined;
  }, [shown]);
  const sends = useRef(store.sends.value);
  useSignalEffect(() => {
    if (store.sends.value !== sends.current) toEnd();
    sends.current = store.sends.value;
  });
  return {
    frame,
    content,
    following: following.value,
    shown,
    jump: toEnd,
    showEarlier: () => {
      fromEnd.current = frame.current === null ? undefined : distanceToEnd(position(frame.current));
      following.value = false;
      setShown(Math.min(turns, shown + turnsAtFirst));
    },
  };
}

type Parts = Pick<ReadersPlace, "frame" | "content" | "shown"> & {
  readonly following: { value: boolean };
  readonly store: ChatStore;
};

/** Watches scrolling and growth. Growth is seen after layout and before painting, so following never lags a frame. */
function keepPlace({ frame, content, following, store, shown }: Parts): (() => void) | undefined {
  const [box, inner] = [frame.current, content.current];
  if (box === null || inner === null) return undefined;
  let top = box.scrollTop;
  const onScroll = (): void => {
    following.value = follows(following.value, top, position(box));
    top = box.scrollTop;
  };
  const onScrollEnd = (): void => {
    store.keepPlace({ fromEnd: following.value ? 0 : distanceToEnd(position(box)), shown });
  };
  const observer = new ResizeObserver(() => {
    if (following.value) box.scrollTop = box.scrollHeight;
    top = box.scrollTop;
  });
  observer.observe(box);
  observer.observe(inner);
  box.addEventListener("scroll", onScroll);
  box.addEventListener("scrollend", onScrollEnd);
  return () => {
    observer.disconnect();
    box.removeEventListener("scroll", onScroll);
    box.removeEventListener("scrollend", onScrollEnd);
  };
}

function position(box: HTMLElement): ScrollPosition {
  return { top: box.scrollTop, height: box.scrollHeight, viewport: box.clientHeight };
}
