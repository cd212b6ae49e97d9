import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Direction } from "./chatStore.ts";
import { Icon } from "../parts/Icon.tsx";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

const pagerWords = {
  answer: {
    place: (at: number, count: number) => say("Answer {0} of {1}", at, count),
    next: () => say("Next answer"),
    previous: () => say("Previous answer"),
  },
  question: {
    place: (at: number, count: number) => say("Question {0} of {1}", at, count),
    next: () => say("Next question"),
    previous: () => say("Previous question"),
  },
};

type PagerProps = {
  /** What is turned over. */
  readonly of: keyof typeof pagerWords;
  /** The turn that it stands in. */
  readonly turn: string;
  /** Which one is shown, counted from 0, and of how many. */
  readonly shown: number;
  readonly count: number;
  /** Whether nothing can be turned over now. */
  readonly busy: boolean;
  /** Turns to another one. */
  readonly onTurn: (index: number, direction: Direction) => void;
};

/** Which of several is shown, with a way to the one before and the one after. */
export function Pager({ of, turn, shown, count, busy, onTurn }: PagerProps): JSX.Element {
  const go = (direction: Direction): void => {
    const index = shown + (direction === "next" ? 1 : -1);
    if (!busy && index >= 0 && index < count) onTurn(index, direction);
  };
  const [at, words] = [shown + 1, pagerWords[of]];
  const common = { of, turn, onGo: go };
  return (
    <span class="pager" role="group" aria-label={words.place(at, count)}>
      <PagerButton {...common} direction="previous" isOff={busy || shown === 0} />
      <span class="pager-place">{say("{0} of {1}", at, count)}</span>
      <PagerButton {...common} direction="next" isOff={busy || shown === count - 1} />
    </span>
  );
}

type ButtonProps = {
  readonly of: PagerProps["of"];
  readonly turn: string;
  readonly direction: Direction;
  /** There is nothing that way, or not now. */
  readonly isOff: boolean;
  readonly onGo: (direction: Direction) => void;
};

/** It stays in reach of the keyboard at either end, so that nobody loses their place. */
function PagerButton({ of, turn, direction, isOff, onGo }: ButtonProps): JSX.Element {
  const store = useStore();
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (store.takeTurned(turn, direction)) button.current?.focus();
  }, [store, turn, direction]);
  const label = pagerWords[of][direction]();
  return (
    <button
      ref={button}
      type="button"
      class="icon-button"
      title={label}
      aria-label={label}
      aria-disabled={isOff}
      onClick={() => {
        onGo(direction);
      }}
    >
      <Icon name={direction === "next" ? "chevron-right" : "chevron-left"} />
    </button>
  );
}
