import type { ComponentChildren, JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { AnswerView, TurnView } from "../../src/protocol/messages.ts";
import { AnswerActions } from "./AnswerActions.tsx";
import { isUnfinished } from "./announcement.ts";
import { Icon } from "../parts/Icon.tsx";
import { MarkdownText } from "./MarkdownText.tsx";
import { MeasuredLine } from "./MeasuredLine.tsx";
import { ProblemBlock } from "./ProblemBlock.tsx";
import { ThinkingBlock } from "./ThinkingBlock.tsx";
import { VisibleText } from "../parts/VisibleText.tsx";
import { AnswerContext } from "./useAnswer.ts";
import { useElapsed } from "./useElapsed.ts";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

type AnswerProps = { readonly turn: TurnView; readonly current: boolean; readonly busy: boolean };

/** An answer: its text as far as it came, what happened to it, and where it came from. */
export function AnswerBlock({ turn, current, busy }: AnswerProps): JSX.Element {
  const store = useStore();
  const { answer } = turn;
  const view = store.answers.of(turn).value;
  const isOpen = isUnfinished(turn);
  const place = useMemo(() => ({ turn: turn.id, isUnfinished: isOpen }), [turn.id, isOpen]);
  const isEmpty = view.blocks.length === 0 && view.pending === "";
  return (
    <div class="answer" aria-busy={isOpen}>
      {answer.model !== "" && (
        <div class="author">
          <VisibleText text={answer.model} as="code" />
        </div>
      )}
      {isEmpty && <Waiting answer={answer} />}
      <ThinkingBlock turn={turn} />
      <AnswerContext.Provider value={place}>
        <MarkdownText view={view} />
      </AnswerContext.Provider>
      {answer.text !== "" && <Waiting answer={answer} />}
      <Ending turn={turn} current={current} />
      {answer.note !== undefined && (
        <p class="quiet">
          <VisibleText text={answer.note} as="prose" />
        </p>
      )}
      {answer.mayGoOn && <ContinueButton turn={turn.id} />}
      <div class="answer-foot">
        {answer.measured !== undefined && <MeasuredLine measured={answer.measured} model={answer.model} />}
        {!isOpen && <AnswerActions turn={turn} current={current} busy={busy} />}
      </div>
    </div>
  );
}

/** How the answer ended, unless it is simply complete. */
function Ending({ turn, current }: Omit<AnswerProps, "busy">): JSX.Element | null {
  const { status, problem: told } = turn.answer;
  // The ways on lead on from here: beside a turn that others have followed they would do nothing.
  const problem = told && !current ? { ...told, steps: [] } : told;
  if (problem === undefined) return status === "stopped" ? <p class="quiet">{say("Stopped.")}</p> : null;
  const icon = endingIcon(turn.answer);
  return <ProblemBlock problem={problem} icon={icon} refused={icon === "warning"} turn={turn.id} />;
}

/** The answer ended before it was complete: the same model can go on with it. */
function ContinueButton({ turn }: { readonly turn: string }): JSX.Element {
  const store = useStore();
  return (
    <WayOn
      title={say("Let the model go on where the answer ended")}
      onPress={() => {
        store.post({ type: "goOn", turn });
      }}
    >
      <Icon name="debug-continue" />
      {say("Continue")}
    </WayOn>
  );
}

type WayOnProps = {
  readonly title: string;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
};

/** A button in the answer that has it go on. */
function WayOn({ title, onPress, children }: WayOnProps): JSX.Element {
  return (
    <div class="steps">
      <button type="button" class="button secondary" title={title} onClick={onPress}>
        {children}
      </button>
    </div>
  );
}

function endingIcon({ status, problem }: AnswerView): "warning" | "error" | "debug-pause" {
  // Only a pause can be resumed from.
  if (problem?.steps.some(({ action }) => action === "resume") === true) return "debug-pause";
  return status === "refused" ? "warning" : "error";
}

/** A wait shorter than this needs no words, in milliseconds. */
const shortWaitMs = 2000;

/** What is waited for, before the first word or before the answer goes on. */
function Waiting({ answer }: { readonly answer: AnswerView }): JSX.Element | null {
  if (answer.status !== "waiting") return null;
  return answer.underReview ? <ReviewLine /> : <WaitingLine waitingFor={answer.waitingFor} />;
}

/** A thin line that says that something is going on; after a while also what, and for how long. */
function WaitingLine({ waitingFor }: { readonly waitingFor: AnswerView["waitingFor"] }): JSX.Element {
  const waitedMs = useElapsed(waitingFor);
  const isLong = waitingFor !== undefined && waitedMs >= shortWaitMs;
  return (
    <>
      <div
        class="waiting"
        role="progressbar"
        aria-label={waitingFor?.words ?? say("Waiting for the answer")}
      />
      {isLong && (
        <p class="quiet">
          {waitingFor.words} · {Math.floor(waitedMs / 1000)} s
        </p>
      )}
      {isLong && waitingFor.canBeCutShort && <SendNowButton />}
    </>
  );
}

/** Finding code can take long, the first time in a large project. */
function SendNowButton(): JSX.Element {
  const store = useStore();
  return (
    <WayOn
      title={say("Send the question with what is found in the code that was looked at so far")}
      onPress={() => {
        store.post({ type: "sendNow" });
        // The button goes with what it was for.
        store.composerCalls.value += 1;
      }}
    >
      {say("Send now")}
    </WayOn>
  );
}

/** Nothing goes on before the person has answered in the review's tab, which other tabs may cover. */
function ReviewLine(): JSX.Element {
  const store = useStore();
  return (
    <div class="problem" role="group" aria-label={say("Review")}>
      <p class="problem-sentence">
        <Icon name="info" />
        <span>{say("Waiting for your review. Nothing was sent.")}</span>
      </p>
      <div class="steps">
        <button
          type="button"
          class="button"
          onClick={() => {
            store.post({ type: "showReview" });
          }}
        >
          {say("Show the review")}
        </button>
      </div>
    </div>
  );
}
