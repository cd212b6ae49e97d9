import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { VisibleText } from "../parts/VisibleText.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import { estimatedHeight } from "./estimatedHeight.ts";
import { memoized } from "./memoized.tsx";
import { TurnBlock, type TurnProps } from "./TurnBlock.tsx";
import { useDrawing } from "./useDrawing.ts";
import { say } from "../../src/terms/words.ts";

type PlaceProps = TurnProps & {
  /** Whether to draw it when it first appears, near or not. */
  readonly atOnce: boolean;
};

/** A longer answer is never laid out as a whole, in characters: until it is read, the sizes of its parts are guesses. */
const longAnswer = 20_000;

/** So much of a question, in characters, tells somebody who hears it which one it is. */
const longestName = 160;

/**
 * The place of a turn in the transcript. Far from what the reader sees it holds the question alone, and as much room as the
 * turn took when it was drawn, or about as much as it will take; once it comes near it is drawn.
 */
export const TurnPlace = memoized(({ turn, current, busy, atOnce }: PlaceProps): JSX.Element => {
  const place = useRef<HTMLDivElement>(null);
  const drawing = useDrawing(place, atOnce);
  const { length } = turn.answer.text;
  const isFar = drawing.kind === "far";
  return (
    <div
      ref={place}
      class={`turn-place ${drawing.kind === "fresh" && length > longAnswer ? "long" : drawing.kind}`}
      style={
        isFar ? { height: `${drawing.height ?? estimatedHeight(turn, window.innerWidth)}px` } : undefined
      }
      role="article"
      aria-label={spelledOut(turn.question.slice(0, longestName), "prose")}
    >
      {isFar ? <FarTurn turn={turn} /> : <TurnBlock turn={turn} current={current} busy={busy} />}
    </div>
  );
});

function FarTurn({ turn }: Pick<TurnProps, "turn">): JSX.Element {
  return (
    <section class="turn" data-turn={turn.id}>
      <div class="question">
        <h2 class="author">{say("You")}</h2>
        <p class="question-text">
          <VisibleText text={turn.question} as="prose" />
        </p>
      </div>
    </section>
  );
}
