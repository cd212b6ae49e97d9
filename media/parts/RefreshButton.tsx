import type { JSX } from "preact";
import { Icon } from "./Icon.tsx";
import { say } from "../../src/terms/words.ts";

/** What a button that reads a page's figures again says and does. */
type RefreshButtonProps = { readonly title: string; readonly onRefresh: () => void };

/** Reads what a page shows again. */
export function RefreshButton({ title, onRefresh }: RefreshButtonProps): JSX.Element {
  return (
    <button type="button" class="button secondary" title={title} onClick={onRefresh}>
      <Icon name="refresh" />
      {say("Refresh")}
    </button>
  );
}
