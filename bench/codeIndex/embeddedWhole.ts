import type { CodeIndex } from "../../src/context/codeIndex/codeIndex.ts";
import type { CodeIndexState } from "../../src/context/codeIndex/codeIndexState.ts";

/** Resolves when every part of an index has a vector. Rejects when its embedder stopped before that. */
export async function embeddedWhole(index: CodeIndex): Promise<void> {
  await index.lookForModel();
  const isOver = (state: CodeIndexState): boolean =>
    state.kind === "ready" && state.embedded?.isGoingOn === false;
  if (!isOver(index.state()))
    await new Promise<void>((resolve) => {
      const listening = index.onDidChange((state) => {
        if (!isOver(state)) return;
        listening.dispose();
        resolve();
      });
    });
  const state = index.state();
  if (state.kind !== "ready" || state.embedded?.parts !== state.chunks)
    throw new Error(`the vectors are not whole: ${JSON.stringify(state)}`);
}
