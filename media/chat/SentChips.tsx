import type { JSX } from "preact";
import type { ChipView } from "../../src/protocol/messages.ts";
import { spelledOut } from "../parts/visibleRuns.ts";
import { AddChip } from "./AddChip.tsx";
import { ChipFace } from "./ChipFace.tsx";
import type { Editing } from "./questionEdits.ts";
import { RemoveChip } from "./RemoveChip.tsx";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

type SentProps = {
  readonly turn: string;
  readonly chips: readonly ChipView[];
  /** Set while the question is edited: then chips can be taken off it, and put back. */
  readonly editing: Editing | undefined;
};

/** What was sent along with a question. */
export function SentChips({ turn, chips, editing }: SentProps): JSX.Element | null {
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label={say("Sent along")}>
      {chips.map((chip) => (
        <SentChip key={chip.id} turn={turn} chip={chip} editing={editing} />
      ))}
    </ul>
  );
}

type ChipProps = { readonly chip: ChipView } & Omit<SentProps, "chips">;

function SentChip({ turn, chip, editing }: ChipProps): JSX.Element {
  const { edits } = useStore();
  const { id, label, title, isCalled } = chip;
  const turnOver = (): void => {
    edits.turnOver(id);
  };
  if (editing?.without?.includes(id) === true)
    return (
      <li>
        <AddChip label={label} onPress={turnOver} />
      </li>
    );
  return (
    <li class="chip" title={spelledOut(title, "code")}>
      <ChipFace chip={chip} turn={turn} />
      {editing !== undefined && isCalled !== true && <RemoveChip label={label} onPress={turnOver} />}
    </li>
  );
}
