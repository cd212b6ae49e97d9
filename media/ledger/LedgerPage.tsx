import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../parts/Icon.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { LedgerHead } from "./LedgerHead.tsx";
import { LineList } from "./LineList.tsx";
import { useLedgerStore } from "./useLedgerStore.ts";

/** The whole page. */
export function LedgerPage(): JSX.Element {
  const store = useLedgerStore();
  const frame = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    store.isReading = () => {
      const { current } = frame;
      if (current === null) return false;
      const isInList = document.activeElement?.closest(".days") instanceof Element;
      return current.scrollTop > 0 || isInList || store.open.value.size > 0;
    };
  }, [store]);
  return (
    <main ref={frame} class="ledger">
      <LedgerHead />
      <FilterBar />
      <FileBanner />
      <LineList />
      <HeldButton />
      <div class="hidden" role="status">
        {store.announced.value}
      </div>
    </main>
  );
}

/** What the lines are about when they are those of one file. */
function FileBanner(): JSX.Element | null {
  const store = useLedgerStore();
  const { file } = store.filter.value;
  if (file === undefined) return null;
  return (
    <section class="file-banner" aria-label="One file">
      <p>
        Requests that carried <strong class="name">{file}</strong>
      </p>
      <p>{store.listing.value?.tally}</p>
      <button
        type="button"
        class="button secondary"
        onClick={() => {
          store.chooseAll();
        }}
      >
        Back to all files
      </button>
    </section>
  );
}

/** The way to lines that came while the reader looked at others. */
function HeldButton(): JSX.Element | null {
  const store = useLedgerStore();
  const { length } = store.held.value;
  if (length === 0) return null;
  return (
    <button
      type="button"
      class="button secondary floating held"
      onClick={() => {
        store.showHeld();
      }}
    >
      <Icon name="arrow-up" />
      {length} new
    </button>
  );
}
