import { slashCommandOf, slashWord, type SlashCommandName } from "../terms/slashCommands.ts";

/** What a model is told for each command: a few plain sentences, which small models follow better than many. */
const instructions: { readonly [N in SlashCommandName]: string } = {
  explain:
    "Explain the code. Say in one sentence what it is for, then how it works, step by step. Point out what is surprising.",
  fix: "Find what is wrong with the code and fix it. Name the cause in one sentence, then show only the code that changes.",
  tests:
    "Write tests for the code with the test framework of the project. Cover the usual case, the edges and what must fail. Answer with one code block.",
  docs: "Write documentation comments for the code in the style of its language. Say what a caller must know. Do not change the code itself.",
  refactor:
    "Improve the structure of the code without changing what it does. Say in one sentence what gets better, then show the new code.",
  review:
    "Review the changes or the code. List only real problems, the worst first, each with its place and a fix: bugs, security, missing tests. Say so if there are none.",
};

/** What a model is asked for a question: words of Drawbridge's own for its command, and what else the person typed. */
export type Asked = { readonly instruction?: string; readonly question: string };

/** A question as a model is asked it: `/fix it crashes` becomes what to do, and `it crashes`. Without a command it stays as it is. */
export function askedOf(question: string): Asked {
  const word = slashWord(question);
  const command = word && slashCommandOf(word.name);
  return command === undefined
    ? { question }
    : { instruction: instructions[command], question: word?.rest ?? "" };
}
