import { createRequire } from "node:module";
import { ApiError } from "./apiError.ts";

/** One message of a conversation. */
export type ChatMessage = { readonly role: string; readonly content: string };

/** Messages as they came, with the number of pictures each carries. */
export type PicturedMessage = ChatMessage & { readonly pictures: number };

/**
 * The real server marks pictures in the text also for a model that cannot see them, and so does this engine: a mark is
 * all that is left of a picture.
 */
export function markPictures(messages: readonly PicturedMessage[]): readonly ChatMessage[] {
  let next = 0;
  return messages.map(({ role, content, pictures }) => {
    const marks = Array.from({ length: pictures }, (_, index) => `[img-${next + index}]`);
    next += pictures;
    return { role, content: marks.join("") + content };
  });
}

/** How a conversation becomes the text the model continues. */
export type ChatTemplate = {
  /** As `/api/show` tells it. */
  readonly source: string;
  render(messages: readonly ChatMessage[]): string;
};

/** ChatML in Ollama's template language: what the recorded server was given for these weights. */
const chatMlSource = `{{- if .System }}<|im_start|>system
{{ .System }}<|im_end|>
{{ end }}{{- range .Messages }}<|im_start|>{{ .Role }}
{{ .Content }}<|im_end|>
{{ end }}<|im_start|>assistant
`;

/** The template of SmolLM2, and of any file that brings none. */
export const chatMl: ChatTemplate = {
  source: chatMlSource,
  render: (messages) =>
    `${messages.map(({ role, content }) => `<|im_start|>${role}\n${content}<|im_end|>\n`).join("")}<|im_start|>assistant\n`,
};

/** The Jinja template of a replaced .gguf file, rendered by the library that the runtime brings. */
export function jinjaTemplate(source: string, runtimeEntry: string): ChatTemplate {
  const loaded: unknown = createRequire(runtimeEntry)("@huggingface/jinja");
  if (!isJinja(loaded))
    throw new Error("The runtime came without @huggingface/jinja: delete it and try again.");
  const template = new loaded.Template(source);
  return {
    source,
    render(messages) {
      try {
        // The beginning-of-text token is added when the text is tokenized.
        return template.render({ messages, add_generation_prompt: true, bos_token: "", eos_token: "" });
      } catch (error) {
        throw new ApiError(500, `template error: ${String(error)}`);
      }
    },
  };
}

/**
 * The messages that fit: system messages and the last one stay, the oldest others are dropped until `fits` agrees.
 * What still does not fit is cut token by token later.
 */
export function dropOldMessages(
  messages: readonly ChatMessage[],
  fits: (messages: readonly ChatMessage[]) => boolean,
): readonly ChatMessage[] {
  for (let first = 0; first < messages.length - 1; first += 1) {
    const kept = messages.filter(({ role }, index) => index >= first || role === "system");
    if (fits(kept)) return kept;
  }
  return messages.filter(({ role }, index) => index === messages.length - 1 || role === "system");
}

function isJinja(loaded: unknown): loaded is {
  readonly Template: new (source: string) => { render(values: Readonly<Record<string, unknown>>): string };
} {
  return (
    typeof loaded === "object" &&
    loaded !== null &&
    "Template" in loaded &&
    typeof loaded.Template === "function"
  );
}
