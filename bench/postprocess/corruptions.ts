import type { Syntax } from "../../src/completion/syntax.ts";
import type { Seeded } from "../support/seeded.ts";
import type { Middle } from "./middles.ts";

/** Spoils a good answer as models do; `undefined` where that cannot happen or would leave no right answer. */
export type Corruption = (site: Middle, random: Seeded) => string | undefined;

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf("\n") + 1);
}

function tailOf({ suffix }: Middle): string {
  return suffix.slice(0, (suffix.indexOf("\n") + 1 || suffix.length + 1) - 1);
}

/** Whether a piece of code is missing: not one of a comment or a text, where anything may stand. */
function isInCode({ prefix, middle, source }: Middle): boolean {
  const line = lastLine(prefix) + middle;
  if (/^\s*(?:\/[/*]|\*|#|["'`])/.test(line) || /\/\/|#/.test(lastLine(prefix))) return false;
  const quotes = source.languageId === "python" ? (prefix.match(/"""/g) ?? []) : (prefix.match(/`/g) ?? []);
  return quotes.length % 2 === 0;
}

/** The next function of the file, at its beginning or after the place. */
function otherFunction({ source, suffix }: Middle): string {
  const start =
    /\n(?:export |async |pub |public |private )*(?:function|def|func|fn|class|const) [^]*?\n(?=\n|$)/;
  return (start.exec(suffix) ?? start.exec(source.text))?.[0].trim() ?? "function other() {\n  return 1;\n}";
}

const runsOn: Corruption = ({ middle, suffix }, random) => {
  const length = 1 + random.below(160);
  const more = suffix.slice(0, length);
  return more.trim() === "" ? undefined : middle + more;
};

const closesTwice: Corruption = (site, random) => {
  const tail = tailOf(site).trimEnd();
  if (/^\s*[)\]}"'`]/.test(tail) && /^\s*[)\]}"'`;,:]*$/.test(tail))
    return site.middle + tail.slice(0, 1 + random.below(tail.length)).trimEnd();
  const next = /^(?:\n\s*[)\]}][)\]};,]*)(?=\n|$)/.exec(site.suffix)?.[0];
  return tail === "" && next !== undefined ? site.middle + next : undefined;
};

const repeatsLastLine: Corruption = (site, random) => {
  const line = lastLine(site.prefix + site.middle);
  if (!/\w{2}/.test(line)) return undefined;
  const full = site.middle.includes("\n") ? line : line + tailOf(site).trimEnd();
  const head = site.middle.includes("\n") ? site.middle : site.middle + tailOf(site).trimEnd();
  return head + `\n${full}`.repeat(1 + random.below(2));
};

const fences: Corruption = ({ middle, source }, random) =>
  random.pick([
    `\`\`\`${source.languageId}\n${middle}\n\`\`\``,
    `\`\`\`\n${middle}\n\`\`\`\nThis completes the code.`,
    `${middle}\n\`\`\`\n\nThe line above completes it.`,
  ]);

const tokens = [
  "<|endoftext|>",
  "<|file_sep|>",
  "<|fim_middle|>",
  "<fim_suffix>",
  "<｜end▁of▁sentence｜>",
  "<|im_end|>",
];
const leaksToken: Corruption = ({ middle, suffix }, random) =>
  random.pick([
    `${middle}${random.pick(tokens)}${suffix.slice(0, random.below(80))}`,
    `${middle}${random.pick(tokens)}src/other.ts\nexport const other = 1;\n`,
    `${random.pick(tokens)}${middle}`,
    `${middle}\n${random.pick(tokens)}\n`,
  ]);

const echoesLine: Corruption = ({ prefix, middle }, random) => {
  const line = lastLine(prefix);
  if (line.trim().length < 3 || !/[a-z]/i.test(line)) return undefined;
  return (random.below(2) === 0 ? line : line.trimStart()) + middle;
};

const echoesHalfWord: Corruption = ({ kind, prefix, middle, source }) => {
  const half = /[a-zA-Z_]+$/.exec(prefix)?.[0];
  if (kind !== "halfWord" || half === undefined) return undefined;
  // Where the file has the word that this makes when it is no echo, there are two right answers.
  const doubled = half + half + (/^\w*/.exec(middle)?.[0] ?? "");
  return source.text.includes(doubled) ? undefined : half + middle;
};

