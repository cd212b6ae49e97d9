import type { JSX } from "preact";
import type { Rating, StepAction, TurnView } from "../../src/protocol/messages.ts";
import { Icon } from "../parts/Icon.tsx";
import type { IconName } from "../parts/iconOutlines.ts";
import { Pager } from "./Pager.tsx";
import { useCopied } from "../parts/useCopied.ts";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

type ActionsProps = {
  readonly turn: TurnView;
  /** Whether it is the one that can be asked again. */
  readonly current: boolean;
  /** Whether another answer is being made, or the conversation is only to be read: then nothing is asked or turned to. */
  readonly busy: boolean;
};

/** What can be done with an answer. Those of earlier turns are seen when somebody looks for them. */
export function AnswerActions({ turn, current, busy }: ActionsProps): JSX.Element | null {
  const { text, versions, rating, ratable } = turn.answer;
  if (text === "" && !current) return null;
  return (
    <span class="answer-actions">
      {versions !== undefined && <VersionPager turn={turn} versions={versions} busy={busy} />}
      <span class={current || rating !== undefined ? "actions" : "actions when-wanted"}>
        <ApplyAllButton turn={turn} />
        {text !== "" && <CopyButton text={text} />}
        {ratable && <RateButton turn={turn} rating="up" />}
        {ratable && <RateButton turn={turn} rating="down" />}
        {current && <AgainButtons turn={turn} busy={busy} />}
      </span>
    </span>
  );
}

type VersionProps = {
  readonly turn: TurnView;
  readonly versions: NonNullable<TurnView["answer"]["versions"]>;
  readonly busy: boolean;
};

function VersionPager({ turn, versions, busy }: VersionProps): JSX.Element {
  const store = useStore();
  return (
    <Pager
      of="answer"
      turn={turn.id}
      busy={busy}
      {...versions}
      onTurn={(version) => {
        store.post({ type: "show", turn: turn.id, version });
      }}
    />
  );
}

function ApplyAllButton({ turn }: Pick<ActionsProps, "turn">): JSX.Element | null {
  const store = useStore();
  if (!turn.answer.appliesAll) return null;
  return (
    <button
      type="button"
      class="icon-button"
      title={say("Apply All: show all code that names a file as one change, to accept or reject")}
      aria-label={say("Apply All")}
      onClick={() => {
        store.post({ type: "applyAll", turn: turn.id });
      }}
    >
      <Icon name="diff-multiple" />
    </button>
  );
}

function CopyButton({ text }: { readonly text: string }): JSX.Element {
  const store = useStore();
  const [copied, markCopied] = useCopied();
  return (
    <button
      type="button"
      class="icon-button"
      title={say("Copy the answer")}
      aria-label={copied ? say("Copied") : say("Copy the answer")}
      onClick={() => {
        store.post({ type: "copy", text });
        markCopied();
      }}
    >
      <Icon name={copied ? "check" : "copy"} />
    </button>
  );
}

const ratings: { readonly [R in Rating]: { readonly label: string; readonly icon: IconName } } = {
  up: { label: say("Good answer"), icon: "thumbsup" },
  down: { label: say("Bad answer"), icon: "thumbsdown" },
};

/** Pressed again it is taken back. */
function RateButton({ turn, rating }: { readonly turn: TurnView; readonly rating: Rating }): JSX.Element {
  const store = useStore();
  const { label, icon } = ratings[rating];
  const isPressed = turn.answer.rating === rating;
  return (
    <button
      type="button"
      class="icon-button"
      title={say("{0}. Kept with the conversation on this device, and told nobody.", label)}
      aria-label={label}
      aria-pressed={isPressed}
      onClick={() => {
        store.post({ type: "rate", turn: turn.id, rating: isPressed ? "none" : rating });
      }}
    >
      <Icon name={icon} />
    </button>
  );
}

/** Steps that ask the same question again. */
const againActions: ReadonlySet<StepAction> = new Set(["retry", "confirmDestination"]);

function AgainButtons({ turn, busy }: Omit<ActionsProps, "current">): JSX.Element | null {
  const store = useStore();
  if (busy) return null;
  // A problem may offer to ask again itself.
  if (turn.answer.problem?.steps.some(({ action }) => againActions.has(action)) === true) return null;
  return (
    <>
      <button
        type="button"
        class="icon-button"
        title={say("Ask again")}
        aria-label={say("Ask again")}
        onClick={() => {
          store.post({ type: "regenerate", turn: turn.id });
        }}
      >
        <Icon name="refresh" />
      </button>
      <button
        type="button"
        class="icon-button"
        title={say("Ask another model…")}
        aria-label={say("Ask another model…")}
        onClick={() => {
          store.post({ type: "regenerateWith", turn: turn.id });
        }}
      >
        <Icon name="arrow-swap" />
      </button>
    </>
  );
}
