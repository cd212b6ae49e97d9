import { wholeMarkdown } from "./incrementalMarkdown.ts";
import { spokenWords } from "./spokenAnswer.ts";

const longest = 160;

/** The first sentence of a text, in words alone: to recognise it by its sound. */
export function firstSentence(markdown: string): string {
  const text = spokenWords(wholeMarkdown(markdown.slice(0, 2000)));
  const sentence = /^.*?[.!?…。](?=\s|$)/su.exec(text)?.[0] ?? text;
  return sentence.length <= longest ? sentence : `${sentence.slice(0, longest).trimEnd()}…`;
}
