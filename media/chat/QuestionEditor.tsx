import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Editing } from "./questionEdits.ts";
import { Remark } from "./Remark.tsx";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

/** The question of a turn where it stands, to be asked otherwise. */
export function QuestionEditor({ editing }: { readonly editing: Editing }): JSX.Element {
  const store = useStore();
  const { turn, text } = editing;
  const input = useRef<HTMLTextAreaElement>(null);
  // An editor that comes back with its conversation takes the keyboard from nobody.
  useLayoutEffect(() => {
    if (!store.edits.takeBegun(turn)) return;
    input.current?.focus();
    input.current?.setSelectionRange(text.length, text.length);
  });
  return (
    <div class="question-editor" role="group" aria-label={say("Edit the question")}>
      <textarea
        ref={input}
        rows={2}
        class="edited"
        aria-label={say("Your question")}
        dir="auto"
        aria-description={say("The answers to the question as it was are kept.")}
        value={text}
        onInput={(event) => {
          store.edits.write(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            store.sendEdit();
          } else if (event.key === "Escape" && !store.isBusy()) {
            event.stopPropagation();
            store.edits.cancel();
          }
        }}
      />
      <Remark sentence={store.edits.tooLong.value} />
      <EditorButtons
        canSend={text.trim() !== "" && store.edits.tooLong.value === undefined && store.mayAsk()}
      />
    </div>
  );
}

function EditorButtons({ canSend }: { readonly canSend: boolean }): JSX.Element {
  const store = useStore();
  return (
    <div class="steps">
      <button
        type="button"
        class="button"
        title={say("Ask this instead (Enter)")}
        aria-disabled={!canSend}
        onClick={() => {
          store.sendEdit();
        }}
      >
        {say("Send")}
      </button>
      <button
        type="button"
        class="button secondary"
        title={say("Leave the question as it is (Escape)")}
        onClick={() => {
          store.edits.cancel();
        }}
      >
        {say("Cancel")}
      </button>
    </div>
  );
}
