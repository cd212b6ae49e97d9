import type { JSX } from "preact";
import type { TurnView } from "../../src/protocol/messages.ts";
import { isUnfinished } from "./announcement.ts";
import { VisibleText } from "../parts/VisibleText.tsx";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

/** What the model thought before it answered, folded: it is no part of the answer. */
export function ThinkingBlock({ turn }: { readonly turn: TurnView }): JSX.Element | null {
  const store = useStore();
  const text = store.thoughts.of(turn).value.trim();
  if (text === "") return null;
  const { blocks, pending } = store.answers.of(turn).value;
  const isThinking = isUnfinished(turn) && blocks.length === 0 && pending === "";
  return (
    <>
      <details class="thinking">
        <summary>{say("Thinking")}</summary>
        <p dir="auto">
          <VisibleText text={text} as="prose" />
        </p>
      </details>
      {isThinking && <div class="waiting" role="progressbar" aria-label={say("Thinking")} />}
    </>
  );
}
