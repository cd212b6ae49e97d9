import type { TurnView } from "../../src/protocol/messages.ts";
import { VisibleText } from "../parts/VisibleText.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import { AnswerBlock } from "./AnswerBlock.tsx";
import { ChipFace } from "./ChipFace.tsx";
import { memoized } from "./memoized.tsx";

/** What a turn is drawn from. */
export type TurnProps = {
  readonly turn: TurnView;
  /** Whether it is the one that can be asked again. */
  readonly current: boolean;
  readonly busy: boolean;
};

/** A question with what was sent along, and its answer. */
export const TurnBlock = memoized(({ turn, current, busy }: TurnProps) => (
  <section class="turn" data-turn={turn.id}>
    <div class="question">
      <h2 class="author">You</h2>
      <p class="question-text">
        <VisibleText text={turn.question} as="prose" />
      </p>
      {turn.chips.length > 0 && (
        <ul class="chips" aria-label="Sent along">
          {turn.chips.map((chip) => (
            <li key={chip.id} class="chip" title={spelledOut(chip.title, "code")}>
              <ChipFace chip={chip} />
            </li>
          ))}
        </ul>
      )}
    </div>
    <AnswerBlock turn={turn} current={current} busy={busy} />
  </section>
));
