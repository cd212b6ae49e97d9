import { say } from "../terms/words.ts";

/** A place to fill in. Only who reads what stands behind it can know the name that is missing. */
export type TrialItem = { readonly prefix: string; readonly suffix: string; readonly expected: string };

/** What a model is tried with: a few lines of Drawbridge's own. */
export const trialItems: readonly TrialItem[] = [
  {
    prefix: "export function area(width: number, height: number): number {\n  const ",
    suffix: " = width * height;\n  return surface;\n}\n",
    expected: "surface",
  },
  {
    prefix: "def read_text(path):\n    with open(path) as ",
    suffix: ":\n        return handle.read()\n",
    expected: "handle",
  },
  {
    prefix: "let total = 0;\nfor (const ",
    suffix: " of readings) {\n  total += reading;\n}\n",
    expected: "reading",
  },
];

/** Every verdict on how a model fills in. */
export const infillVerdicts = ["fills", "leaksTokens", "ignoresSuffix", "talks", "empty"] as const;

/** One of {@link infillVerdicts}. */
export type InfillVerdict = (typeof infillVerdicts)[number];

const sentences: { readonly [V in InfillVerdict]: string } = {
  fills: say("It fills in."),
  leaksTokens: say(
    "It writes its own special tokens into the code: the layout does not fit this build of it.",
  ),
  ignoresSuffix: say("It does not heed what stands behind the position."),
  talks: say("It talks about the code instead of writing it."),
  empty: say("It writes nothing."),
};

/** A verdict in one sentence. */
export function verdictSentence(verdict: InfillVerdict): string {
  return sentences[verdict];
}

/** What families write around texts: `<|…|>`, `<｜…｜>`, `<fim_…>`, `<[…]>`, `[PREFIX]`, `<PRE>`. */
const special =
  /<[|｜][^<>\s]{1,40}[|｜]>|<\/?(?:fim|file|repo)[_-]?\w{1,20}>|<\[[^<>\s]{1,40}\]>|\[(?:PREFIX|SUFFIX|MIDDLE)\]|<(?:PRE|SUF|MID|EOT)>/;
const prose = /^\W*(?:sure|here(?:'s| is| are)|certainly|the (?:code|missing|following)|this |to |you |i )/i;

function judge(answer: string, { expected }: TrialItem): InfillVerdict {
  const text = answer.trimStart();
  if (special.test(text)) return "leaksTokens";
  if (text === "") return "empty";
  if (text.startsWith("```") || prose.test(text)) return "talks";
  return new RegExp(`^${expected}\\b`).test(text) ? "fills" : "ignoresSuffix";
}

/**
 * Judges the answers to {@link trialItems}, in their order; a missing one is empty. One leaked token spoils every
 * completion that follows; otherwise what most answers are counts, and where no two agree, that not all fill in.
 */
export function judgeTrial(answers: readonly string[]): InfillVerdict {
  const found = trialItems.map((item, index) => judge(answers[index] ?? "", item));
  if (found.includes("leaksTokens")) return "leaksTokens";
  return (
    infillVerdicts.find((one) => found.filter((verdict) => verdict === one).length >= 2) ?? "ignoresSuffix"
  );
}
