import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { TurnView } from "../../src/protocol/messages.ts";
import { Icon } from "../parts/Icon.tsx";
import { VisibleText } from "../parts/VisibleText.tsx";
import { Pager } from "./Pager.tsx";
import { QuestionEditor } from "./QuestionEditor.tsx";
import { SentChips } from "./SentChips.tsx";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

type QuestionProps = {
  readonly turn: TurnView;
  /** Whether nothing can be done with it now. */
  readonly busy: boolean;
};

/** A question with what was sent along, and the others that were asked in its place. */
export function QuestionBlock({ turn, busy }: QuestionProps): JSX.Element {
  const store = useStore();
  const editing = store.edits.editing.value;
  const edited = editing?.turn === turn.id ? editing : undefined;
  return (
    <div class="question">
      <div class="question-head">
        <h2 class="author">{say("You")}</h2>
        {!busy && <QuestionActions turn={turn} isEdited={edited !== undefined} />}
      </div>
      {edited !== undefined ? <QuestionEditor editing={edited} /> : <QuestionText text={turn.question} />}
      <SentChips turn={turn.id} chips={turn.chips} editing={edited} />
    </div>
  );
}

function QuestionText({ text }: { readonly text: string }): JSX.Element {
  return (
    <p class="question-text">
      <VisibleText text={text} as="prose" />
    </p>
  );
}

type ActionProps = { readonly turn: TurnView; readonly isEdited: boolean };

function QuestionActions({ turn, isEdited }: ActionProps): JSX.Element {
  const store = useStore();
  const { id, siblings } = turn;
  return (
    <span class="question-actions">
      {!isEdited && <EditButton turn={turn} />}
      {siblings !== undefined && (
        <Pager
          of="question"
          turn={id}
          busy={false}
          shown={siblings.indexOf(id)}
          count={siblings.length}
          onTurn={(index, direction) => {
            const sibling = siblings[index];
            if (sibling !== undefined) store.turnTo(sibling, direction);
          }}
        />
      )}
    </span>
  );
}

/** The keyboard comes back to it when editing was left. */
function EditButton({ turn }: { readonly turn: TurnView }): JSX.Element {
  const store = useStore();
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (store.edits.takeLeft(turn.id)) button.current?.focus();
  }, [store, turn.id]);
  const isLeft = store.edits.isLeft(turn.id);
  const words = isLeft ? say("Go on editing the question") : say("Edit the question");
  return (
    <button
      ref={button}
      type="button"
      class={isLeft ? "icon-button" : "icon-button when-wanted"}
      title={words}
      aria-label={words}
      onClick={() => {
        store.edit(turn.id);
      }}
    >
      <Icon name="edit" />
    </button>
  );
}
