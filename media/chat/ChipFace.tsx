import type { JSX } from "preact";
import type { ChipView } from "../../src/protocol/messages.ts";
import { Icon } from "../parts/Icon.tsx";
import { VisibleText } from "../parts/VisibleText.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import { formatCount } from "./measuredText.ts";
import { PictureFace } from "./PictureFace.tsx";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

type FaceProps = {
  readonly chip: ChipView;
  /** The turn whose question it was sent along with. */
  readonly turn?: string;
};

/** What a chip says: the file, whether it stays on this device, and how much room it takes. */
export function ChipFace({ chip, turn }: FaceProps): JSX.Element {
  const store = useStore();
  const { id, label, title, tokens, deviceOnly, cut, picture } = chip;
  return (
    <>
      {deviceOnly !== undefined && <Icon name="lock" />}
      {picture !== undefined ? (
        <PictureFace chip={chip} />
      ) : (
        <button
          type="button"
          class="chip-label"
          title={`${spelledOut(title, "code")}\n${say("Show what goes along")}`}
          onClick={() => {
            store.post({ type: "showChip", chip: id, ...(turn !== undefined && { turn }) });
          }}
        >
          <VisibleText text={label} as="code" />
        </button>
      )}
      {deviceOnly !== undefined && <span class="hidden">{spelledOut(deviceOnly, "prose")}</span>}
      {cut !== undefined && (
        <span class="chip-cut" title={say("It is long. What goes along: {0}", cut)}>
          {cut}
        </span>
      )}
      {picture !== undefined && <span class="chip-tokens">{picture.words}</span>}
      {tokens !== undefined && <span class="chip-tokens">{say("{0} tok", formatCount(tokens))}</span>}
    </>
  );
}
