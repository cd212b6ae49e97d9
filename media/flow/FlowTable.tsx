import type { JSX } from "preact";
import type { FlowLineView } from "../../src/protocol/flowMessages.ts";
import { Icon } from "../parts/Icon.tsx";
import { lineWords, requestsWords } from "./lineWords.ts";
import { useFlowStore } from "./useFlowStore.ts";
import { say } from "../../src/terms/words.ts";

/** The same as the picture, as a table. Its roles are written out: where it is narrow its cells are no table's to the eye. */
export function FlowTable({ lines }: { readonly lines: readonly FlowLineView[] }): JSX.Element {
  return (
    <table class="flow-table" role="table">
      <caption>{say("The same as a table")}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {[say("Part"), say("Gate"), say("Destination"), say("Records"), say("Sent"), say("Received")].map(
            (title) => (
              <th key={title} role="columnheader" scope="col">
                {title}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lines.map((line) => (
          <Row key={line.id} line={line} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ line }: { readonly line: FlowLineView }): JSX.Element {
  const store = useFlowStore();
  const { id, part, gate, requests, sent, received, warns } = line;
  const classes = [warns ? "warns" : "", store.pointed.value === id ? "pointed" : ""];
  const point = (isPointed: boolean) => () => {
    store.pointed.value = isPointed ? id : undefined;
  };
  return (
    <tr role="row" class={classes.join(" ").trim()} onMouseEnter={point(true)} onMouseLeave={point(false)}>
      <th role="rowheader" scope="row">
        {part}
      </th>
      <td role="cell">{gate}</td>
      <td role="cell">
        <Destination line={line} />
      </td>
      <td role="cell" class="number">
        <button
          type="button"
          class="records"
          title={say("Opens them in the ledger")}
          aria-label={say("{0}. {1}. Open in the ledger", requestsWords(requests), lineWords(line))}
          onFocus={point(true)}
          onBlur={point(false)}
          onClick={() => {
            store.open(id);
          }}
        >
          {requestsWords(requests)}
        </button>
      </td>
      <td role="cell" class="number">
        {sent}
      </td>
      <td role="cell" class="number">
        {received}
      </td>
    </tr>
  );
}

function Destination({ line }: { readonly line: FlowLineView }): JSX.Element {
  const { destination, became } = line;
  if (destination === undefined) return <span class="quiet">{say("none: {0}", became)}</span>;
  return (
    <>
      <span class="destination">
        <Icon name={destination.icon} />
        <span class="destination-words">{destination.label}</span>
      </span>{" "}
      <span class="became">{became}</span>
    </>
  );
}
