import { strictest, type Mode, type ModeSetBy } from "../terms/mode.ts";

/** Everybody who has a say in the mode of a workspace. */
export type ModeWishes = {
  /** The user's choice for this workspace; `undefined` until they made one. */
  readonly chosen: Mode | undefined;
  readonly defaultMode: Mode;
  readonly ceiling: Mode;
  readonly repository: Mode;
  readonly trusted: boolean;
};

/** The mode in force, and who is to be named for it: the user first, when they wished for as much themselves. */
export function effectiveMode(wishes: ModeWishes): { readonly mode: Mode; readonly setBy: ModeSetBy } {
  const { chosen, defaultMode, ceiling, repository, trusted } = wishes;
  const voices: readonly (readonly [Mode, ModeSetBy])[] = [
    chosen === undefined ? [defaultMode, "default"] : [chosen, "you"],
    ...(trusted ? [] : ([["onDevice", "untrusted"]] as const)),
    [ceiling, "ceiling"],
    [repository, "repository"],
  ];
  const mode = strictest(voices.map(([wish]) => wish));
  const setBy = voices.find(([wish]) => wish === mode)?.[1] ?? "default";
  return { mode, setBy };
}
