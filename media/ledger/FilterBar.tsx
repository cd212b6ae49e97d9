import type { JSX } from "preact";
import type { LedgerScope } from "../../src/protocol/ledgerMessages.ts";
import { RadioRow } from "../parts/RadioRow.tsx";
import { Toggle } from "../parts/Toggle.tsx";
import { useLedgerStore } from "./useLedgerStore.ts";

const scopes: readonly (readonly [LedgerScope, string])[] = [
  ["all", "All"],
  ["left", "Left this device"],
  ["leftThisWeek", "Left this week"],
  ["refused", "Refused"],
];

/** What the list shows. */
export function FilterBar(): JSX.Element {
  const store = useLedgerStore();
  const filter = store.filter.value;
  return (
    <form
      class="choices"
      role="search"
      aria-label="Lines to show"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <RadioRow
        label="Show"
        name="scope"
        options={scopes}
        chosen={filter.scope}
        onChoose={(scope) => {
          store.choose({ scope });
        }}
      />
      <Search />
      <Toggle
        label="This workspace only"
        isOn={filter.here}
        onChange={(here) => {
          store.choose({ here });
        }}
      />
      <Toggle
        label={`Errands${hiddenWords(store.listing.value?.hiddenErrands ?? 0)}`}
        isOn={filter.errands}
        onChange={(errands) => {
          store.choose({ errands });
        }}
      />
    </form>
  );
}

function Search(): JSX.Element {
  const store = useLedgerStore();
  return (
    <input
      type="search"
      class="search"
      aria-label="Find a file, model or host"
      placeholder="Find a file, model or host"
      maxLength={500}
      value={store.filter.value.text}
      onInput={({ currentTarget }) => {
        store.search(currentTarget.value);
      }}
    />
  );
}

function hiddenWords(count: number): string {
  return count === 0 ? "" : ` (${count.toLocaleString("en-US")} hidden)`;
}