const leadsIn: Corruption = (site, random) => {
  const { kind, prefix, middle } = site;
  const isCode = isInCode(site);
  const line = lastLine(prefix);
  if (kind === "body") return `\n${middle}`;
  if (line.trim() === "") return random.pick([" ", "\n", "\n\n", line]) + middle;
  if (/[=+,&|?]\s$|\breturn\s$/.test(line)) return random.pick(isCode ? [" ", "  ", "\n"] : [" "]) + middle;
  return /[\s([.]$/.test(line) ? ` ${middle}` : undefined;
};

const usesCrLf: Corruption = ({ middle }) =>
  middle.includes("\n") ? middle.replaceAll("\n", "\r\n") : `${middle}\r\n`;

const indentsOtherwise: Corruption = ({ source, middle }) => {
  if (!middle.includes("\n")) return undefined;
  const step = source.text.includes("\n\t")
    ? "\t"
    : source.text.includes("\n  ") && /\n {2}\S/.test(source.text)
      ? "  "
      : "    ";
  const other = step === "\t" ? "    " : "\t";
  const isEven = middle
    .split("\n")
    .slice(1)
    .every((line) => (/^\s*/.exec(line)?.[0].length ?? 0) % step.length === 0);
  if (!isEven) return undefined;
  return middle.replace(/(?<=\n)[ \t]+/g, (lead) => lead.replaceAll(step, other));
};

const addsFunction: Corruption = (site) => {
  const closing = site.kind === "body" ? (/^\n\s*[)\]}][)\]};,]*/.exec(site.suffix)?.[0] ?? "") : "";
  return `${site.middle}${closing}\n\n${otherFunction(site)}`;
};

const trailsBlanks: Corruption = ({ middle }, random) =>
  random.pick([`${middle}   `, `${middle} \t\n`, `${middle.replaceAll("\n", "  \n")}  \n\n`]);

/** Not spoiled at all: what is right has to stay. */
export const untouched: Corruption = ({ middle }) => middle;

/** What can be made good again, by name. */
export const recoverable: Readonly<Record<string, Corruption>> = {
  runOn: runsOn,
  duplicatedCloser: closesTwice,
  repeatedLastLine: repeatsLastLine,
  codeFence: fences,
  specialToken: leaksToken,
  linePrefixEcho: echoesLine,
  halfWordEcho: echoesHalfWord,
  leadingBlank: leadsIn,
  crLf: usesCrLf,
  otherIndentation: indentsOtherwise,
  secondFunction: addsFunction,
  trailingBlanks: trailsBlanks,
};

const sentences = [
  "Here is the completed code for the function you asked about.",
  "The code above reads the value and returns it to the caller.",
  "This function takes two arguments and returns their sum",
  "Sure, here's how you can complete this function:",
  "I'm sorry, but I can't help with that request.",
  "To complete the code, you need to add a return statement.",
  "You can use the `map` method to transform the list.",
  "It looks like you want to complete the following line:",
];
/** None of them leaves a bracket open: that would only be unfinished. */
const broken = [
  ")) => ]",
  "= = 5 +",
  "] ) else )",
  "if ( ) ) = return",
  "let = = ;\n) ] }",
  "def ) ] :\n  ) )",
  "x y z = = ) )",
  "+ * / ) ]",
];

/** What nothing is to be shown of, by name. */
export const unrecoverable: Readonly<Record<string, Corruption>> = {
  blank: (_site, random) => random.pick(["", " ", "\n", "\n\n\n", "   \n\t\n  ", "\r\n\r\n"]),
  prose: (site, random) => (site.kind === "line" && isInCode(site) ? random.pick(sentences) : undefined),
  repetition: ({ prefix, middle, kind }, random) => {
    if (kind !== "line" || !/\w{3}/.test(middle.slice(0, 12))) return undefined;
    const indent = /^\s*/.exec(lastLine(prefix))?.[0] ?? "";
    const times = 5 + random.below(30);
    return random.pick([
      Array.from({ length: times }, () => middle).join(`\n${indent}`),
      `${middle.slice(0, 12).trim()}, `.repeat(times * 3),
    ]);
  },
};

/** Text in no language, where it, and whatever is left of it when its end is cut off, is an error more than there was. */
export function breaksSyntax({ errors }: Pick<Syntax, "errors">): Corruption {
  return (site, random) => {
    if (site.kind !== "line" || !isInCode(site)) return undefined;
    const answer = random.pick(broken);
    const { prefix, suffix, source } = site;
    const without = errors(source.languageId, prefix + suffix) ?? 0;
    const ends = [...answer.matchAll(/\S(?=\s|$)/g)].map(({ index }) => index + 1);
    const isHopeless = ends.every(
      (end) => (errors(source.languageId, prefix + answer.slice(0, end) + suffix) ?? 0) > without,
    );
    return isHopeless ? answer : undefined;
  };
}
