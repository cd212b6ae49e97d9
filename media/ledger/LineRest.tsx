import type { JSX } from "preact";
import type { LedgerFilter } from "../../src/protocol/ledgerMessages.ts";
import type { Listing } from "./ledgerStore.ts";
import { useLedgerStore } from "./useLedgerStore.ts";
import { say } from "../../src/terms/words.ts";

/** What follows the lines: the way to older ones, or why there are none. */
export function LineRest({ listing }: { readonly listing: Listing }): JSX.Element | null {
  const store = useLedgerStore();
  const { rest, rows } = listing;
  if (rest !== "none")
    return (
      <button
        type="button"
        class="button secondary rest"
        aria-disabled={rest === "searching"}
        onClick={() => {
          if (rest === "more") store.post({ type: "more" });
        }}
      >
        {rest === "searching" ? say("Looking through older records…") : say("Show older")}
      </button>
    );
  if (rows.length > 0) return null;
  if (isWide(store.filter.value)) return <p class="rest">{say("Nothing is recorded.")}</p>;
  return (
    <div class="rest">
      <p>{say("No line is like that.")}</p>
      <button
        type="button"
        class="button secondary"
        onClick={() => {
          store.chooseAll();
        }}
      >
        {say("Show all")}
      </button>
    </div>
  );
}

/** Whether nothing but errands is left out. */
function isWide({ scope, here, text, file, flow }: LedgerFilter): boolean {
  return scope === "all" && !here && text === "" && file === undefined && flow === undefined;
}
