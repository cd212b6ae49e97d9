import type { Words } from "../terms/words.ts";

/** What stands between the tags of a page's `<script type="application/json" id="words">`; nothing of it is markup. */
export function pageWords(words: Words): string {
  return JSON.stringify(words).replaceAll("<", "\\u003c");
}

/** The words of a page as {@link pageWords} wrote them; `undefined` where there are none, which is English. */
export function parsePageWords(text: string | null | undefined): Words | undefined {
  if (text === null || text === undefined) return undefined;
  const raw: unknown = JSON.parse(text);
  return isWords(raw) ? raw : undefined;
}

function isWords(raw: unknown): raw is Words {
  return (
    isRecord(raw) &&
    typeof raw["language"] === "string" &&
    isRecord(raw["sentences"]) &&
    Object.values(raw["sentences"]).every((sentence) => typeof sentence === "string")
  );
}

function isRecord(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === "object" && raw !== null;
}
