import type { JSX } from "preact";
import type { StatisticsPeriod, StatisticsPage as Page } from "../../src/protocol/statisticsMessages.ts";
import { ReadFailure } from "../parts/ReadFailure.tsx";
import { RefreshButton } from "../parts/RefreshButton.tsx";
import { RadioRow } from "../parts/RadioRow.tsx";
import { StatisticsTable } from "./StatisticsTable.tsx";
import { useStatisticsStore } from "./useStatisticsStore.ts";
import { say } from "../../src/terms/words.ts";

const periods: readonly (readonly [StatisticsPeriod, string])[] = [
  ["today", say("Today")],
  ["week", say("7 days")],
  ["all", say("All")],
];

/** The whole page. */
export function StatisticsPage(): JSX.Element {
  const store = useStatisticsStore();
  const page = store.page.value;
  return (
    <main class="page">
      <header>
        <div class="title-row">
          <h1>{say("Completion")}</h1>
          <Actions />
        </div>
        {store.isFailed.value ? <Failure /> : <Sums page={page} />}
      </header>
      <form
        class="choices"
        aria-label={say("What is counted")}
        onSubmit={(event) => {
          event.preventDefault();
        }}
      >
        <RadioRow
          label={say("How far back")}
          name="period"
          options={periods}
          chosen={store.period.value}
          onChoose={(period) => {
            store.choose(period);
          }}
        />
      </form>
      {page !== undefined && !store.isFailed.value && page.rows.length > 0 && (
        <StatisticsTable rows={page.rows} />
      )}
      <p class="fine-print">
        {say(
          "These figures stay on this machine. They hold no code and no names of files, and are kept for 90 days.",
        )}
      </p>
      <div class="hidden" role="status">
        {store.announced.value}
      </div>
    </main>
  );
}

function Actions(): JSX.Element {
  const store = useStatisticsStore();
  return (
    <span class="title-actions">
      <button
        type="button"
        class="button secondary"
        title={say("Deletes them, after asking once more")}
        onClick={() => {
          store.forget();
        }}
      >
        {say("Forget these figures")}
      </button>
      <RefreshButton
        title={say("Reads the figures again")}
        onRefresh={() => {
          store.refresh();
        }}
      />
    </span>
  );
}

/** What it comes to, in one large line, and whatever else there is to say. */
function Sums({ page }: { readonly page: Page | undefined }): JSX.Element {
  return (
    <>
      <p class="lead">{page === undefined ? say("Reading the figures…") : page.lead}</p>
      {page !== undefined && page.rest !== "" && <p class="others">{page.rest}</p>}
    </>
  );
}

function Failure(): JSX.Element {
  const store = useStatisticsStore();
  return (
    <ReadFailure
      sentence={say("The figures cannot be read.")}
      onRetry={() => {
        store.refresh();
      }}
    />
  );
}
