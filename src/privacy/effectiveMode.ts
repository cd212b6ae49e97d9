import type { ModeSetBy } from "../gate/policy.ts";
import { strictest, type Mode } from "../terms/mode.ts";
import type { ModeWish } from "./policyFiles.ts";

/** Everybody who has a say in the mode of a workspace. */
export type ModeWishes = {
  /** The user's choice for this workspace; `undefined` until they made one; one nobody can read is the strictest. */
  readonly chosen: Mode | "unreadable" | undefined;
  readonly defaultMode: Mode;
  readonly ceiling: Mode;
  readonly repository: Mode;
  /** What the policy files ask for. */
  readonly files: readonly ModeWish[];
  readonly trusted: boolean;
};

type Voice = readonly [Mode, ModeSetBy];

function userVoice({ chosen, defaultMode }: ModeWishes): Voice {
  if (chosen === "unreadable") return ["onDevice", "unreadableChoice"];
  return chosen === undefined ? [defaultMode, "default"] : [chosen, "you"];
}

/** The mode in force, and who is to be named for it: the user first, when they wished for as much themselves. */
export function effectiveMode(wishes: ModeWishes): { readonly mode: Mode; readonly setBy: ModeSetBy } {
  const { ceiling, repository, files, trusted } = wishes;
  const voices: readonly Voice[] = [
    userVoice(wishes),
    ...(trusted ? [] : ([["onDevice", "untrusted"]] as const)),
    [ceiling, "ceiling"],
    [repository, "repository"],
    ...files.map(({ mode, setBy }): Voice => [mode, setBy]),
  ];
  const mode = strictest(voices.map(([wish]) => wish));
  const setBy = voices.find(([wish]) => wish === mode)?.[1] ?? "default";
  return { mode, setBy };
}
