import type { Attachment } from "../context/attachment.ts";
import { plainTerminalText } from "../context/plainTerminalText.ts";
import { cutWords } from "./leftOutWords.ts";
import type { MentionRead } from "./mentions.ts";

/** A command that was run in a terminal, and what it wrote, control codes included. */
export type CommandRun = {
  readonly id: string;
  readonly command: string;
  readonly output: string;
  /** How many lines before the output are not kept. */
  readonly lostLines: number;
  readonly exitCode?: number;
  readonly isRunning: boolean;
};

/** Characters of a command's output that go along: the last ones, where it says what went wrong. */
const mostOutput = 30_000;

/** A command with what a person sees of its output. What is too long is cut at its beginning, and said to be. */
export function terminalAttachment(run: CommandRun): MentionRead {
  const whole = plainTerminalText(run.output);
  const output = whole.length <= mostOutput ? whole : afterLineEnd(whole.slice(-mostOutput));
  const lines = run.lostLines + countLines(whole);
  const kept = countLines(output);
  const cut = kept < lines ? cutWords({ lines, kept }, "last") : undefined;
  const attachment: Attachment = {
    source: { kind: "terminal", id: run.id, command: run.command },
    languageId: "",
    text: [`$ ${run.command}`, ...(output === "" ? [] : [output]), ending(run)].join("\n"),
    ...(cut !== undefined && { cut }),
  };
  return {
    attachments: [attachment],
    ...(cut !== undefined && { leftOut: `The command wrote a lot: the ${cut} go along.` }),
  };
}

function ending({ isRunning, exitCode }: CommandRun): string {
  if (isRunning) return "(still running)";
  return exitCode === undefined ? "(ended)" : `(exit code ${exitCode})`;
}

function afterLineEnd(text: string): string {
  return text.slice(text.indexOf("\n") + 1);
}

function countLines(text: string): number {
  return text.split("\n").length;
}
