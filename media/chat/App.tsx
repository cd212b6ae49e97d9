import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Composer } from "./Composer.tsx";
import { Icon } from "../parts/Icon.tsx";
import { VisibleText } from "../parts/VisibleText.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import { Transcript } from "./Transcript.tsx";
import { useStore } from "./useStore.ts";
import { useTakenDrop } from "./useTaken.ts";
import { WelcomeBlock } from "./WelcomeBlock.tsx";
import { say } from "../../src/terms/words.ts";

/** The whole panel. Nothing is drawn before the host has said what there is. */
export function App(): JSX.Element | null {
  const store = useStore();
  const state = store.state.value;
  const drop = useTakenDrop();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !event.isComposing) store.stop();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [store]);
  if (state === undefined) return null;
  const { conversation, readOnly, turns, welcome } = state;
  return (
    <main class="panel" {...drop.handlers}>
      {drop.isOver && <p class="drop-hint">{say("Drop to put it beside your question")}</p>}
      <h1 class="hidden">{say("Drawbridge chat: {0}", spelledOut(conversation.title, "prose"))}</h1>
      {readOnly !== undefined && (
        <p class="read-only">
          <Icon name="info" />
          <span>
            <VisibleText text={readOnly} as="prose" />
          </span>
        </p>
      )}
      {turns.length === 0 ? (
        <WelcomeBlock welcome={welcome} />
      ) : (
        <Transcript key={conversation.id} state={state} />
      )}
      {readOnly === undefined && <Composer state={state} />}
      <div class="hidden" role="status">
        {spelledOut(store.announced.value, "prose")}
      </div>
    </main>
  );
}
