import type { JSX } from "preact";
import type { ChipView, ComposerView } from "../../src/protocol/messages.ts";
import { Icon } from "../parts/Icon.tsx";
import { VisibleText } from "../parts/VisibleText.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import { ChipFace } from "./ChipFace.tsx";
import { formatCount } from "./measuredText.ts";
import { useStore } from "./useStore.ts";

/** What will be sent along with the next message, and how much room it takes. */
export function ContextBar(props: {
  readonly chips: readonly ChipView[];
  readonly composer: ComposerView;
}): JSX.Element {
  const store = useStore();
  const { addable, excluded } = props.composer;
  return (
    <div class="context">
      <button
        type="button"
        class="chip add"
        title="Add context (@), or drop files here with Shift held"
        onClick={() => {
          store.post({ type: "pickContext" });
        }}
      >
        <Icon name="add" />
        Add context
      </button>
      {addable !== undefined && (
        <button
          type="button"
          class="chip add"
          title={`Add ${spelledOut(addable, "code")}`}
          aria-label={`Add ${spelledOut(addable, "code")}`}
          onClick={() => {
            store.post({ type: "addChip" });
          }}
        >
          <Icon name="add" />
          <VisibleText text={addable} as="code" />
        </button>
      )}
      {excluded !== undefined && <span class="excluded">{excluded}</span>}
      {props.chips.length > 0 && (
        <ul class="chips" aria-label="Sent along with the next message">
          {props.chips.map((chip) => (
            <RemovableChip key={chip.id} chip={chip} />
          ))}
        </ul>
      )}
      <Budget composer={props.composer} />
    </div>
  );
}

function RemovableChip({ chip }: { readonly chip: ChipView }): JSX.Element {
  const store = useStore();
  return (
    <li class="chip" title={spelledOut(chip.title, "code")}>
      <ChipFace chip={chip} />
      {chip.isPasted && (
        <button
          type="button"
          class="chip-as-text"
          title="Put this text into the message box instead"
          aria-label={`Put ${chip.label} as text into the message box`}
          onClick={() => {
            store.post({ type: "chipAsText", chip: chip.id });
          }}
        >
          as text
        </button>
      )}
      <button
        type="button"
        class="chip-remove"
        title={`Remove ${spelledOut(chip.label, "code")}`}
        aria-label={`Remove ${spelledOut(chip.label, "code")}`}
        onClick={() => {
          store.post({ type: "removeChip", chip: chip.id });
          store.composerCalls.value += 1;
        }}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

function Budget({ composer }: { readonly composer: ComposerView }): JSX.Element | null {
  const { usedTokens, contextTokens, leftOutTurns = 0 } = composer;
  if (contextTokens === undefined && usedTokens === 0) return null;
  const used = formatCount(usedTokens);
  if (contextTokens === undefined) return <span class="budget">{used} tok</span>;
  const room = formatCount(contextTokens);
  const over = usedTokens > contextTokens;
  const words = [
    `About ${used} of the ${room} tokens the model can read${over ? ": too many" : ""}`,
    ...(leftOutTurns === 0 ? [] : [leftOutWords(leftOutTurns)]),
  ].join(". ");
  return (
    <span class={over ? "budget over" : "budget"} title={words}>
      <span aria-hidden="true">
        {used}/{room}
      </span>
      <span class="hidden">{words}</span>
    </span>
  );
}

function leftOutWords(turns: number): string {
  return turns === 1
    ? "There is no room for the first question and its answer; they are left out"
    : `There is no room for the first ${formatCount(turns)} questions and their answers; they are left out`;
}
