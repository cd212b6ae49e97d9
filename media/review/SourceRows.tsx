import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ReviewRowView } from "../../src/protocol/reviewMessages.ts";
import { Icon } from "../parts/Icon.tsx";
import { useReviewStore } from "./useReviewStore.ts";
import { WireText } from "./WireText.tsx";
import { say } from "../../src/terms/words.ts";

/** What the draft is made from, with sizes; each text can be unfolded, and what was put beside the question left out. */
export function SourceRows({ rows }: { readonly rows: readonly ReviewRowView[] }): JSX.Element {
  return (
    <ul class="rows" aria-label={say("What it is made from")}>
      {rows.map((row) => (
        <SourceRow key={row.id} row={row} />
      ))}
    </ul>
  );
}

function SourceRow({ row }: { readonly row: ReviewRowView }): JSX.Element {
  const store = useReviewStore();
  const [isOpen, setOpen] = useState(false);
  const { id, label, detail, size, texts, pictures, removable } = row;
  const name = detail === "" ? label : `${label}, ${detail}`;
  return (
    <li class="row">
      <span class="row-name">{label}</span>
      <span class="row-detail">{detail}</span>
      <span class="row-size">{size}</span>
      <span class="row-actions">
        {texts.length > 0 && (
          <button
            type="button"
            class="act"
            aria-expanded={isOpen}
            aria-label={say("View {0}", name)}
            onClick={() => {
              setOpen(!isOpen);
            }}
          >
            <Icon name="chevron-down" />
            {say("View")}
          </button>
        )}
        {removable && (
          <button
            type="button"
            class="act"
            aria-label={say("Remove {0}", name)}
            title={say("Leave this file out; you are asked again")}
            onClick={() => {
              store.act({ type: "remove", row: id });
            }}
          >
            {say("Remove")}
          </button>
        )}
      </span>
      {pictures.map((url) => (
        <img key={url} class="row-picture" src={url} alt={say("Picture {0}", label)} />
      ))}
      {isOpen && <WireText label={say("Text of {0}", name)} texts={texts} />}
    </li>
  );
}
