import type { JSX } from "preact";
import type { FlowPeriod, FlowView } from "../../src/protocol/flowMessages.ts";
import { Icon } from "../parts/Icon.tsx";
import { ReadFailure } from "../parts/ReadFailure.tsx";
import { RefreshButton } from "../parts/RefreshButton.tsx";
import { RadioRow } from "../parts/RadioRow.tsx";
import { Toggle } from "../parts/Toggle.tsx";
import { FlowPicture } from "./FlowPicture.tsx";
import { FlowTable } from "./FlowTable.tsx";
import { useFlowStore } from "./useFlowStore.ts";
import { say } from "../../src/terms/words.ts";

const periods: readonly (readonly [FlowPeriod, string])[] = [
  ["today", say("Today")],
  ["week", say("7 days")],
  ["all", say("All")],
];

/** The whole page. */
export function FlowPage(): JSX.Element {
  const store = useFlowStore();
  const flow = store.flow.value;
  return (
    <main class="page">
      <header>
        <div class="title-row">
          <h1>{say("Data flow")}</h1>
          <Actions />
        </div>
        {store.isFailed.value ? <Failure /> : <Sums flow={flow} />}
      </header>
      <Choices />
      {flow !== undefined && !store.isFailed.value && <Drawing flow={flow} />}
      <div class="hidden" role="status">
        {store.announced.value}
      </div>
    </main>
  );
}

function Actions(): JSX.Element {
  const store = useFlowStore();
  return (
    <span class="title-actions">
      <button
        type="button"
        class="button secondary"
        title={say("Lists every record, and checks that none was changed")}
        onClick={() => {
          store.openLedger();
        }}
      >
        {say("Open ledger")}
      </button>
      <RefreshButton
        title={say("Reads the ledger again")}
        onRefresh={() => {
          store.refresh();
        }}
      />
    </span>
  );
}

/** What it comes to, in one large line, and whatever else there was. */
function Sums({ flow }: { readonly flow: FlowView | undefined }): JSX.Element {
  return (
    <>
      <p class="lead">{flow === undefined ? say("Reading the ledger…") : flow.lead}</p>
      {flow !== undefined && flow.rest !== "" && <p class="others">{flow.rest}</p>}
      {flow !== undefined && flow.missing !== "" && (
        <p class="missing">
          <Icon name="warning" />
          <span>{flow.missing}</span>
        </p>
      )}
    </>
  );
}

function Failure(): JSX.Element {
  const store = useFlowStore();
  return (
    <ReadFailure
      sentence={say("The ledger cannot be read, so nothing can be drawn.")}
      onRetry={() => {
        store.refresh();
      }}
    />
  );
}

function Choices(): JSX.Element {
  const store = useFlowStore();
  const { period, here } = store.choice.value;
  return (
    <form
      class="choices"
      aria-label={say("What is drawn")}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <RadioRow
        label={say("How far back")}
        name="period"
        options={periods}
        chosen={period}
        onChoose={(chosen) => {
          store.choose({ period: chosen });
        }}
      />
      <Toggle
        label={say("This workspace only")}
        isOn={here}
        onChange={(isOn) => {
          store.choose({ here: isOn });
        }}
      />
    </form>
  );
}

function Drawing({ flow }: { readonly flow: FlowView }): JSX.Element | null {
  if (flow.lines.length === 0) return flow.isWhole ? <Nothing flow={flow} /> : null;
  return (
    <div aria-busy={!flow.isWhole}>
      <FlowPicture lines={flow.lines} />
      <FlowTable lines={flow.lines} />
    </div>
  );
}

function Nothing({ flow }: { readonly flow: FlowView }): JSX.Element {
  const store = useFlowStore();
  const { period, here } = flow.choice;
  if (period === "all" && !here) return <p class="nothing">{say("No request is recorded.")}</p>;
  return (
    <div class="nothing">
      <p>
        {here ? say("No request was recorded in this workspace then.") : say("No request was recorded then.")}
      </p>
      <button
        type="button"
        class="button secondary"
        onClick={() => {
          store.choose({ period: "all", here: false });
        }}
      >
        {say("Show all")}
      </button>
    </div>
  );
}
