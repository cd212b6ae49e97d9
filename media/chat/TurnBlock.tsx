import type { TurnView } from "../../src/protocol/messages.ts";
import { AnswerBlock } from "./AnswerBlock.tsx";
import { memoized } from "./memoized.tsx";
import { QuestionBlock } from "./QuestionBlock.tsx";
import { SummaryBlock } from "./SummaryBlock.tsx";

/** What a turn is drawn from. */
export type TurnProps = {
  readonly turn: TurnView;
  /** Whether it is the one that can be asked again. */
  readonly current: boolean;
  /** Whether nothing can be done with it now. */
  readonly busy: boolean;
};

/** A question with what was sent along, and its answer. */
export const TurnBlock = memoized(({ turn, current, busy }: TurnProps) => (
  <section class="turn" data-turn={turn.id}>
    <QuestionBlock turn={turn} busy={busy} />
    <AnswerBlock turn={turn} current={current} busy={busy} />
    <SummaryBlock turn={turn} />
  </section>
));
