import * as vscode from "vscode";
import type { DefinitionTarget } from "../completion/contextPorts.ts";
import { isCodeUri } from "./editorContext.ts";

/** Lines of a range of the editor's, counted from 1. */
export function linesOf({ start, end }: vscode.Range): DefinitionTarget["lines"] {
  return { first: start.line + 1, last: end.line + 1 };
}

/**
 * Where the editor says that something is defined. What providers of other extensions answer has two shapes, and comes from
 * anywhere; what is neither, or no code, is left out.
 */
export function definitionTargets(answer: unknown): readonly DefinitionTarget[] {
  const found: readonly unknown[] = Array.isArray(answer) ? answer : [];
  return found.flatMap((one): readonly DefinitionTarget[] => {
    if (typeof one !== "object" || one === null) return [];
    const {
      targetUri,
      targetRange,
      uri = targetUri,
      range = targetRange,
    }: Partial<Record<string, unknown>> = { ...one };
    const isPlace = uri instanceof vscode.Uri && range instanceof vscode.Range;
    return isPlace && isCodeUri(uri) ? [{ uri: uri.toString(), lines: linesOf(range) }] : [];
  });
}
