import type { Disposable } from "../base/disposable.ts";
import { loadOnce } from "../base/loadOnce.ts";
import type { CodeIndexParts } from "./codeIndexParts.ts";
import type { OpenCodeIndex } from "./openCodeIndex.ts";

/** What the index is made from, and the path of the editor's own folder for this workspace; absent: no folder is open. */
export type LazyCodeIndexParts = CodeIndexParts & { readonly storage: string | undefined };

/** The code index of the window, which is loaded when it is first needed. */
export type LazyCodeIndex = Disposable & {
  /** `undefined`: no folder is open. */
  readonly load: () => Promise<OpenCodeIndex | undefined>;
};

/** Loads the code index from a bundle of its own when it is first asked for, and lets go of it. */
export function createLazyCodeIndex({ storage, ...parts }: LazyCodeIndexParts): LazyCodeIndex {
  let open: OpenCodeIndex | undefined;
  let isOver = false;
  const load = loadOnce(async () => {
    if (storage === undefined) return undefined;
    const { openCodeIndex } = await import("./openCodeIndex.ts");
    open = openCodeIndex(storage, parts);
    if (isOver) open.dispose();
    return open;
  });
  return {
    load,
    dispose: () => {
      isOver = true;
      open?.dispose();
    },
  };
}
