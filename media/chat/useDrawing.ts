import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { onceNear } from "./onceNear.ts";
import { watchNearness } from "./watchNearness.ts";

/**
 * How far the drawing of something in the transcript has come: it is far from what is on screen, and about `height` CSS
 * pixels high if it was drawn before; or drawn and to be laid out as a whole so that its size is known; or known and left
 * to the browser to skip while it is out of sight.
 */
export type Drawing =
  | { readonly kind: "far"; readonly height?: number }
  | { readonly kind: "fresh" }
  | { readonly kind: "known" };

/** Farther than this from what is shown, in CSS pixels, a drawing is let go of: what stays drawn costs time in every frame. */
const heldWithin = 6000;

/**
 * Draws what is at `place` once it is near, and lets go of it when it is far away again; `atOnce` draws it wherever it is,
 * and keeps it. With a screen reader everything is near as soon as there is time, and stays: it reads what is nowhere on a
 * screen.
 */
export function useDrawing(place: RefObject<Element | null>, atOnce: boolean): Drawing {
  const [drawing, setDrawing] = useState<Drawing>({ kind: atOnce ? "fresh" : "far" });
  const { kind } = drawing;
  useLayoutEffect(() => {
    const element = place.current;
    const scroller = element?.closest("[role=log]");
    if (element === null || scroller === null || scroller === undefined) return undefined;
    if (kind === "far")
      return onceWanted(element, scroller, () => {
        setDrawing({ kind: "fresh" });
      });
    if (kind === "fresh")
      return afterLayout(() => {
        setDrawing({ kind: "known" });
      });
    if (atOnce || isHeard()) return undefined;
    return watchNearness(
      element,
      { scroller, reach: heldWithin },
      ({ isIntersecting, boundingClientRect }) => {
        if (!isIntersecting && !isInUse(element))
          setDrawing({ kind: "far", height: boundingClientRect.height });
      },
    );
  }, [kind, atOnce]);
  return drawing;
}

function isHeard(): boolean {
  return document.body.classList.contains("vscode-using-screen-reader");
}

function onceWanted(element: Element, scroller: Element, draw: () => void): () => void {
  const forget = onceNear(element, scroller, draw);
  if (!isHeard()) return forget;
  const idle = requestIdleCallback(draw);
  return () => {
    forget();
    cancelIdleCallback(idle);
  };
}

/** The browser remembers a size at the end of the frame that found it. */
function afterLayout(go: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(go);
  });
  return () => {
    cancelAnimationFrame(frame);
  };
}

/** Whether the reader has something open, marked or half written in there, or the keyboard. */
function isInUse(element: Element): boolean {
  if (element.contains(document.activeElement)) return true;
  if (element.querySelector("details[open], textarea, [aria-expanded=true]") !== null) return true;
  const selection = document.getSelection();
  return selection?.isCollapsed === false && selection.containsNode(element, true);
}
