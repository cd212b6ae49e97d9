import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { TurnView } from "../../src/protocol/messages.ts";
import { ChipFace } from "./ChipFace.tsx";
import { Icon } from "../parts/Icon.tsx";
import { VisibleText } from "../parts/VisibleText.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import { Pager } from "./Pager.tsx";
import { QuestionEditor } from "./QuestionEditor.tsx";
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
  const isEdited = editing?.turn === turn.id;
  return (
    <div class="question">
      <div class="question-head">
        <h2 class="author">{say("You")}</h2>
        {!busy && <QuestionActions turn={turn} isEdited={isEdited} />}
      </div>
      {isEdited ? (
        <QuestionEditor turn={turn.id} text={editing.text} />
      ) : (
        <QuestionText text={turn.question} />
      )}
      {turn.chips.length > 0 && (
        <ul class="chips" aria-label={say("Sent along")}>
          {turn.chips.map((chip) => (
            <li key={chip.id} class="chip" title={spelledOut(chip.title, "code")}>
              <ChipFace chip={chip} />
            </li>
          ))}
        </ul>
      )}
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
