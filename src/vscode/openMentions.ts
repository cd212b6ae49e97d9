import type { Logger } from "../base/logger.ts";
import { joined, noFiles } from "../chat/leftOutWords.ts";
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
import { offeredMentions, type MentionSources } from "./offeredMentions.ts";
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

/** Everything that can be mentioned. */
export function openMentions({ guard, terminals, codeIndex, searchExcludes, log }: MentionParts): Mentions {
  const listing = createWorkspaceFiles({ searchExcludes, guard });
  const files = async () => (await listing()).files;
  // What has a name of its own comes first: `@codebase` means that, not a file of a name like it.
  const sources: MentionSources = {
    codebase: mentionedCodebase,
    selection: mentionedSelection(guard),
    problems: mentionedProblems(guard),
    terminal: mentionedTerminals(terminals),
    open: mentionedTabs(guard),
    search: mentionedSearch({ listing, guard }),
    changes: mentionedChanges(guard),
    file: mentionedFiles(files, guard),
    folder: mentionedFolders(files, guard),
    symbol: mentionedSymbols(guard),
  };
  return {
    ...offeredMentions(sources, log),
    readAt: async (texts, signal) => {
      const { uris, outOfReach } = handedUris(texts);
      return joined([await readAt(uris, { files, guard }, signal), ...noFiles(outOfReach)]);
    },
    readPasted: (text) => readPasted(text, guard),
    findCode: findInCodebase(codeIndex),
  };
}
