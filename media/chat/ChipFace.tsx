import type { JSX } from "preact";
import type { ChipView } from "../../src/protocol/messages.ts";
import { Icon } from "../parts/Icon.tsx";
import { VisibleText } from "../parts/VisibleText.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import { formatCount } from "./measuredText.ts";
import { useStore } from "./useStore.ts";

/** What a chip says: the file, whether it stays on this device, and how much room it takes. */
export function ChipFace({ chip }: { readonly chip: ChipView }): JSX.Element {
  const store = useStore();
  const { id, label, title, tokens, deviceOnly } = chip;
  return (
    <>
      {deviceOnly !== undefined && <Icon name="lock" />}
      <button
        type="button"
        class="chip-label"
        title={`${spelledOut(title, "code")}\nShow what goes along`}
        onClick={() => {
          store.post({ type: "showChip", chip: id });
        }}
      >
        <VisibleText text={label} as="code" />
      </button>
      {deviceOnly !== undefined && <span class="hidden">{deviceOnly}</span>}
      <span class="chip-tokens">{formatCount(tokens)} tok</span>
    </>
  );
}
