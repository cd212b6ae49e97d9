import type { Policy } from "../gate/policy.ts";
import { strictest, type Mode, type ModeSetBy } from "../terms/mode.ts";
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

/** The strictest voice; of equals the first. */
function strictestVoice(voices: readonly Voice[]): { readonly mode: Mode; readonly setBy: ModeSetBy } {
  const mode = strictest(voices.map(([wish]) => wish));
  const setBy = voices.find(([wish]) => wish === mode)?.[1] ?? "default";
  return { mode, setBy };
}

/**
 * The mode in force, and who is to be named for it: the user first, when they wished for as much themselves. `cap` is
 * the loosest mode the user could choose, by everybody else's wish.
 */
export function effectiveMode(wishes: ModeWishes): Pick<Policy, "mode" | "setBy" | "cap"> {
  const { ceiling, repository, files, trusted } = wishes;
  const others: readonly Voice[] = [
    ...(trusted ? [] : ([["onDevice", "untrusted"]] as const)),
    [ceiling, "ceiling"],
    [repository, "repository"],
    ...files.map(({ mode, setBy }): Voice => [mode, setBy]),
  ];
  return { ...strictestVoice([userVoice(wishes), ...others]), cap: strictestVoice(others) };
}
