import * as vscode from "vscode";
import type { Logger } from "../base/logger.ts";
import type { Mentions } from "../chat/mentions.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { mentionedFiles, mentionedFolders, mentionedTabs, readAt } from "./mentionedFiles.ts";
import { isCodeUri } from "./editorContext.ts";
import { mentionedProblems } from "./mentionedProblems.ts";
import { mentionedSymbols } from "./mentionedSymbols.ts";
import type { Offer } from "./mentionSource.ts";
import { offersOf } from "./offersOf.ts";
import { createWorkspaceFiles } from "./workspaceFiles.ts";

/** What mentions are read with. */
export type MentionParts = {
  readonly guard: Pick<PathGuard, "judge">;
  /** The patterns of files that the person's own search leaves out. */
  readonly unsearched: () => readonly string[];
  readonly log: Pick<Logger, "error">;
};

/** Suggestions that can still be chosen. */
const mostOffers = 300;

/**
 * Everything that can be mentioned. What the view chooses is looked up among what was offered: no id of its own leads
 * anywhere.
 */
export function openMentions({ guard, unsearched, log }: MentionParts): Mentions {
  const files = createWorkspaceFiles(unsearched);
  const offers = offersOf(
    {
      problems: mentionedProblems(guard),
      tabs: mentionedTabs(guard),
      files: mentionedFiles(files, guard),
      folders: mentionedFolders(files, guard),
      symbols: mentionedSymbols(guard),
    },
    log,
  );
  const offered = new Map<string, Offer>();
  const offer = (one: Offer) => {
    const { kind, key, label, detail } = one;
    const id = `${kind}:${key}`;
    offered.delete(id);
    offered.set(id, one);
    return { id, kind, label, detail };
  };
  return {
    suggest: async (query, signal) => {
      const views = (await offers(query, signal)).map(offer);
      for (const id of [...offered.keys()].slice(0, -mostOffers)) offered.delete(id);
      return views;
    },
    readAt: (uris, signal) => {
      const parsed = uris.map((uri) => vscode.Uri.parse(uri, true)).filter(isCodeUri);
      return readAt(parsed, { files, guard }, signal);
    },
    read: async (id, signal) => (await offered.get(id)?.read(signal)) ?? { attachments: [] },
  };
}
