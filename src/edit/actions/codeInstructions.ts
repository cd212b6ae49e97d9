/** Characters of one problem's message that go along: some compilers write pages. */
const longestMessage = 500;

/** What a model is told to mend, by what the editor finds wrong, in English like everything that Drawbridge tells one. */
export function fixInstruction(messages: readonly string[]): string {
  const told = messages.map((message) => message.replace(/\s+/g, " ").trim().slice(0, longestMessage));
  const [only] = told;
  return told.length === 1
    ? `Fix this problem: ${only ?? ""}`
    : `Fix these problems:\n${told.map((one) => `- ${one}`).join("\n")}`;
}

/** What a model is told to document. */
export const docsInstruction =
  "Write a documentation comment for what these lines declare, in the style of the language and of this file. Say what a caller must know. Keep the lines themselves exactly as they are, and write nothing of what follows them.";

/** The question by which problems are explained; they stand beside it, with their code. */
export const problemsQuestion = "/explain What is wrong here, and why?";

/** The question that tests are asked for with; the framework and the file are found out before. */
export function testsQuestion(
  plan: { readonly framework?: string; readonly target: string; readonly exists: boolean } | undefined,
): string {
  if (plan === undefined) return "/tests";
  const { framework, target, exists } = plan;
  const by = framework === undefined ? "" : ` Use ${framework}.`;
  const where = exists
    ? `Add them to ${target}, which is there already.`
    : `They belong into the new file ${target}.`;
  return `/tests${by} ${where}`;
}
