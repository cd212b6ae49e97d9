import { sizeWords } from "../base/sizeWords.ts";
import type { CodeIndexState } from "../context/codeIndex/codeIndexState.ts";

type Ready = Extract<CodeIndexState, { kind: "ready" }>;

/** What an index that was built holds, and by what it finds. */
export function codeIndexWords({ files, chunks, bytes, embedded }: Ready): string {
  const holds = `The code index holds ${files === 1 ? "1 file" : `${counted(files)} files`} and takes ${sizeWords(bytes)} on this device.`;
  if (embedded === undefined)
    return `${holds} It finds code by its words; a model that makes embeddings, such as nomic-embed-text, would let it find by meaning, too.`;
  return embedded.parts === chunks
    ? `${holds} It finds by words, and by meaning with ${embedded.model}.`
    : `${holds} ${counted(embedded.parts)} of ${counted(chunks)} parts are embedded with ${embedded.model}; the rest follow while nothing else runs.`;
}

/** `12,304 of 39,500 parts embedded`; `undefined` while no part is being embedded. */
export function embeddingWords(state: CodeIndexState): string | undefined {
  if (state.kind !== "ready" || state.embedded?.isGoingOn !== true) return undefined;
  const { embedded, chunks } = state;
  return embedded.parts === chunks
    ? undefined
    : `${counted(embedded.parts)} of ${counted(chunks)} parts embedded`;
}

function counted(count: number): string {
  return count.toLocaleString("en-US");
}
