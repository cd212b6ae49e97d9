import type { ContextBlock } from "../context/contextBlock.ts";
import type { EditorSnapshot } from "../context/editorSnapshot.ts";

/** How much is wanted, and how long it is worth waiting for. */
export type ContextWish = {
  /** Estimated tokens that the blocks may have together. */
  readonly tokens: number;
  /** Milliseconds to wait for what is still being looked for; 0 takes what is there. */
  readonly waitMs: number;
};

/** Finds code elsewhere that helps to complete a position. Every file is judged by the path rules before it is read. */
export type CompletionContext = {
  /** Begins to look, because the position came to another line or document. Returns at once. */
  readonly prepare: (snapshot: EditorSnapshot) => void;
  /**
   * What is known for the position, the most lasting kind first, each kind in an order that is the same for the same
   * state. Never throws: a source that fails gives nothing.
   */
  readonly gather: (
    snapshot: EditorSnapshot,
    wish: ContextWish,
    signal: AbortSignal,
  ) => Promise<readonly ContextBlock[]>;
};
