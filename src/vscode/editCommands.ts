import type { Lazy } from "../base/lazy.ts";
import { createLazy } from "../base/lazy.ts";
import { closeLeftProposals } from "./closeLeftProposals.ts";
import type { EditParts, OpenEdit } from "./openEdit.ts";

/** The edits of a window, loaded from a bundle of their own when somebody first asks for one. */
export type LazyEdit = Lazy<OpenEdit>;

/** Loads what edits are made with when it is first asked for; diffs that an earlier window left behind are closed at once. */
export function createLazyEdit(parts: EditParts): LazyEdit {
  void closeLeftProposals();
  return createLazy(async () => (await import("./openEdit.ts")).openEdit(parts));
}

/** The commands about edits. */
export function editCommands(edit: LazyEdit) {
  return {
    "drawbridge.editInline": async () => (await edit.load()).inline.editHere(),
    "drawbridge.acceptChange": async () => (await edit.load()).proposals.acceptHere(),
    "drawbridge.rejectChange": async () => (await edit.load()).proposals.rejectHere(),
    "drawbridge.acceptAllChanges": async () => (await edit.load()).proposals.acceptAll(),
    "drawbridge.rejectAllChanges": async () => (await edit.load()).proposals.rejectAll(),
    "drawbridge.stopEdit": async () => {
      (await edit.load()).proposals.stop();
    },
  };
}
