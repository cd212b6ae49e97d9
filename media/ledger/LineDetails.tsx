import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import type { LedgerFileView, LedgerRowView } from "../../src/protocol/ledgerMessages.ts";
import { useLedgerStore } from "./useLedgerStore.ts";
import { say } from "../../src/terms/words.ts";

/** Everything recorded about a request, in words. */
export function LineDetails({ row }: { readonly row: LedgerRowView }): JSX.Element {
  return (
    <div class="details">
      {row.hasBody && <Body record={row.id} />}
      {row.files.length > 0 && <Files files={row.files} refused={row.refused} />}
      <dl class="facts">
        {row.facts.map(({ label, value }) => (
          <div key={label} class="fact">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Files(props: { readonly files: readonly LedgerFileView[]; readonly refused: boolean }): JSX.Element {
  const store = useLedgerStore();
  return (
    <div class="files">
      <p class="files-title">
        {props.refused ? say("Files it would have carried") : say("Files it carried")}
      </p>
      <ul>
        {props.files.map((file, index) => (
          <li key={index}>
            <button
              type="button"
              class="file"
              title={say("Every request that carried {0}", file.name)}
              aria-description={say("Lists every request that carried it")}
              onClick={() => {
                store.chooseFile(file.path);
              }}
            >
              {file.name}
            </button>{" "}
            <span class="quiet">{file.part}</span>
            {file.sha256 !== "" && <span class="hash quiet"> SHA-256 {file.sha256}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What left, exactly; read only when somebody wants to. */
function Body({ record }: { readonly record: string }): JSX.Element {
  const store = useLedgerStore();
  const body = useComputed(() => store.bodies.value.get(record)).value;
  if (body === undefined)
    return (
      <button
        type="button"
        class="button secondary"
        onClick={() => {
          store.readBody(record);
        }}
      >
        {say("Read what left")}
      </button>
    );
  return (
    <div class="body">
      <p role="status">{body.note === "" ? say("Reading…") : body.note}</p>
      {body.text !== "" && (
        <pre tabIndex={0} aria-label={say("What left")}>
          {body.text}
        </pre>
      )}
    </div>
  );
}
