/** Streams as single vendors write them, made by hand from the types of their packages, which each names. */
import { answer } from "./bench.ts";

const event = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;
const base = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "m" };
const chunk = (delta: object, finish: string | null = null, more: object = {}): string =>
  event({ ...base, choices: [{ index: 0, delta, finish_reason: finish }], ...more });
const usage = { prompt_tokens: 16, completion_tokens: 8, total_tokens: 24 };
const done = "data: [DONE]\n\n";
const text = answer.map((content) => chunk({ content })).join("");
const end = chunk({}, "stop") + event({ ...base, choices: [], usage }) + done;

/** Counts in a last chunk whose choices are empty (openai 7.57.0), missing or null, as gateways leave them. */
export const countsWithoutChoices =
  chunk({ role: "assistant", content: "" }) +
  event({ ...base, choices: [] }) +
  text +
  chunk({}, "stop") +
  event({ ...base, choices: null, usage: null }) +
  event({ ...base, usage }) +
  done;

/** groq-sdk 1.6.0, `ChatCompletionChunk.XGroq`: counts without being asked, in a member of its own. */
export const groqCounts =
  chunk({ role: "assistant", content: "" }, null, { x_groq: { id: "req_1" } }) +
  text +
  chunk({}, "stop", { x_groq: { id: "req_1", usage } }) +
  done;

/** openai 7.57.0, `ChatCompletionChunk.Choice.Delta.refusal`. */
export const openaiRefusal = answer.map((refusal) => chunk({ refusal })).join("") + end;

/** @openrouter/sdk 1.3.19 and groq-sdk 1.6.0, `reasoning`, beside a content that is null or empty. */
export const reasoningField =
  chunk({ role: "assistant", content: "", reasoning: "Is" }) +
  chunk({ content: null, reasoning: " it?" }) +
  text +
  end;

/** @mistralai/mistralai 2.7.0, `DeltaMessage.content` as an array of `ThinkChunk` and `TextChunk`. */
export const mistralPieces =
  chunk({ role: "assistant", content: [{ type: "thinking", thinking: [{ type: "text", text: "Is" }] }] }) +
  chunk({ content: [{ type: "thinking", thinking: [{ type: "text", text: " it?" }], closed: true }] }) +
  chunk({ content: [{ type: "text", text: answer[0] }] }) +
  answer
    .slice(1)
    .map((content) => chunk({ content }))
    .join("") +
  end;

/** @openrouter/sdk 1.3.19: an error in the middle of a stream comes with a status of its own, beside a choice. */
export const openRouterError =
  answer
    .slice(0, 2)
    .map((content) => chunk({ content }))
    .join("") +
  chunk({ content: "" }, "error", { error: { code: 502, message: "Provider disconnected" } }) +
  done;
