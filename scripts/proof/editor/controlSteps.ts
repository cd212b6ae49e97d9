import type { Step } from "../step.ts";
import { controlCommands, type ControlCommand } from "./controlCommands.ts";
import type { EditorContext } from "./editorContext.ts";
import { runControl } from "./runControl.ts";

/** Contacts on purpose, in the editor that Drawbridge has just been driven in. */
export const controlSteps: readonly Step<EditorContext>[] = Object.entries<ControlCommand>(
  controlCommands,
).map(([id, { title, expects }]) => ({
  name: `${title}, from an extension in the same editor`,
  expects,
  run: async ({ stage }) => ({ said: await runControl(stage().page, id as keyof typeof controlCommands) }),
}));
