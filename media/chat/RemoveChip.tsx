import type { JSX } from "preact";
import { Icon } from "../parts/Icon.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import { say } from "../../src/terms/words.ts";

/** Takes a chip of this label away. */
export function RemoveChip(props: { readonly label: string; readonly onPress: () => void }): JSX.Element {
  const words = say("Remove {0}", spelledOut(props.label, "code"));
  return (
    <button type="button" class="chip-remove" title={words} aria-label={words} onClick={props.onPress}>
      <Icon name="close" />
    </button>
  );
}
