import type { JSX } from "preact";
import { Icon } from "../parts/Icon.tsx";
import { VisibleText } from "../parts/VisibleText.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import { say } from "../../src/terms/words.ts";

/** Puts what was taken away beside a question again. */
export function AddChip(props: { readonly label: string; readonly onPress: () => void }): JSX.Element {
  const words = say("Add {0}", spelledOut(props.label, "code"));
  return (
    <button type="button" class="chip add" title={words} aria-label={words} onClick={props.onPress}>
      <Icon name="add" />
      <VisibleText text={props.label} as="code" />
    </button>
  );
}
