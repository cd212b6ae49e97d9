import type { JSX } from "preact";
import type { LedgerScope } from "../../src/protocol/ledgerMessages.ts";
import { RadioRow } from "../parts/RadioRow.tsx";
import { Toggle } from "../parts/Toggle.tsx";
import { useLedgerStore } from "./useLedgerStore.ts";
import { language, say } from "../../src/terms/words.ts";

const scopes: readonly (readonly [LedgerScope, string])[] = [
  ["all", say("All")],
  ["left", say("Left this device")],
  ["leftThisWeek", say("Left this week")],
  ["refused", say("Refused")],
];

/** What the list shows. */
export function FilterBar(): JSX.Element {
  const store = useLedgerStore();
  const filter = store.filter.value;
  return (
    <form
      class="choices"
      role="search"
      aria-label={say("Lines to show")}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <RadioRow
        label={say("Show")}
        name="scope"
        options={scopes}
        chosen={filter.scope}
        onChoose={(scope) => {
          store.choose({ scope });
        }}
      />
      <Search />
      <Toggle
        label={say("This workspace only")}
        isOn={filter.here}
        onChange={(here) => {
          store.choose({ here });
        }}
      />
      <Toggle
        label={say("Errands{0}", hiddenWords(store.listing.value?.hiddenErrands ?? 0))}
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
      aria-label={say("Find a file, model or host")}
      placeholder={say("Find a file, model or host")}
      maxLength={500}
      value={store.filter.value.text}
      onInput={({ currentTarget }) => {
        store.search(currentTarget.value);
      }}
    />
  );
}

function hiddenWords(count: number): string {
  return count === 0 ? "" : ` ${say("({0} hidden)", count.toLocaleString(language()))}`;
}
