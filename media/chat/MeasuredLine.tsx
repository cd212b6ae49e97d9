import type { JSX } from "preact";
import type { MeasuredView } from "../../src/protocol/messages.ts";
import { DestinationLabel } from "../parts/DestinationLabel.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import { measuredDetails, measuredNumbers } from "./measuredText.ts";
import { useStore } from "./useStore.ts";

type MeasuredProps = { readonly measured: MeasuredView; readonly model: string };

/** Where an answer of a model came from and what it took; a press opens its record in the ledger. */
export function MeasuredLine({ measured, model }: MeasuredProps): JSX.Element {
  const store = useStore();
  const details = spelledOut(measuredDetails(measured, model), "code");
  return (
    <button
      type="button"
      class="measured"
      title={details}
      aria-description={details}
      onClick={() => {
        store.post({ type: "openRecord", record: measured.record });
      }}
    >
      <DestinationLabel destination={measured.destination} />
      {measuredNumbers(measured).map((number) => (
        <span key={number} class="number">
          {number}
        </span>
      ))}
    </button>
  );
}
