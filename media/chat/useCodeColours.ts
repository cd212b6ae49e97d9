import { useEffect, useMemo, useState } from "preact/hooks";
import { canHighlight, highlightCode, prepareLanguage, type CodeSpan } from "./highlightCode.ts";

/** Code short enough to be coloured while it is drawn; longer code is coloured when the view has nothing else to do. */
const atOnce = 1200;
const untilQuietMs = 150;

type Code = { readonly text: string | undefined; readonly language: string; readonly settled: boolean };

/** The colours of a code block, or `undefined` while (or because) it is plain. Code that still changes waits. */
export function useCodeColours({ text, language, settled }: Code): readonly CodeSpan[] | undefined {
  const [later, setLater] = useState<{ readonly text: string; readonly spans: readonly CodeSpan[] }>();
  const now = settled && text !== undefined && text.length <= atOnce;
  const spans = useMemo(
    () => (now && canHighlight(text, language) ? highlightCode(text, language) : undefined),
    [now, text, language],
  );
  const waits = !now && later?.text !== text;
  useEffect(() => {
    if (!waits) return undefined;
    return whenIdle(settled ? 0 : untilQuietMs, () => {
      if (text === undefined) prepareLanguage(language);
      else if (canHighlight(text, language)) setLater({ text, spans: highlightCode(text, language) });
    });
  }, [waits, text, language, settled]);
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
