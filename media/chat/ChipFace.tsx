import type { JSX } from "preact";
import type { ChipView } from "../../src/protocol/messages.ts";
import { Icon } from "../parts/Icon.tsx";
import { formatCount } from "./measuredText.ts";

/** What a chip says: the file, whether it stays on this device, and how much room it takes. */
export function ChipFace({ chip }: { readonly chip: ChipView }): JSX.Element {
  const { label, tokens, deviceOnly } = chip;
  return (
    <>
      {deviceOnly !== undefined && <Icon name="lock" />}
      <span class="chip-label">{label}</span>
      {deviceOnly !== undefined && <span class="hidden">{deviceOnly}</span>}
      <span class="chip-tokens">{formatCount(tokens)} tok</span>
    </>
  );
}
