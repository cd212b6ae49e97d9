import type { Logger } from "../base/logger.ts";
import type { Mentions } from "../chat/mentions.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { mentionedFiles, mentionedFolders, mentionedTabs, readAt } from "./mentionedFiles.ts";
import { mentionedChanges } from "./mentionedChanges.ts";
import type { CodeIndexParts } from "./codeIndexParts.ts";
import type { Terminals } from "./followTerminals.ts";
import { findInCodebase, type SearchedIndex } from "./findInCodebase.ts";
import { mentionedCodebase } from "./mentionedCodebase.ts";
import { mentionedSearch } from "./mentionedSearch.ts";
import { mentionedTerminals } from "./mentionedTerminals.ts";
import { handedUris } from "./handedUris.ts";
import { mentionedProblems } from "./mentionedProblems.ts";
import { mentionedSelection } from "./mentionedSelection.ts";
import { mentionedSymbols } from "./mentionedSymbols.ts";
import type { Offer } from "./mentionSource.ts";
import { offersOf } from "./offersOf.ts";
import { readPasted } from "./readPasted.ts";
import { createWorkspaceFiles } from "./workspaceFiles.ts";

/** What mentions are read with. */
export type MentionParts = {
  readonly guard: Pick<PathGuard, "judge" | "judgeQuietly">;
  readonly terminals: Terminals;
  readonly codeIndex: SearchedIndex;
  /** The patterns of files that the person's own search leaves out of a folder. */
  readonly searchExcludes: CodeIndexParts["searchExcludes"];
  readonly log: Pick<Logger, "error">;
};

/** Suggestions that can still be chosen. */
const mostOffers = 300;

/**
 * Everything that can be mentioned. What the view chooses is looked up among what was offered: no id of its own leads
 * anywhere.
 */
export function openMentions({ guard, terminals, codeIndex, searchExcludes, log }: MentionParts): Mentions {
  const listing = createWorkspaceFiles({ searchExcludes, guard });
  const files = async () => (await listing()).files;
  // What has a name of its own comes first: `@codebase` means that, not a file of a name like it.
  const first = {
    codebase: mentionedCodebase,
    selection: mentionedSelection(guard),
    problems: mentionedProblems(guard),
    terminals: mentionedTerminals(terminals),
    tabs: mentionedTabs(guard),
    matches: mentionedSearch({ listing, guard }),
    changes: mentionedChanges(guard),
    files: mentionedFiles(files, guard),
    folders: mentionedFolders(files, guard),
  };
  const firstOffers = offersOf(first, log);
  // Language servers may take seconds, those that are just starting most.
  const slowOffers = offersOf({ symbols: mentionedSymbols(guard) }, log);
  const offered = new Map<string, Offer>();
  const offer = (one: Offer) => {
    const { kind, key, label, detail } = one;
    const id = `${kind}:${key}`;
    offered.delete(id);
    offered.set(id, one);
    return { id, kind, label, detail };
  };
  return {
    suggest: async (query, signal, onFirst) => {
      const views = (await firstOffers(query, signal)).map(offer);
      onFirst(views);
      // Only now: who types on would else wait behind a search for each letter.
      const all = signal.aborted ? views : [...views, ...(await slowOffers(query, signal)).map(offer)];
      for (const id of [...offered.keys()].slice(0, -mostOffers)) offered.delete(id);
      return all;
    },
    readAt: (uris, signal) => readAt(handedUris(uris), { files, guard }, signal),
    readPasted: (text) => readPasted(text, guard),
    findCode: findInCodebase(codeIndex),
    read: async (id, signal) => (await offered.get(id)?.read(signal)) ?? { attachments: [] },
  };
}
