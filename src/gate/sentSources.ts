import { partsBySource, type Draft, type Part } from "../prompt/draft.ts";
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
  return [...partsBySource(draft)].map(([source, made]) => sentSource(source, made));
}

function sentSource(source: Source, made: readonly Part[]): SentSource {
  const what = recorded[source.kind];
  if (what === "nothing") return source;
  const own = made.filter(({ isFrame }) => !isFrame);
  const picture = own.find((part) => part.picture !== undefined)?.picture;
  if (picture !== undefined)
    return { ...source, bytes: picture.bytes, ...(what === "sizeAndHash" && { sha256: picture.sha256 }) };
  const longest = own.reduce((most, { text }) => (text.length > most.length ? text : most), "");
  if (longest === "") return source;
  const bytes = new TextEncoder().encode(longest);
  return { ...source, bytes: bytes.length, ...(what === "sizeAndHash" && { sha256: sha256(bytes) }) };
}
