import { createLazy, type Lazy } from "../base/lazy.ts";
import type { CodeIndexParts } from "./codeIndexParts.ts";
import type { OpenCodeIndex } from "./openCodeIndex.ts";

/** What the index is made from, and the path of the editor's own folder for this workspace; absent: no folder is open. */
export type LazyCodeIndexParts = CodeIndexParts & { readonly storage: string | undefined };

/** The code index of the window, which is loaded when it is first needed; `undefined`: no folder is open. */
export type LazyCodeIndex = Lazy<OpenCodeIndex | undefined>;

/** Loads the code index from a bundle of its own when it is first asked for. */
export function createLazyCodeIndex({ storage, ...parts }: LazyCodeIndexParts): LazyCodeIndex {
  return createLazy(async () =>
    storage === undefined ? undefined : (await import("./openCodeIndex.ts")).openCodeIndex(storage, parts),
  );
}
