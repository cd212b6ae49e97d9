import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { onceNear } from "./onceNear.ts";

/**
 * How far the drawing of something in the transcript has come: it is far from what is on screen, or drawn and to be laid
 * out as a whole so that its size is known, or known and left to the browser to skip while it is out of sight.
 */
export type Drawing = "far" | "fresh" | "known";

/**
 * Draws what is at `place` once it is near, or `atOnce`. With a screen reader everything is near as soon as there is time:
 * it reads what is nowhere on a screen.
 */
export function useDrawing(place: RefObject<Element | null>, atOnce: boolean): Drawing {
  const [drawing, setDrawing] = useState<Drawing>(atOnce ? "fresh" : "far");
  useLayoutEffect(() => {
    if (drawing === "known") return undefined;
    const go = (to: Drawing) => (): void => {
      setDrawing(to);
    };
    if (drawing === "far") return onceWanted(place.current, go("fresh"));
    // The browser remembers a size at the end of the frame that found it.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(go("known"));
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [drawing]);
  return drawing;
}

function onceWanted(place: Element | null, draw: () => void): (() => void) | undefined {
  const scroller = place?.closest("[role=log]");
  if (place === null || scroller === null || scroller === undefined) return undefined;
  const forget = onceNear(place, scroller, draw);
  if (!document.body.classList.contains("vscode-using-screen-reader")) return forget;
  const idle = requestIdleCallback(draw);
  return () => {
    forget();
    cancelIdleCallback(idle);
  };
}
