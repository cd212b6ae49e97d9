import { createLazy, type Lazy } from "../base/lazy.ts";
import type { FindingAction } from "../completion/finding.ts";
import type { OpenCompletion } from "./openCompletion.ts";
import type { WindowParts } from "./windowParts.ts";

/** Completion, which is loaded when it is first needed. */
export type LazyCompletion = Lazy<OpenCompletion>;

/**
 * Loads completion from a bundle of its own when it is first asked for. `act`: does what a person chose when they were told
 * of something that needs them.
 */
export function createLazyCompletion(
  parts: WindowParts,
  act: (action: FindingAction) => unknown,
): LazyCompletion {
  return createLazy(async () => (await import("./openCompletion.ts")).openCompletion(parts, act));
}
