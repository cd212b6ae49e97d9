import { mutationsOf, testIn } from "./mutation.ts";

const reading = (title: string) => testIn("unit/context/projectText", title);
const prompting = (title: string) => testIn("unit/chat/readPrompts", title);
const asking = (title: string) => testIn("unit/chat/instructedQuestions", title);

/** Guards of what a project may say to a model. */
export const instructionMutations = [
  ...mutationsOf("src/context/projectText.ts", [
    {
      name: "No rule or prompt is read in a workspace that is not trusted",
      holds: ["R5", "R20"],
      find: "  if (!parts.isTrusted()) return missing;\n",
      replace: "",
      test: reading("reads nothing of a workspace that is not trusted"),
    },
    {
      name: "No folder of rules or prompts is listed in a workspace that is not trusted",
      holds: ["R5", "R20"],
      find: "  if (!parts.isTrusted()) return [];\n",
      replace: "",
      test: reading("are none where the workspace is not trusted, or the folder leads out of it"),
    },
    {
      name: "No rule or prompt is read that a path rule excludes",
      holds: ["R20"],
      find: `if ((await parts.judge(uri)).kind === "never") return missing;`,
      replace: "await parts.judge(uri);",
      test: reading("reads nothing that a path rule excludes, and does not say that it is there"),
    },
    {
      name: "No link leads a rule or prompt out of its folder",
      holds: ["R5", "R20"],
      find: "pathWithin(placeOf(above), placeOf(real), parts.foldsCase) === undefined ? undefined : real",
      replace: "above === real ? undefined : real",
      test: reading("follows no link out of the project to another file"),
    },
    {
      name: "What cannot be seen is written out",
      holds: ["R5"],
      find: `writtenOut(file.text.replaceAll(/\\r\\n?/g, "\\n"))`,
      replace: `file.text.replaceAll(/\\r\\n?/g, "\\n")`,
      test: reading("reads what a trusted project says"),
    },
  ]),
  ...mutationsOf("src/chat/readPrompts.ts", [
    {
      name: "No prompt of a project takes the place of a command",
      holds: ["R5"],
      find: `name !== "" && slashCommandOf(name) === undefined`,
      replace: `name !== ""`,
      test: prompting(
        "take the place of no command of Drawbridge's own, and of two with one name the first counts",
      ),
    },
  ]),
  ...mutationsOf("src/chat/answerOrder.ts", [
    {
      name: "The path rules are asked about rules of the project, too",
      holds: ["R20", "sourceExcluded"],
      find: ", ...rules.flatMap(({ source }) => fileOf(source) ?? [])]",
      replace: "]",
      test: asking("takes along the rules that are shown, as a part of the system message with their files"),
    },
  ]),
  ...mutationsOf("src/chat/followAnswer.ts", [
    {
      name: "An answer may repeat the rules that it was made with",
      holds: ["R20", "sourceExcluded"],
      find: "    return ruled(progress.answer, ruledBy);",
      replace: "    return progress.answer;",
      test: testIn(
        "integration/inheritedSources",
        "keeps an answer on this device that was made with rules of the project which stay here",
      ),
    },
  ]),
];
