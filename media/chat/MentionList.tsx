import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { MentionKind } from "../../src/protocol/messages.ts";
import { VisibleText } from "../parts/VisibleText.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import type { MentionChoice } from "./mentionStore.ts";

const kinds: { readonly [K in MentionKind]: string } = {
  file: "File",
  folder: "Folder",
  symbol: "Symbol",
  open: "Editors",
  problems: "Problems",
  changes: "Changes",
  search: "Search",
  terminal: "Terminal",
  codebase: "Code",
};

/** The id of the list, and of the option that Enter takes. */
export const mentionListId = "mentions";
/** The id of an option. */
export function mentionOptionId(index: number): string {
  return `${mentionListId}-${index}`;
}

/** What can be mentioned, above the message box; the keyboard stays in that. */
export function MentionList(props: {
  readonly choice: MentionChoice;
  readonly onChoose: (index: number) => void;
}): JSX.Element {
  const { items, active } = props.choice;
  const current = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    current.current?.scrollIntoView({ block: "nearest" });
  }, [active, items]);
  return (
    <ul class="mentions" id={mentionListId} role="listbox" aria-label="Context to add">
      {items.map(({ id, kind, label, detail }, index) => (
        <li
          key={id}
          id={mentionOptionId(index)}
          ref={index === active ? current : null}
          role="option"
          aria-selected={index === active}
          class="mention"
          title={spelledOut(detail, "code")}
          onMouseDown={(event) => {
            // The keyboard stays in the message box.
            event.preventDefault();
            props.onChoose(index);
          }}
        >
          <span class="mention-label">
            <VisibleText text={label} as="code" />
          </span>
          <span class="mention-detail">{detail}</span>
          <span class="mention-kind">{kinds[kind]}</span>
        </li>
      ))}
    </ul>
  );
}
