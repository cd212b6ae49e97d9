import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import type { LedgerRowView } from "../../src/protocol/ledgerMessages.ts";
import { Icon } from "../parts/Icon.tsx";
import { LineDetails } from "./LineDetails.tsx";
import { useLedgerStore } from "./useLedgerStore.ts";

type LineProps = { readonly row: LedgerRowView };

/** One request in one line, with everything about it underneath when it is open. */
export function LedgerLine({ row }: LineProps): JSX.Element {
  const store = useLedgerStore();
  const { id } = row;
  const isOpen = useComputed(() => store.open.value.has(id)).value;
  const isEntry = useComputed(() => store.entry.value === id).value;
  return (
    <li class={isOpen ? "line open" : "line"}>
      <button
        type="button"
        class={row.refused ? "line-button refused" : "line-button"}
        data-line={id}
        tabIndex={isEntry ? 0 : -1}
        aria-expanded={isOpen}
        onFocus={() => {
          store.current.value = id;
        }}
        onClick={() => {
          store.toggle(id);
        }}
        onKeyDown={({ key }) => {
          if (key === "ArrowRight" || key === "ArrowLeft") store.toggle(id, key === "ArrowRight");
        }}
      >
        <span class="time">
          <Icon name="chevron-down" />
          {row.time}{" "}
        </span>
        <Words row={row} />
        <span class="numbers">
          <span class="sizes">{row.sizes} </span>
          <span class="took">{row.took}</span>
        </span>
      </button>
      {isOpen && <LineDetails row={row} />}
    </li>
  );
}

function Words({ row }: LineProps): JSX.Element {
  if (row.refused)
    return (
      <span class="words">
        <Icon name={row.icon} />
        <span class="lead">{row.lead}</span>{" "}
      </span>
    );
  return (
    <span class="words">
      <span class="lead">{row.lead}</span>
      {row.model !== "" && <span class="part">{row.model}</span>}
      <span class="part destination">
        <Icon name={row.icon} />
        <span class="destination-words">{row.destination}</span>
      </span>
      {row.ending !== "" && <span class="part">{row.ending}</span>}{" "}
    </span>
  );
}
