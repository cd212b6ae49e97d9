import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { LedgerRowView } from "../../src/protocol/ledgerMessages.ts";
import { moveAmong } from "../parts/moveAmong.ts";
import { dayGroups, dayTitle } from "./dayGroups.ts";
import { LedgerLine } from "./LedgerLine.tsx";
import { LineRest } from "./LineRest.tsx";
import { useLedgerStore } from "./useLedgerStore.ts";

/** The lines, newest first, by day. */
export function LineList(): JSX.Element | null {
  const store = useLedgerStore();
  const days = useRef<HTMLDivElement>(null);
  const listing = store.listing.value;
  const sought = store.sought.value;
  useLayoutEffect(() => {
    const line = sought && lines(days.current).find(({ dataset }) => dataset["line"] === sought.id);
    line?.scrollIntoView({ block: "center" });
    line?.focus();
  }, [sought]);
  const groups = useMemo(() => dayGroups(listing?.rows ?? []), [listing?.rows]);
  const today = localDay(new Date());
  // A line that is as it was is the same node as before, and not compared again.
  const nodes = useRef(new WeakMap<LedgerRowView, JSX.Element>());
  const nodeOf = (row: LedgerRowView): JSX.Element => {
    const node = nodes.current.get(row) ?? <LedgerLine key={row.id} row={row} />;
    nodes.current.set(row, node);
    return node;
  };
  if (listing === undefined) return null;
  return (
    <div
      ref={days}
      class="days"
      aria-busy={listing.rest === "searching"}
      onKeyDown={(event) => {
        moveAmong(event, lines(days.current));
      }}
    >
      {groups.map(({ day, rows }) => (
        <section key={day} aria-label={dayTitle(day, today)}>
          <h2>{dayTitle(day, today)}</h2>
          <ul class="lines">{rows.map(nodeOf)}</ul>
        </section>
      ))}
      <LineRest listing={listing} />
    </div>
  );
}

function lines(days: HTMLElement | null): readonly HTMLElement[] {
  return days === null ? [] : [...days.querySelectorAll<HTMLElement>("[data-line]")];
}

function localDay(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
