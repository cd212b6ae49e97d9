import { fenced } from "../support/editedCode.ts";
import { inTokens } from "../support/scripted/answerTokens.ts";
import type { FaultRule } from "../support/scripted/serverScript.ts";
import type { Session } from "./harness.ts";
import { quickInput } from "./page/quickInput.ts";
import { openFile } from "./page/textEditor.ts";

/** An edit that a person asks for, and what the model answers. */
export type AskedEdit = {
  readonly file: string;
  /** Where the cursor is, counted from 1. */
  readonly at: readonly [line: number, column: number];
  /** The lines that are going to be edited, as the box names them: `2–8`. */
  readonly lines: string;
  readonly instruction: string;
  /** The rows of the model's block of code, and what it says before. */
  readonly answer: readonly string[];
  readonly talk?: string;
  readonly faults?: readonly FaultRule[];
};

/** Puts the cursor into a file and asks for an edit there, by the keyboard. */
export async function askForEdit(
  { page, ollama }: Pick<Session, "page" | "ollama">,
  { file, at, lines, instruction, answer, talk = "", faults = [] }: AskedEdit,
): Promise<void> {
  ollama.script({ answer: { tokens: inTokens(`${talk}${fenced("ts", answer)}That is it.`) }, faults });
  const editor = await openFile(page, file);
  await editor.goTo(...at);
  await page.keyboard.press("Control+Alt+k");
  await (await quickInput(page, `Edit ${file}:${lines}`)).enter(instruction);
}
