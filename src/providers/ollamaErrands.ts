import { plainLine } from "../base/plainLine.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { KnownModel } from "../routing/knownServer.ts";
import type * as z from "zod/mini";
import { httpFailure, malformed } from "./httpFailure.ts";
import { listedModels, said, shownWord } from "./listedModels.ts";
import { infillFacts } from "./ollamaInfill.ts";
import {
  listedSchema,
  psSchema,
  showSchema,
  statusSchema,
  tagsSchema,
  versionSchema,
} from "./ollamaSchemas.ts";
import type { ErrandAnswer, Provider, ProviderFailure } from "./provider.ts";
import { parseJson } from "./readBody.ts";
import { shownHost } from "./shownHost.ts";

/** Families that only make embeddings, from the names of Ollama's own library. */
const embeddingFamilies = /bert|embed/i;

type Listed = z.infer<typeof listedSchema>;

/** The host that really runs a model: an alias names it, or at least the model that it stands for. */
function remoteHostOf(entry: {
  readonly remote_host?: string | undefined;
  readonly remote_model?: string | undefined;
}): string | undefined {
  const host = entry.remote_host ?? (entry.remote_model === undefined ? undefined : "ollama.com");
  return host === undefined ? undefined : shownHost(host);
}

function generates({ name, details, capabilities }: Listed): boolean {
  return capabilities?.includes("completion") ?? !embeddingFamilies.test(`${details?.family ?? ""} ${name}`);
}

/**
 * What Ollama says that a model can do; servers before 0.6.4 say nothing. `insert` only means that the model's own
 * template fills in; without it the text may still be sent raw, so its absence says nothing.
 */
function abilities(named: readonly string[] | undefined): Pick<KnownModel, "can"> {
  if (named === undefined) return {};
  const has = (name: string): boolean => named.includes(name);
  return {
    can: {
      chat: has("completion"),
      ...(has("insert") && { infill: true }),
      embeddings: has("embedding"),
      images: has("vision"),
      tools: has("tools"),
      thinking: has("thinking"),
    },
  };
}

function makeOf(details: Listed["details"]): Pick<KnownModel, "parameters" | "quantisation"> {
  return said({
    parameters: shownWord(details?.parameter_size),
    quantisation: shownWord(details?.quantization_level),
  });
}

function knownModel(value: unknown): KnownModel | undefined {
  const parsed = listedSchema.safeParse(value);
  // Also when its alias cannot be read: what is not listed is not used.
  if (!parsed.success) return undefined;
  const entry = parsed.data;
  const { name, size, digest, details } = entry;
  const remoteHost = remoteHostOf(entry);
  return {
    name,
    generates: generates(entry),
    ...(size !== undefined && { bytes: size }),
    ...(digest !== undefined && { digest }),
    ...(remoteHost !== undefined && { remoteHost }),
    ...(details?.context_length !== undefined && { contextTokens: details.context_length }),
    ...abilities(entry.capabilities),
    ...infillFacts({ details }),
    ...makeOf(details),
  };
}

function showAnswer(show: z.infer<typeof showSchema>): ErrandAnswer {
  const remoteHost = remoteHostOf(show);
  const context = Object.entries(show.model_info ?? {}).find(([key]) => key.endsWith(".context_length"))?.[1];
  return {
    kind: "show",
    ...(remoteHost !== undefined && { remoteHost }),
    ...(typeof context === "number" && { contextTokens: context }),
    ...abilities(show.capabilities),
    ...infillFacts(show),
    ...makeOf(show.details),
  };
}

function read<T>(
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
  body: string,
  toAnswer: (data: T) => ErrandAnswer,
): Result<ErrandAnswer, ProviderFailure> {
  const parsed = schema.safeParse(parseJson(body));
  return parsed.success ? ok(toAnswer(parsed.data)) : err(malformed(body));
}

/** Reads what Ollama answers to an errand. */
export const readOllamaErrand: Provider["readErrand"] = (errand, { status, body }) => {
  if (status !== 200) return err(httpFailure(status, body));
  switch (errand.kind) {
    case "version":
    case "reach":
      return read(versionSchema, body, ({ version }) => ({ kind: "version", version: plainLine(version) }));
    case "status":
      return read(statusSchema, body, ({ cloud }) => ({ kind: "status", cloudDisabled: cloud.disabled }));
    case "list":
      return read(tagsSchema, body, ({ models }) => ({
        kind: "list",
        ...listedModels(models, knownModel),
      }));
    case "show":
      return read(showSchema, body, showAnswer);
    case "loaded":
      return read(psSchema, body, ({ models }) => ({
        kind: "loaded",
        models: models.map(({ digest, size }) => ({ digest, bytes: size })),
      }));
  }
};
