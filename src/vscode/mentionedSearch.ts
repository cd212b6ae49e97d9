import * as vscode from "vscode";
import { shownName } from "../base/shownName.ts";
import type { MentionRead } from "../chat/mentions.ts";
import { isNamed } from "./isNamed.ts";
import type { MentionSource, Offer } from "./mentionSource.ts";
import { searchWorkspace, type SearchParts } from "./searchWorkspace.ts";
import { withLateProgress } from "./withLateProgress.ts";
import { say } from "../terms/words.ts";

/** Characters below which nearly every line would match. */
const fewestLetters = 3;

/** What stands before words that are searched without being asked for. */
const before = /^[^\s:]+:/;

/** The lines of the workspace that hold some words: those behind `@search:`, or others that the person is asked for. */
export function mentionedSearch(parts: SearchParts): MentionSource {
  return (query) => {
    const wanted = query.trim();
    const [name = wanted] = before.exec(wanted) ?? [];
    const words = wanted.slice(name.length);
    if (!isNamed(name, "search:", say("search:"))) return Promise.resolve([]);
    if (words === "") return Promise.resolve([asking(parts)]);
    return Promise.resolve(words.length >= fewestLetters ? [searching(words, parts)] : []);
  };
}

function asking(parts: SearchParts): Offer {
  return {
    ...{ kind: "search", key: "ask", label: say("Search…") },
    detail: say("Lines of the workspace that hold words of yours"),
    read: async (signal) => {
      const words = await askForWords();
      return words === undefined ? { attachments: [] } : search(words, parts, signal);
    },
  };
}

function searching(words: string, parts: SearchParts): Offer {
  return {
    ...{ kind: "search", key: `words:${words}`, label: say('Search for "{0}"', words) },
    detail: say("Lines of the workspace that hold it"),
    read: (signal) => search(words, parts, signal),
  };
}

async function askForWords(): Promise<string | undefined> {
  const words = await vscode.window.showInputBox({
    title: say("Add Search Results"),
    prompt: say("The lines that hold these words go beside your question."),
    validateInput: (text) =>
      text.trim().length < fewestLetters ? say("Type at least {0} letters.", fewestLetters) : undefined,
  });
  return words?.trim();
}

function search(words: string, parts: SearchParts, signal: AbortSignal): Promise<MentionRead> {
  const title = say('Drawbridge: searching for "{0}"', shownName(words));
  return withLateProgress(title, signal, (stopped) => searchWorkspace(words, parts, stopped));
}
