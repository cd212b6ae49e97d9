import type { InfillFormat } from "../models/infill.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Task } from "../terms/task.ts";

/** Which model of which provider does a task, and how the request names it. */
export type Route = {
  readonly task: Task;
  readonly provider: ProviderConfig;
  /** The model as the user knows it. */
  readonly model: string;
  /** The model as the request names it: Ollama ≥ 0.18.0 gets `model:local`, which it refuses to forward. */
  readonly wireModel: string;
  /** Context length to use, in tokens. */
  readonly contextTokens: number;
  /** How many of the model's own tokens an estimated one is, as its server counted; absent: not known. */
  readonly tokenFactor?: number;
  /** Share of the room for a conversation to use, once one of that length was too long for it. */
  readonly roomShare?: number;
  /** How the model is asked to fill in the middle; absent: it only continues a text. */
  readonly infill?: InfillFormat;
  /** The model reads its whole prompt anew with every request: nothing is won by sending the same beginning again. */
  readonly keepsPrefix?: false;
  /** Longest answer the model gives, in tokens, when the server said. */
  readonly answerTokens?: number;
  /** Whether the model can look at pictures, when the server said. */
  readonly sees?: boolean;
};
