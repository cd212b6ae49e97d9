import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ExactView } from "../../src/protocol/reviewMessages.ts";
import { Icon } from "../parts/Icon.tsx";
import { useCopied } from "../parts/useCopied.ts";
import { useReviewStore } from "./useReviewStore.ts";
import { WireText } from "./WireText.tsx";
import { say } from "../../src/terms/words.ts";

/** Everything that will be on the wire, folded until it is asked for. */
export function ExactBody({ exact }: { readonly exact: ExactView }): JSX.Element {
  const store = useReviewStore();
  const [isOpen, setOpen] = useState(false);
  const [copied, markCopied] = useCopied();
  return (
    <section class="exact" aria-label={say("Exactly what will be sent")}>
      <div class="exact-head">
        <button
          type="button"
          class="act"
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          <Icon name="chevron-down" />
          {say("Exactly what will be sent")}
        </button>
        <span class="row-size">{exact.size}</span>
        <button
          type="button"
          class="act"
          title={say("Copy the whole body")}
          onClick={() => {
            store.act({ type: "copy" });
            markCopied();
          }}
        >
          <Icon name={copied ? "check" : "copy"} />
          {copied ? say("Copied") : say("Copy")}
        </button>
      </div>
      {isOpen && (
        <>
          <p class="exact-request">{exact.request}</p>
          <WireText label={say("The whole body")} texts={[exact.body]} />
          <p class="quiet">{exact.note}</p>
        </>
      )}
    </section>
  );
}
