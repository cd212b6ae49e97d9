import type { Disposable } from "../base/disposable.ts";
import { loadOnce } from "../base/loadOnce.ts";
import type { FindingAction } from "../completion/finding.ts";
import type { OpenCompletion } from "./openCompletion.ts";
import type { WindowParts } from "./windowParts.ts";

/** Completion, which is loaded when it is first needed. */
export type LazyCompletion = Disposable & {
  readonly load: () => Promise<OpenCompletion>;
  /** What is loaded already. */
  readonly loaded: () => OpenCompletion | undefined;
};

/**
 * Loads completion from a bundle of its own when it is first asked for, and lets go of it. `act`: does what a person chose
 * when they were told of something that needs them.
 */
export function createLazyCompletion(
  parts: WindowParts,
  act: (action: FindingAction) => unknown,
): LazyCompletion {
  let open: OpenCompletion | undefined;
  let isOver = false;
  const load = loadOnce(async () => {
    const { openCompletion } = await import("./openCompletion.ts");
    open = openCompletion(parts, act);
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
