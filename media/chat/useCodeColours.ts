import { useEffect, useMemo, useState } from "preact/hooks";
import type { CodeSpan } from "./highlightCode.ts";
import { lateColours, loadColours } from "./lateColours.ts";

/** Code short enough to be coloured while it is drawn; longer code is coloured when the view has nothing else to do. */
const atOnce = 1200;
const untilQuietMs = 150;

type Code = { readonly text: string | undefined; readonly language: string; readonly settled: boolean };

/**
 * The colours of a code block, or `undefined` while (or because) it is plain. Code that still changes waits, and so does
 * all code until what colours it has been loaded.
 */
export function useCodeColours({ text, language, settled }: Code): readonly CodeSpan[] | undefined {
  const [later, setLater] = useState<{ readonly text: string; readonly spans: readonly CodeSpan[] }>();
  const colours = lateColours();
  const now = settled && text !== undefined && text.length <= atOnce;
  const spans = useMemo(
    () => (now && colours?.canHighlight(text, language) ? colours.highlightCode(text, language) : undefined),
    [now, text, language, colours],
  );
  const waits = !now && later?.text !== text;
  useEffect(loadColours, []);
  useEffect(() => {
    if (!waits || colours === undefined) return undefined;
    return whenIdle(settled ? 0 : untilQuietMs, () => {
      if (text === undefined) colours.prepareLanguage(language);
      else if (colours.canHighlight(text, language))
        setLater({ text, spans: colours.highlightCode(text, language) });
    });
  }, [waits, text, language, settled, colours]);
  return spans ?? (later !== undefined && later.text === text ? later.spans : undefined);
}

/** Runs `work` once nothing happened for `afterMs` and the browser is idle; the result cancels it. */
function whenIdle(afterMs: number, work: () => void): () => void {
  let idle: number | undefined;
  const timer = setTimeout(() => {
    idle = requestIdleCallback(work, { timeout: 1000 });
  }, afterMs);
  return () => {
    clearTimeout(timer);
    if (idle !== undefined) cancelIdleCallback(idle);
  };
}
