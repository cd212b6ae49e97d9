import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { textChunks } from "../parts/textChunks.ts";
import { visibleRuns } from "../parts/visibleRuns.ts";

/** Text that would leave, to be read in full; what has no shape of its own is named. */
export function WireText(props: { readonly label: string; readonly texts: readonly string[] }): JSX.Element {
  const { label, texts } = props;
  return (
    <div class="wire-text" role="region" aria-label={label} tabIndex={0}>
      {texts.map((text, index) => (
        <Whole key={index} text={text} />
      ))}
    </div>
  );
}

function Whole({ text }: { readonly text: string }): JSX.Element {
  const chunks = useMemo(() => textChunks(text).map((chunk) => visibleRuns(chunk, "exact")), [text]);
  return (
    <pre dir="ltr">
      {chunks.map((runs, index) => (
        <span key={index} class="chunk">
          {runs.map((run) => (typeof run === "string" ? run : <span class="unseen">{run.name}</span>))}
        </span>
      ))}
    </pre>
  );
}
