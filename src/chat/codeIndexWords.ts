import { sizeWords } from "../base/sizeWords.ts";
import type { CodeIndexState } from "../context/codeIndex/codeIndexState.ts";
import { language, say } from "../terms/words.ts";

type Ready = Extract<CodeIndexState, { kind: "ready" }>;

/** What an index that was built holds, and by what it finds. */
export function codeIndexWords({ files, chunks, bytes, embedded }: Ready): string {
  const size = sizeWords(bytes);
  const holds =
    files === 1
      ? say("The code index holds 1 file and takes {0} on this device.", size)
      : say("The code index holds {0} files and takes {1} on this device.", counted(files), size);
  if (embedded === undefined)
    return `${holds} ${say("It finds code by its words; a model that makes embeddings, such as nomic-embed-text, would let it find by meaning, too.")}`;
  return embedded.parts === chunks
    ? `${holds} ${say("It finds by words, and by meaning with {0}.", embedded.model)}`
    : `${holds} ${say("{0} of {1} parts are embedded with {2}; the rest follow while nothing else runs.", counted(embedded.parts), counted(chunks), embedded.model)}`;
}

/** `12,304 of 39,500 parts embedded`; `undefined` while no part is being embedded. */
export function embeddingWords(state: CodeIndexState): string | undefined {
  if (state.kind !== "ready" || state.embedded?.isGoingOn !== true) return undefined;
  const { embedded, chunks } = state;
  return embedded.parts === chunks
    ? undefined
    : say("{0} of {1} parts embedded", counted(embedded.parts), counted(chunks));
}

function counted(count: number): string {
  return count.toLocaleString(language());
}
