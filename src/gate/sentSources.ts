import { draftSources, type Draft } from "../prompt/draft.ts";
import type { SentSource } from "./clearedRequest.ts";
import { sha256 } from "./sha256.ts";

/**
 * Every source of a draft; a file with the size and the SHA-256 of its own text. That is the longest part made from it:
 * the words around a file name it, too, and an answer that inherits it holds none of it.
 */
export function sentSources(draft: Draft): readonly SentSource[] {
  const parts = draft.messages.flatMap((message) => message.parts);
  return draftSources(draft).map((source) => {
    if (source.kind !== "file") return source;
    const key = JSON.stringify(source);
    const own = parts
      .filter((part) => JSON.stringify(part.source) === key)
      .reduce((longest, { text }) => (text.length > longest.length ? text : longest), "");
    if (own === "") return source;
    const bytes = new TextEncoder().encode(own);
    return { ...source, bytes: bytes.length, sha256: sha256(bytes) };
  });
}
