/** The wire formats as the conformance suite meets them: where each is spoken, and how its vendors write what differs. */
import { ollamaProvider, type ProviderConfig } from "../../src/settings/providerConfig.ts";
import type { WireFormat } from "../../src/settings/providerPresets.ts";

/** A wire format under test. */
export type Format = {
  readonly wire: WireFormat;
  /** What the head of its column says. */
  readonly title: string;
  /** Where a chat is asked. */
  readonly chatPath: string;
  /** Where the list of models is. */
  readonly listPath: string;
  /** A provider of this format at the address of a server. */
  readonly provider: (url: string) => ProviderConfig;
  /** What may come between the pieces of a stream and means nothing. */
  readonly padding: string;
  /** How it says that a prompt is too long: status and body. */
  readonly tooLong: readonly [status: number, body: string];
  /** How it says that its filter stopped a request; absent where there is no filter. */
  readonly filtered?: readonly [status: number, body: string];
  /** What a stream calls the end that a filter made. */
  readonly filteredEnd?: string;
};

const label = "Scripted server";

/** Every wire format. A new one does not compile without its row. */
export const formats: { readonly [W in WireFormat]: Format } = {
  ollama: {
    wire: "ollama",
    title: "Ollama",
    chatPath: "/api/chat",
    listPath: "/api/tags",
    provider: (url) => ({ ...ollamaProvider(url), id: "server", label }),
    padding: "\n",
    // Recorded of Ollama 0.24.0: test/fixtures/ollama-recorded, "base: generate num_ctx tiny truncate:false".
    tooLong: [400, '{"error":"the input length exceeds the context length"}'],
  },
  openai: {
    wire: "openai",
    title: "OpenAI and compatible",
    chatPath: "/v1/chat/completions",
    listPath: "/v1/models",
    provider: (url) => ({ id: "server", kind: "openaiCompatible", url: `${url}/v1`, label, models: [] }),
    padding: ": OPENROUTER PROCESSING\n\n",
    // openai 7.57.0: the code is in its table of error codes; the message is vLLM's.
    tooLong: [
      400,
      '{"error":{"message":"This model\'s maximum context length is 4096 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}',
    ],
    // openai 7.57.0: `content_filter` is a finish reason and Azure's code of an error.
    filtered: [
      400,
      '{"error":{"message":"The prompt was filtered.","type":null,"param":"prompt","code":"content_filter","status":400}}',
    ],
    filteredEnd: "content_filter",
  },
  anthropic: {
    wire: "anthropic",
    title: "Anthropic",
    chatPath: "/v1/messages",
    listPath: "/v1/models",
    provider: (url) => ({ id: "server", kind: "anthropic", url, label, models: [] }),
    padding: 'event: ping\ndata: {"type": "ping"}\n\n',
    // @anthropic-ai/sdk 1.14.0: an `InvalidRequestError`; the message is the API's own.
    tooLong: [
      400,
      '{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 208310 tokens > 200000 maximum"},"request_id":"req_1"}',
    ],
    filtered: [
      400,
      '{"type":"error","error":{"type":"invalid_request_error","message":"Output blocked by content filtering policy"},"request_id":"req_1"}',
    ],
    // @anthropic-ai/sdk 1.14.0, `StopReason`.
    filteredEnd: "refusal",
  },
};
