import { afterLineEnd } from "../base/afterLineEnd.ts";
import { countLines } from "../base/countLines.ts";
import { present } from "../base/present.ts";
import type { Attachment } from "../context/attachment.ts";
import { plainTerminalText } from "../context/plainTerminalText.ts";
import { cutWords } from "./leftOutWords.ts";
import type { MentionRead } from "./mentions.ts";
import { say } from "../terms/words.ts";

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
  const output = endOf(whole);
  const lines = run.lostLines + countLines(whole);
  const kept = countLines(output);
  const isPartOfLine = output.length < whole.length && !whole.endsWith(`\n${output}`);
  const characters = { all: whole.length, kept: output.length };
  const cut =
    isPartOfLine || kept < lines
      ? cutWords({ lines, kept, ...(isPartOfLine && { characters }) }, "last")
      : undefined;
  const attachment: Attachment = {
    source: { kind: "terminal", id: run.id, command: run.command },
    languageId: "",
    text: [`$ ${run.command}`, ...(output === "" ? [] : [output]), ending(run)].join("\n"),
    ...(cut !== undefined && { cut }),
  };
  return {
    attachments: [attachment],
    ...present({ leftOut: leftOutOf(output, cut) }),
  };
}

/** The editor loses what a command writes in the very moment in which it begins. */
function leftOutOf(output: string, cut: string | undefined): string | undefined {
  if (cut !== undefined) return say("The command wrote a lot: the {0} go along.", cut);
  if (output !== "") return undefined;
  return say(
    "The editor told nothing that the command wrote. If it wrote something, copy that and paste it here.",
  );
}

/** The end of an output in whole lines; of one giant line a part, that begins with no half character. */
function endOf(output: string): string {
  if (output.length <= mostOutput) return output;
  return afterLineEnd(output.slice(-mostOutput)).replace(/^[\uDC00-\uDFFF]/, "");
}

function ending({ isRunning, exitCode }: CommandRun): string {
  if (isRunning) return "(still running)";
  return exitCode === undefined ? "(ended)" : `(exit code ${exitCode})`;
}
