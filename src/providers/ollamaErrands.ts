import { plainLine } from "../base/plainLine.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { KnownModel } from "../routing/knownServer.ts";
import type * as z from "zod/mini";
import { httpFailure } from "./httpFailure.ts";
import { psSchema, showSchema, statusSchema, tagsSchema, versionSchema } from "./ollamaSchemas.ts";
import type { ErrandAnswer, Provider, ProviderFailure } from "./provider.ts";
import { parseJson } from "./readBody.ts";
import { shownHost } from "./shownHost.ts";

/** Families that only make embeddings, from the names of Ollama's own library. */
const embeddingFamilies = /bert|embed/i;

type Listed = z.infer<typeof tagsSchema>["models"][number];

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

function knownModel(entry: Listed): KnownModel {
  const { name, size, digest, details } = entry;
  const remoteHost = remoteHostOf(entry);
  return {
    name,
    generates: generates(entry),
    ...(size !== undefined && { bytes: size }),
    ...(digest !== undefined && { digest }),
    ...(remoteHost !== undefined && { remoteHost }),
    ...(details?.context_length !== undefined && { contextTokens: details.context_length }),
  };
}

function showAnswer(show: z.infer<typeof showSchema>): ErrandAnswer {
  const remoteHost = remoteHostOf(show);
  const context = Object.entries(show.model_info ?? {}).find(([key]) => key.endsWith(".context_length"))?.[1];
  return {
    kind: "show",
    ...(remoteHost !== undefined && { remoteHost }),
    ...(typeof context === "number" && { contextTokens: context }),
  };
}

function read<T>(
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
  body: string,
  toAnswer: (data: T) => ErrandAnswer,
): Result<ErrandAnswer, ProviderFailure> {
  const parsed = schema.safeParse(parseJson(body));
  return parsed.success ? ok(toAnswer(parsed.data)) : err({ kind: "malformed" });
}

/** Reads what Ollama answers to an errand. */
export const readOllamaErrand: Provider["readErrand"] = (errand, { status, body }) => {
  if (status !== 200) return err(httpFailure(status, body, undefined));
  switch (errand.kind) {
    case "version":
    case "reach":
      return read(versionSchema, body, ({ version }) => ({ kind: "version", version: plainLine(version) }));
    case "status":
      return read(statusSchema, body, ({ cloud }) => ({ kind: "status", cloudDisabled: cloud.disabled }));
    case "list":
      return read(tagsSchema, body, ({ models }) => ({ kind: "list", models: models.map(knownModel) }));
    case "show":
      return read(showSchema, body, showAnswer);
    case "loaded":
      return read(psSchema, body, ({ models }) => ({
        kind: "loaded",
        models: models.map(({ digest, size }) => ({ digest, bytes: size })),
      }));
  }
};
