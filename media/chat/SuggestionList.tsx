import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { VisibleText } from "../parts/VisibleText.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";

/** A row of the list: what it is called, what it is, and of what kind. */
export type SuggestionRow = {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  /** Of a path the end is shown, of words the beginning. */
  readonly detailIs: "path" | "words";
  readonly kind?: string;
};

/** The id of the list, and of the option that Enter takes. */
export const suggestionListId = "suggestions";
/** The id of an option. */
export function suggestionOptionId(index: number): string {
  return `${suggestionListId}-${index}`;
}

/** What can be chosen, above the message box; the keyboard stays in that. */
export function SuggestionList(props: {
  readonly label: string;
  readonly rows: readonly SuggestionRow[];
  readonly active: number;
  /** Whether there may be more of them soon. */
  readonly isBusy: boolean;
  readonly onChoose: (index: number) => void;
}): JSX.Element {
  const { label: listLabel, rows, active } = props;
  const current = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    current.current?.scrollIntoView({ block: "nearest" });
  }, [active, rows]);
  return (
    <ul class="mentions" id={suggestionListId} role="listbox" aria-label={listLabel} aria-busy={props.isBusy}>
      {rows.map(({ key, label, detail, detailIs, kind }, index) => (
        <li
          key={key}
          id={suggestionOptionId(index)}
          ref={index === active ? current : null}
          role="option"
          aria-selected={index === active}
          class={`mention ${detailIs}`}
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
          <span class="mention-detail">
            {/* The name of a file at the top is its path. */}
            {detail !== label && (
              <bdi>
                <VisibleText text={detail} as="code" />
              </bdi>
            )}
          </span>
          {kind !== undefined && <span class="mention-kind">{kind}</span>}
        </li>
      ))}
    </ul>
  );
}
