import type { JSX } from "preact";
import type { LedgerScope } from "../../src/protocol/ledgerMessages.ts";
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
      class="filters"
      role="search"
      aria-label="Lines to show"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <fieldset class="scopes">
        <legend class="hidden">Show</legend>
        {scopes.map(([scope, label]) => (
          <label key={scope} class="scope">
            <input
              type="radio"
              class="scope-input"
              name="scope"
              checked={filter.scope === scope}
              onChange={() => {
                store.choose({ scope });
              }}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
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

function Toggle(props: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}): JSX.Element {
  return (
    <label class="toggle">
      <input
        type="checkbox"
        checked={props.isOn}
        onChange={({ currentTarget }) => {
          props.onChange(currentTarget.checked);
        }}
      />
      <span>{props.label}</span>
    </label>
  );
}
