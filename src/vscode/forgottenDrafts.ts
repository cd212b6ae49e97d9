import type { PrivateStore } from "../privacy/workspacePolicy.ts";

const key = "drawbridge.draftsForgottenMs";

/** Whether a key of the global state is the mark that drafts were forgotten: without it they would come back. */
export function isForgottenMark(name: string): boolean {
  return name === key;
}

/** Until when what was written in chats and not sent is forgotten. Each page keeps its own drafts, and is told when it comes up. */
export type ForgottenDrafts = {
  /** Milliseconds since 1970; `undefined`: nothing was ever forgotten. */
  readonly beforeMs: () => number | undefined;
  /** Forgets what was written up to now, in all workspaces. */
  readonly forget: () => Promise<void>;
};

/** Keeps that in the editor's global state; `nowMs` tells milliseconds since 1970. */
export function createForgottenDrafts(
  store: Pick<PrivateStore, "get" | "set">,
  nowMs: () => number,
): ForgottenDrafts {
  return {
    beforeMs: () => {
      const kept = store.get(key);
      return typeof kept === "number" ? kept : undefined;
    },
    forget: () => store.set(key, nowMs()),
  };
}
