import type { JSX } from "preact";
import type { LedgerChecks } from "../../src/protocol/ledgerMessages.ts";
import { Icon } from "../parts/Icon.tsx";
import { useLedgerStore } from "./useLedgerStore.ts";
import { say } from "../../src/terms/words.ts";

/** What the ledger comes to: today, this week, and whether its records can be relied on. */
export function LedgerHead(): JSX.Element {
  const store = useLedgerStore();
  const { today, week } = store.summary.value;
  const checks = store.checks.value;
  return (
    <header class="head">
      <div class="title-row">
        <h1>{say("Ledger")}</h1>
        <span class="title-actions">
          <button
            type="button"
            class="button secondary"
            title={say("Draws where requests went")}
            onClick={() => {
              store.post({ type: "openFlow" });
            }}
          >
            {say("Data flow")}
          </button>
          <button
            type="button"
            class="button secondary"
            title={say("Reads and checks all files again")}
            onClick={() => {
              store.post({ type: "refresh", filter: store.filter.value });
            }}
          >
            <Icon name="refresh" />
            {say("Refresh")}
          </button>
          <button
            type="button"
            class="button secondary"
            title={say("Writes all records into a file of yours")}
            onClick={() => {
              store.post({ type: "export" });
            }}
          >
            {say("Export…")}
          </button>
        </span>
      </div>
      <p class="week">{week === "" ? say("Counting this week…") : week}</p>
      {today !== "" && <p class="today">{today}</p>}
      {checks !== undefined && <Checks checks={checks} />}
    </header>
  );
}

function Checks({ checks }: { readonly checks: LedgerChecks }): JSX.Element {
  const { state, sentence, problems } = checks;
  const isBroken = state === "broken";
  return (
    <div class={isBroken ? "checks broken" : "checks"}>
      <p>
        {state !== "checking" && <Icon name={isBroken ? "warning" : "check"} />}
        <span>{sentence}</span>
      </p>
      {problems.length > 0 && (
        <ul>
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
