import * as vscode from "vscode";
import type { PathGuard } from "../context/pathGuard.ts";
import { isCodeUri } from "./editorContext.ts";
import type { MentionSource, Offer } from "./mentionSource.ts";
import { readMentioned, type Lines } from "./readMentioned.ts";
import { symbolsAround } from "./symbolsAround.ts";

/** Letters below which every symbol of a workspace would fit. */
const fewestLetters = 2;
const mostSymbols = 8;

type Symbol = { readonly name: string; readonly uri: vscode.Uri; readonly range: vscode.Range };

/** Symbols of the workspace, as its language servers find them. */
export function mentionedSymbols(guard: Pick<PathGuard, "judge">): MentionSource {
  return async (query, signal) => {
    if (query.trim().length < fewestLetters) return [];
    const answer: unknown = await vscode.commands.executeCommand(
      "vscode.executeWorkspaceSymbolProvider",
      query.trim(),
    );
    if (signal.aborted) return [];
    const offers = await Promise.all(
      symbolsIn(answer)
        .slice(0, mostSymbols)
        .map((symbol) => symbolOffer(symbol, guard)),
    );
    return offers.flatMap((offer) => offer ?? []);
  };
}

/** What providers of other extensions answer comes from anywhere; what is no symbol in code is left out. */
function symbolsIn(answer: unknown): readonly Symbol[] {
  const found: readonly unknown[] = Array.isArray(answer) ? answer : [];
  return found.flatMap((one): readonly Symbol[] => {
    if (typeof one !== "object" || one === null) return [];
    const { name, location }: Partial<Record<string, unknown>> = { ...one };
    if (typeof name !== "string" || !(location instanceof vscode.Location)) return [];
    return isCodeUri(location.uri) ? [{ name, uri: location.uri, range: location.range }] : [];
  });
}

async function symbolOffer(
  { name, uri, range }: Symbol,
  guard: Pick<PathGuard, "judge">,
): Promise<Offer | undefined> {
  if ((await guard.judge(uri.toString())).kind === "never") return undefined;
  const line = range.start.line + 1;
  return {
    ...{ kind: "symbol", key: `${uri.toString()}#${line}:${name}`, label: name },
    detail: `${vscode.workspace.asRelativePath(uri)}:${line}`,
    read: async () => readMentioned({ uri, lines: await wholeOf(uri, range) }, guard),
  };
}

/** The lines of what is defined at a place: many servers name only where its name stands. */
async function wholeOf(uri: vscode.Uri, range: vscode.Range): Promise<Lines> {
  const { start, end } = (await symbolsAround(uri, range.start)).at(-1)?.range ?? range;
  return { first: start.line + 1, last: end.line + 1 };
}
