import type { JSX } from "preact";
import type { AnswerView, StepAction, TurnView } from "../../src/protocol/messages.ts";
import { isUnfinished } from "./announcement.ts";
import { Icon } from "../parts/Icon.tsx";
import { MarkdownText } from "./MarkdownText.tsx";
import { MeasuredLine } from "./MeasuredLine.tsx";
import { ProblemBlock } from "./ProblemBlock.tsx";
import { ThinkingBlock } from "./ThinkingBlock.tsx";
import { useCopied } from "../parts/useCopied.ts";
import { useElapsed } from "./useElapsed.ts";
import { useStore } from "./useStore.ts";

type AnswerProps = { readonly turn: TurnView; readonly current: boolean; readonly busy: boolean };

/** An answer: its text as far as it came, what happened to it, and where it came from. */
export function AnswerBlock({ turn, current, busy }: AnswerProps): JSX.Element {
  const store = useStore();
  const { answer } = turn;
  const view = store.answers.of(turn).value;
  const isEmpty = view.blocks.length === 0 && view.pending === "";
  return (
    <div class="answer" aria-busy={isUnfinished(turn)}>
      {answer.model !== "" && <div class="author">{answer.model}</div>}
      {answer.status === "waiting" &&
        isEmpty &&
        (answer.underReview ? <ReviewLine /> : <WaitingLine waitingFor={answer.waitingFor} />)}
      <ThinkingBlock turn={turn} />
      <MarkdownText view={view} />
      <Ending turn={turn} current={current} />
      {answer.note !== undefined && <p class="quiet">{answer.note}</p>}
      <div class="answer-foot">
        {answer.measured !== undefined && <MeasuredLine measured={answer.measured} model={answer.model} />}
        {current && !busy && <AnswerActions turn={turn} />}
      </div>
    </div>
  );
}

/** How the answer ended, unless it is simply complete. */
function Ending({ turn, current }: Omit<AnswerProps, "busy">): JSX.Element | null {
  const { status, problem: told } = turn.answer;
  // The ways on lead on from here: beside a turn that others have followed they would do nothing.
  const problem = told && !current ? { ...told, steps: [] } : told;
  if (problem === undefined) return status === "stopped" ? <p class="quiet">Stopped.</p> : null;
  const icon = endingIcon(turn.answer);
  return <ProblemBlock problem={problem} icon={icon} refused={icon === "warning"} turn={turn.id} />;
}

function endingIcon({ status, problem }: AnswerView): "warning" | "error" | "debug-pause" {
  // Only a pause can be resumed from.
  if (problem?.steps.some(({ action }) => action === "resume") === true) return "debug-pause";
  return status === "refused" ? "warning" : "error";
}

/** A wait shorter than this needs no words, in milliseconds. */
const shortWaitMs = 2000;

/** A thin line that says that something is going on; after a while also what, and for how long. */
function WaitingLine({ waitingFor }: { readonly waitingFor: AnswerView["waitingFor"] }): JSX.Element {
  const waitedMs = useElapsed(waitingFor);
  const isLong = waitingFor !== undefined && waitedMs >= shortWaitMs;
  return (
    <>
      <div class="waiting" role="progressbar" aria-label={waitingFor?.words ?? "Waiting for the answer"} />
      {isLong && (
        <p class="quiet">
          {waitingFor.words} · {Math.floor(waitedMs / 1000)} s
        </p>
      )}
    </>
  );
}

/** Nothing goes on before the person has answered in the review's tab, which other tabs may cover. */
function ReviewLine(): JSX.Element {
  const store = useStore();
  return (
    <div class="problem" role="group" aria-label="Review">
      <p class="problem-sentence">
        <Icon name="info" />
        <span>Waiting for your review. Nothing was sent.</span>
      </p>
      <div class="steps">
        <button
          type="button"
          class="button"
          onClick={() => {
            store.post({ type: "showReview" });
          }}
        >
          Show the review
        </button>
      </div>
    </div>
  );
}

/** Steps that ask the same question again. */
const againActions: ReadonlySet<StepAction> = new Set(["retry", "confirmDestination"]);

function AnswerActions({ turn }: { readonly turn: TurnView }): JSX.Element | null {
  const store = useStore();
  const [copied, markCopied] = useCopied();
  const { text, problem } = turn.answer;
  // A problem may offer to ask again itself.
  const isOffered = problem?.steps.some(({ action }) => againActions.has(action)) ?? false;
  if (text === "" && isOffered) return null;
  return (
    <span class="answer-actions">
      {text !== "" && (
        <button
          type="button"
          class="icon-button"
          title="Copy the answer"
          aria-label={copied ? "Copied" : "Copy the answer"}
          onClick={() => {
            store.post({ type: "copy", text });
            markCopied();
          }}
        >
          <Icon name={copied ? "check" : "copy"} />
        </button>
      )}
      {!isOffered && (
        <button
          type="button"
          class="icon-button"
          title="Ask again"
          aria-label="Ask again"
          onClick={() => {
            store.post({ type: "regenerate", turn: turn.id });
          }}
        >
          <Icon name="refresh" />
        </button>
      )}
    </span>
  );
}
