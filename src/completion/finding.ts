import type { StepAction } from "../protocol/messages.ts";

/** What a person can do about it: a command of the editor's or ours, or a step that is taken for completion. */
export type FindingAction = { readonly label: string } & (
  | { readonly command: string; readonly argument?: string }
  /** `model`: the one to get, where that is what is done. */
  | { readonly step: StepAction; readonly model?: string }
);

/** Something that a person may want to know about completion, and what to do next where there is something. */
export type Finding = { readonly sentence: string; readonly action?: FindingAction };
