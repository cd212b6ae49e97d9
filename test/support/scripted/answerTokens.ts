import { isObject, type JsonObject, listIn, textIn } from "./json.ts";
import type { Answer, Asked, ServerScript } from "./serverScript.ts";
import { recordedTokens } from "./recorded.ts";

/** An answer as it will be told: cut to the limits of the request, and counted. */
export type Told = {
  readonly thinking: readonly string[];
  readonly tokens: readonly string[];
  readonly text: string;
  /** In Ollama's words: `stop`, `length` or what the script says. */
  readonly reason: string;
  readonly promptTokens: number;
  readonly answerTokens: number;
};

/** The limits a request sets, under the names of whichever API it uses. */
export type Limits = { readonly maxTokens?: number | undefined; readonly stops: readonly string[] };

/** What the script answers to a request, within its limits. */
export function tell(script: ServerScript, asked: Asked, limits: Limits): Told {
  const answer = typeof script.answer === "function" ? script.answer(asked) : script.answer;
  const { tokens, reason } = answer.verbatim === true ? answerAsIs(answer) : within(answer, limits);
  const thinking = answer.thinking ?? [];
  return {
    thinking,
    tokens,
    text: tokens.join(""),
    reason: answer.doneReason ?? reason,
    promptTokens: answer.promptTokens ?? countTokens(asked.prompt),
    // A real server counts the end-of-answer token when the model stopped by itself.
    answerTokens: thinking.length + tokens.length + (reason === "stop" ? 1 : 0),
  };
}

/** The recorded answers: of a raw generation for `/api/generate` and `/v1/completions`, else of a chat. */
export function recordedAnswer(asked: Asked): Answer {
  const generated = asked.path === "/api/generate" || asked.path === "/v1/completions";
  return { tokens: generated ? recordedTokens.generate : recordedTokens.chat };
}

/** A text as the tokens of an answer: each word with the space before it. */
export function inTokens(text: string): readonly string[] {
  return text.match(/\s*\S+|\s+/gu) ?? [];
}

/** A guess at how many tokens a text is: four letters make one. */
export function countTokens(text: string): number {
  return Math.max(1, Math.ceil(text.length / 4));
}

/** The text of a request: its prompt, or its system text and messages joined by line breaks. */
export function promptOf(body: JsonObject): string {
  const system = listIn(body, "system").map(textOf);
  const messages = listIn(body, "messages").map((message) =>
    isObject(message) ? textOf(message["content"]) : "",
  );
  return [...system, ...messages, ...listIn(body, "prompt").map(textOf)]
    .filter((text) => text !== "")
    .join("\n");
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return content.map(textOf).join("");
  return isObject(content) ? (textIn(content, "text") ?? "") : "";
}

type Cut = { readonly tokens: readonly string[]; readonly reason: string };

const answerAsIs = ({ tokens }: Answer): Cut => ({ tokens, reason: "stop" });

function within({ tokens }: Answer, limits: Limits): Cut {
  const limited =
    limits.maxTokens !== undefined && limits.maxTokens >= 0 && tokens.length >= limits.maxTokens;
  const kept = limited ? tokens.slice(0, limits.maxTokens) : tokens;
  const text = kept.join("");
  const ends = limits.stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
  if (ends.length === 0) return { tokens: kept, reason: limited ? "length" : "stop" };
  return { tokens: firstLetters(kept, Math.min(...ends)), reason: "stop" };
}

/** The tokens that make up the first `length` letters, the last one cut where needed. */
function firstLetters(tokens: readonly string[], length: number): readonly string[] {
  let left = length;
  const cut = tokens.map((token) => {
    const part = token.slice(0, Math.max(0, left));
    left -= token.length;
    return part;
  });
  return cut.filter((part) => part !== "");
}
