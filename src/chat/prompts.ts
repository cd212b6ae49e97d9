import type { CommandView } from "../protocol/messages.ts";
import type { PromptRead } from "./readPrompts.ts";

/** The prompts that the workspace brings as files. */
export type Prompts = {
  readonly list: () => Promise<readonly CommandView[]>;
  /** Reads a prompt by its name, anew each time. */
  readonly read: (name: string) => Promise<PromptRead>;
};
