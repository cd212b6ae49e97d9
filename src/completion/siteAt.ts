import { surroundings, type EditorSnapshot } from "../context/editorSnapshot.ts";
import type { Site } from "./site.ts";

const mostLines = { automatic: 8, manual: 20 } as const;

/** A position as the steps after the model see it. */
export function siteAt(snapshot: EditorSnapshot, manual: boolean): Site {
  const { prefix, suffix } = surroundings(snapshot);
  const { languageId } = snapshot;
  return { languageId, prefix, suffix, manual, mostLines: mostLines[manual ? "manual" : "automatic"] };
}
