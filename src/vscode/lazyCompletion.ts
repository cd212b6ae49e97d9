import type { Disposable } from "../base/disposable.ts";
import { loadOnce } from "../base/loadOnce.ts";
import type { OpenCompletion } from "./openCompletion.ts";
import type { WindowParts } from "./surfaceParts.ts";

/** Completion, which is loaded when it is first needed. */
export type LazyCompletion = Disposable & {
  readonly load: () => Promise<OpenCompletion>;
  /** What is loaded already. */
  readonly loaded: () => OpenCompletion | undefined;
};

/** Loads completion from a bundle of its own when it is first asked for, and lets go of it. */
export function createLazyCompletion(parts: WindowParts): LazyCompletion {
  let open: OpenCompletion | undefined;
  let isOver = false;
  const load = loadOnce(async () => {
    const { openCompletion } = await import("./openCompletion.ts");
    open = openCompletion(parts);
    if (isOver) open.dispose();
    return open;
  });
  return {
    load,
    loaded: () => open,
    dispose: () => {
      isOver = true;
      open?.dispose();
    },
  };
}
