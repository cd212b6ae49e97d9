import { say } from "../../terms/words.ts";

/** What a person can have done with code where it stands. */
export type CodeTask = "fix" | "explain" | "writeDocs" | "writeTests" | "suggestNames";

/** An action as the editor lists it. */
export type OfferedAction = {
  readonly task: CodeTask;
  readonly title: string;
  readonly kind: "quickfix" | "refactor.rewrite" | "refactor.rename";
  /** The line that it is about, counted from 0; absent: what is selected. */
  readonly line?: number;
};

/** Where the editor asks for actions. */
export type ActionPlace = {
  /** First lines of what the editor finds wrong there, counted from 0, one for each problem. */
  readonly problemLines: readonly number[];
  /** The kind of actions that the person asked for; empty: any. */
  readonly only: string;
  /** Whether the person asked for actions, or the editor looks by itself whether there are any. */
  readonly isAsked: boolean;
  /** Whether there is a name at that place that can be changed. */
  readonly isOnName: boolean;
  /** Whether it is a document of its own: a cell of a notebook is not edited, nor tested. */
  readonly isWholeDocument: boolean;
};

/** Lines with problems that actions are offered for: a list of more helps nobody. */
const mostLines = 3;

function isWanted(kind: OfferedAction["kind"], { only }: ActionPlace): boolean {
  return only === "" || kind === only || kind.startsWith(`${only}.`);
}

function fixTitle(count: number): string {
  return count === 1 ? say("Fix with Drawbridge") : say("Fix {0} Problems with Drawbridge", count);
}

/** What is wrong on a line is mended, or explained, all of it at once. */
function ofProblems({ problemLines, isWholeDocument }: ActionPlace): readonly OfferedAction[] {
  const lines = [...new Set(problemLines)].toSorted((a, b) => a - b).slice(0, mostLines);
  return lines.flatMap((line): readonly OfferedAction[] => {
    const count = problemLines.filter((one) => one === line).length;
    return [
      ...(isWholeDocument ? [{ task: "fix", title: fixTitle(count), kind: "quickfix", line } as const] : []),
      { task: "explain", title: say("Explain with Drawbridge"), kind: "quickfix", line },
    ];
  });
}

/**
 * What is offered at a place. By itself only what helps with a problem: a light bulb at every line, or whenever something is
 * selected, is one that nobody looks at any more.
 */
export function offeredActions(place: ActionPlace): readonly OfferedAction[] {
  const rewrites: readonly OfferedAction[] =
    place.isAsked && place.isWholeDocument
      ? [
          { task: "writeDocs", title: say("Write Docs with Drawbridge"), kind: "refactor.rewrite" },
          { task: "writeTests", title: say("Write Tests with Drawbridge"), kind: "refactor.rewrite" },
        ]
      : [];
  const renames: readonly OfferedAction[] =
    place.isAsked && place.isWholeDocument && place.isOnName
      ? [{ task: "suggestNames", title: say("Suggest Names with Drawbridge"), kind: "refactor.rename" }]
      : [];
  return [...ofProblems(place), ...rewrites, ...renames].filter(({ kind }) => isWanted(kind, place));
}
