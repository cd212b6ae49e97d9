import type { JSX } from "preact";
import type { ChipView, ComposerView } from "../../src/protocol/messages.ts";
import { Icon } from "../parts/Icon.tsx";
import { VisibleText } from "../parts/VisibleText.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import { AddChip } from "./AddChip.tsx";
import { ChipFace } from "./ChipFace.tsx";
import { formatCount } from "./measuredText.ts";
import { RemoveChip } from "./RemoveChip.tsx";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

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
        title={say("Add context (@), or drop files here with Shift held")}
        onClick={() => {
          store.post({ type: "pickContext" });
        }}
      >
        <Icon name="add" />
        {say("Add context")}
      </button>
      {addable !== undefined && (
        <AddChip
          label={addable}
          onPress={() => {
            store.post({ type: "addChip" });
          }}
        />
      )}
      {excluded !== undefined && (
        <span class="excluded">
          <VisibleText text={excluded} as="prose" />
        </span>
      )}
      {props.chips.length > 0 && (
        <ul class="chips" aria-label={say("Sent along with the next message")}>
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
          title={say("Put this text into the message box instead")}
          aria-label={say("Put {0} as text into the message box", spelledOut(chip.label, "code"))}
          onClick={() => {
            store.post({ type: "chipAsText", chip: chip.id });
          }}
        >
          {say("as text")}
        </button>
      )}
      <RemoveChip
        label={chip.label}
        onPress={() => {
          store.post({ type: "removeChip", chip: chip.id });
          store.composerCalls.value += 1;
        }}
      />
    </li>
  );
}

function Budget({ composer }: { readonly composer: ComposerView }): JSX.Element | null {
  const { usedTokens, contextTokens, leftOutTurns = 0 } = composer;
  if (contextTokens === undefined && usedTokens === 0) return null;
  const used = formatCount(usedTokens);
  if (contextTokens === undefined) return <span class="budget">{say("{0} tok", used)}</span>;
  const room = formatCount(contextTokens);
  const over = usedTokens > contextTokens;
  const words = [
    over
      ? say("About {0} of the {1} tokens the model can read: too many", used, room)
      : say("About {0} of the {1} tokens the model can read", used, room),
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
    ? say("There is no room for the first question and its answer; they are left out")
    : say(
        "There is no room for the first {0} questions and their answers; they are left out",
        formatCount(turns),
      );
}
