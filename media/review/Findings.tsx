import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { FindingView } from "../../src/protocol/reviewMessages.ts";
import { Icon } from "../parts/Icon.tsx";
import { useReviewStore } from "./useReviewStore.ts";
import { say } from "../../src/terms/words.ts";

/** Possible secrets, each to be redacted or kept. */
export function Findings({ findings }: { readonly findings: readonly FindingView[] }): JSX.Element | null {
  const store = useReviewStore();
  if (findings.length === 0) return null;
  const open = findings.filter(({ kept }) => !kept);
  return (
    <section class="findings" aria-label={say("Possible secrets")}>
      <ul>
        {findings.map((finding) => (
          <FindingRow key={finding.id} finding={finding} />
        ))}
      </ul>
      {open.length > 1 && (
        <button
          type="button"
          class="button secondary"
          onClick={() => {
            store.act({ type: "redact", findings: open.map(({ id }) => id) });
          }}
        >
          {say("Redact all")}
        </button>
      )}
    </section>
  );
}

function FindingRow({ finding }: { readonly finding: FindingView }): JSX.Element {
  const store = useReviewStore();
  const { id, label, preview, kept } = finding;
  const redact = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The button that was pressed is gone.
    if (kept && document.activeElement === document.body) redact.current?.focus();
  }, [kept]);
  return (
    <li class={kept ? "finding kept" : "finding"}>
      <Icon name={kept ? "check" : "warning"} />
      <span class="finding-words">
        {label} <code>{preview}</code>
      </span>
      <span class="row-actions">
        <button
          ref={redact}
          type="button"
          class="act"
          aria-label={say("Redact {0}", label)}
          title={say("Put a placeholder in its place; you are asked again")}
          onClick={() => {
            store.act({ type: "redact", findings: [id] });
          }}
        >
          {say("Redact")}
        </button>
        {kept ? (
          <span class="decided">{say("Left as is")}</span>
        ) : (
          <button
            type="button"
            class="act"
            aria-label={say("Leave as is: {0}", label)}
            title={say("Send it as it is")}
            onClick={(event) => {
              store.actWhenMeant({ type: "keep", finding: id }, event);
            }}
          >
            {say("Leave as is")}
          </button>
        )}
      </span>
    </li>
  );
}
