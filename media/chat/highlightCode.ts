import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import csharp from "highlight.js/lib/languages/csharp";
import css from "highlight.js/lib/languages/css";
import diff from "highlight.js/lib/languages/diff";
import dockerfile from "highlight.js/lib/languages/dockerfile";
import go from "highlight.js/lib/languages/go";
import ini from "highlight.js/lib/languages/ini";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import kotlin from "highlight.js/lib/languages/kotlin";
import markdown from "highlight.js/lib/languages/markdown";
import php from "highlight.js/lib/languages/php";
import python from "highlight.js/lib/languages/python";
import ruby from "highlight.js/lib/languages/ruby";
import rust from "highlight.js/lib/languages/rust";
import shell from "highlight.js/lib/languages/shell";
import sql from "highlight.js/lib/languages/sql";
import swift from "highlight.js/lib/languages/swift";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import { createLowlight } from "lowlight";
import { colourLimit } from "./colourLimit.ts";

/** A piece of highlighted code: plain text, or a part with a role such as `hljs-string`. */
export type CodeSpan = string | { readonly role: string; readonly children: readonly CodeSpan[] };

/** Grammars take time that grows with the square of a line without spaces; nobody reads the colours of such a line. */
const longestLine = 400;
const deepest = 16;

const lowlight = createLowlight({
  ...{ bash, c, cpp, csharp, css, diff, dockerfile, go, ini, java, javascript, json, kotlin, markdown, php },
  ...{ python, ruby, rust, shell, sql, swift, typescript, xml, yaml },
});
lowlight.registerAlias({
  css: ["scss", "less"],
  javascript: ["node"],
  json: ["jsonl"],
  typescript: ["mts", "cts"],
  xml: ["vue", "svelte"],
});

/** Whether {@link highlightCode} would colour this. */
export function canHighlight(text: string, language: string): boolean {
  if (text.length > colourLimit || !lowlight.registered(language)) return false;
  return text.split("\n").every((line) => line.length <= longestLine);
}

/** Colours code of a language it knows (by name, alias or file extension); anything else comes back plain. */
export function highlightCode(text: string, language: string): readonly CodeSpan[] {
  return canHighlight(text, language) ? spans(lowlight.highlight(language, text).children, 0) : [text];
}

/** Makes a language ready ahead of its first use, which otherwise takes some 20 ms longer than the next. */
export function prepareLanguage(language: string): void {
  highlightCode("x", language);
}

type HighlightNode = ReturnType<typeof lowlight.highlight>["children"][number];

function spans(nodes: readonly HighlightNode[], depth: number): readonly CodeSpan[] {
  if (depth > deepest) return [textOf(nodes)];
  return nodes.flatMap((node): readonly CodeSpan[] => {
    if (node.type === "text") return [node.value];
    if (node.type !== "element") return [];
    const { className } = node.properties;
    const role = Array.isArray(className) ? className.join(" ") : "";
    return [{ role, children: spans(node.children, depth + 1) }];
  });
}

/** Without recursion: code can nest deeper than the stack. */
function textOf(nodes: readonly HighlightNode[]): string {
  const parts: string[] = [];
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === "text") parts.push(node.value);
    else if (node.type === "element") waiting.push(...node.children.toReversed());
  }
  return parts.join("");
}
