import { say } from "./words.ts";

/** The commands of the message box that are always there, in the order of their list: the name behind the `/`, and what it does. */
export const slashCommands = [
  { name: "explain", detail: say("Explain how it works") },
  { name: "fix", detail: say("Find what is wrong and fix it") },
  { name: "tests", detail: say("Write tests for it") },
  { name: "docs", detail: say("Write documentation comments") },
  { name: "refactor", detail: say("Improve its structure") },
  { name: "review", detail: say("Look for problems in changes or code") },
] as const;

/** The name of one of {@link slashCommands}. */
export type SlashCommandName = (typeof slashCommands)[number]["name"];

/** A question that begins with `/name`. */
export type SlashWord = {
  readonly name: string;
  /** What was typed behind the name. */
  readonly rest: string;
};

/** The `/name` that a question begins with, whoever knows it. A path such as `/etc/hosts` is none. */
export function slashWord(question: string): SlashWord | undefined {
  const [, name, rest = ""] = /^\s*\/([^\s/]+)(?:\s+([^]*))?$/.exec(question) ?? [];
  return name === undefined ? undefined : { name, rest: rest.trim() };
}

/** The command that a name means; `undefined` when none is called so. */
export function slashCommandOf(name: string): SlashCommandName | undefined {
  return slashCommands.find((command) => command.name === name)?.name;
}

/** Whether a question is a command and not a word more: then what it is about must be beside it. */
export function saysNothingMore(question: string): boolean {
  const word = slashWord(question);
  return word?.rest === "" && slashCommandOf(word.name) !== undefined;
}
