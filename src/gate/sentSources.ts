import { draftSources, type Draft } from "../prompt/draft.ts";
import type { Source } from "../terms/source.ts";
import type { SentSource } from "./clearedRequest.ts";
import { sha256 } from "./sha256.ts";

/** What is recorded of a source's text: a plain hash would let a short secret of a terminal or the clipboard be guessed. */
const recorded: { readonly [K in Source["kind"]]: "nothing" | "size" | "sizeAndHash" } = {
  file: "sizeAndHash",
  terminal: "size",
  pasted: "size",
  instructions: "nothing",
  question: "nothing",
  answer: "nothing",
  history: "nothing",
};

/**
 * Every source of a draft; an attached one with the size of its own text, a file with the SHA-256, too. That text is the
 * longest part made from it, or its picture: words around it are none of it, and an answer that inherits it holds none.
 */
export function sentSources(draft: Draft): readonly SentSource[] {
  const parts = draft.messages.flatMap((message) => message.parts);
  return draftSources(draft).map((source) => {
    const what = recorded[source.kind];
    if (what === "nothing") return source;
    const key = JSON.stringify(source);
    const made = parts.filter((part) => !part.isFrame && JSON.stringify(part.source) === key);
    const picture = made.find((part) => part.picture !== undefined)?.picture;
    if (picture !== undefined)
      return { ...source, bytes: picture.bytes, ...(what === "sizeAndHash" && { sha256: picture.sha256 }) };
    const own = made.reduce((longest, { text }) => (text.length > longest.length ? text : longest), "");
    if (own === "") return source;
    const bytes = new TextEncoder().encode(own);
    return { ...source, bytes: bytes.length, ...(what === "sizeAndHash" && { sha256: sha256(bytes) }) };
  });
}
