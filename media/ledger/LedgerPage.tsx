import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../parts/Icon.tsx";
import { longDay } from "./dayGroups.ts";
import { FilterBar } from "./FilterBar.tsx";
import { LedgerHead } from "./LedgerHead.tsx";
import { LineList } from "./LineList.tsx";
import { useLedgerStore } from "./useLedgerStore.ts";
import { withElements } from "../parts/withElements.ts";
import { say } from "../../src/terms/words.ts";

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
    <main ref={frame} class="page">
      <LedgerHead />
      <FilterBar />
      <FileBanner />
      <FlowBanner />
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
    <Banner label={say("One file")} back={say("Back to all files")}>
      <p>{withElements(say("Requests that carried {0}"), <strong class="name">{file}</strong>)}</p>
      <p>{store.listing.value?.tally}</p>
    </Banner>
  );
}

/** What the lines are about when they are those of one way through the data flow. */
function FlowBanner(): JSX.Element | null {
  const { flow } = useLedgerStore().filter.value;
  if (flow === undefined) return null;
  const name = <strong class="name">{flow.title}</strong>;
  return (
    <Banner label={say("One line of the data flow")} back={say("Back to all requests")}>
      <p>
        {flow.since === undefined
          ? withElements(say("One line of the data flow: {0}"), name)
          : withElements(say("One line of the data flow: {0}, since {1}"), name, longDay(flow.since))}
      </p>
    </Banner>
  );
}

function Banner(props: {
  readonly label: string;
  readonly back: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const store = useLedgerStore();
  return (
    <section class="banner" aria-label={props.label}>
      {props.children}
      <button
        type="button"
        class="button secondary"
        onClick={() => {
          store.chooseAll();
        }}
      >
        {props.back}
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
      {say("{0} new", length)}
    </button>
  );
}
