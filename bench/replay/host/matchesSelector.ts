import { matchesGlob } from "node:path";
import type { OpenDocument } from "./openDocument.ts";
import type { RelativePattern } from "./valueClasses.ts";

type DocumentFilter = {
  readonly language?: string;
  readonly scheme?: string;
  readonly pattern?: string | Pick<RelativePattern, "baseUri" | "pattern">;
};

/** As `vscode.DocumentSelector`. */
export type DocumentSelector = string | DocumentFilter | readonly (string | DocumentFilter)[];

/** Whether a document selector is about a document: languages, schemes and patterns, alone or in a list. */
export function matchesSelector(selector: DocumentSelector, document: OpenDocument): boolean {
  if (typeof selector === "string") return selector === "*" || selector === document.languageId;
  if (!("length" in selector)) return matchesFilter(selector, document);
  return selector.some((each) => matchesSelector(each, document));
}

function matchesFilter({ language, scheme, pattern }: DocumentFilter, document: OpenDocument): boolean {
  const isOf = (wanted: string | undefined, actual: string): boolean =>
    wanted === undefined || wanted === "*" || wanted === actual;
  if (!isOf(language, document.languageId) || !isOf(scheme, document.uri.scheme)) return false;
  if (pattern === undefined) return true;
  return typeof pattern === "string"
    ? matchesGlob(document.uri.path, pattern)
    : matchesGlob(document.uri.path, `${pattern.baseUri.path}/${pattern.pattern}`);
}
