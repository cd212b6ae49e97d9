import type * as vscode from "vscode";
import type { Dismissed } from "../chat/chatPorts.ts";

const key = "chat.dismissedNotices";

/** What the user wants to be told no more in a workspace; `state` is the editor's own store of it. */
export function createDismissed(state: vscode.Memento): Dismissed {
  const all = (): readonly unknown[] => {
    const kept = state.get<unknown>(key);
    return Array.isArray(kept) ? (kept as readonly unknown[]) : [];
  };
  return {
    has: (subject) => all().includes(subject),
    add: (subject) => state.update(key, [...new Set([...all(), subject])]),
  };
}
