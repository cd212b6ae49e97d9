import type { TurnView } from "../../src/protocol/messages.ts";
import { AnswerBlock } from "./AnswerBlock.tsx";
import { formatCount } from "./measuredText.ts";
import { memoized } from "./memoized.tsx";

type TurnProps = {
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
      <p class="question-text">{turn.question}</p>
      {turn.chips.length > 0 && (
        <ul class="chips" aria-label="Sent along">
          {turn.chips.map(({ id, label, title, tokens }) => (
            <li key={id} class="chip" title={title}>
              <span class="chip-label">{label}</span>
              <span class="chip-tokens">{formatCount(tokens)} tok</span>
            </li>
          ))}
        </ul>
      )}
    </div>
    <AnswerBlock turn={turn} current={current} busy={busy} />
  </section>
));
