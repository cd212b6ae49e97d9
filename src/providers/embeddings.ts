import type * as z from "zod/mini";
import type { Answer } from "../egress/answer.ts";
import { doorFailureOf } from "../egress/doorFailure.ts";
import type { WireRequest } from "../gate/wireRequest.ts";
import { messageText, type Draft } from "../prompt/draft.ts";
import type { Route } from "../routing/route.ts";
import { longestVector } from "../terms/longestVector.ts";
import { httpFailure, malformed } from "./httpFailure.ts";
import type { Delta, ProviderFailure, Usage } from "./provider.ts";
import { parseJson, readBody } from "./readBody.ts";

/** What a server's answer with embeddings says, whatever its form. */
export type ToldVectors =
  | { readonly kind: "vectors"; readonly vectors: readonly (readonly number[])[]; readonly usage: Usage }
  | { readonly kind: "failed"; readonly failure: ProviderFailure };

/** How one wire format asks for embeddings, and reads what it is told. */
export type EmbeddingsFormat<T> = {
  readonly encode: (draft: Draft, route: Route) => WireRequest;
  readonly schema: z.ZodMiniType<T>;
  readonly read: (told: T) => ToldVectors;
};

/** A request for embeddings as bytes. The packages add nothing to it but a client: it is one object there and back. */
export function embeddingsWire(serverUrl: string, path: string, body: object): WireRequest {
  return {
    method: "POST",
    path: `${new URL(serverUrl).pathname.replace(/\/+$/, "")}${path}`,
    body: new TextEncoder().encode(JSON.stringify(body)),
  };
}

/** The texts of a draft that a vector each is asked for. */
export function embeddedTexts({ messages }: Draft): readonly string[] {
  return messages.map(messageText);
}

/** Reads an answer with embeddings: as many vectors as there were texts, all of one length, of finite numbers. */
export async function* decodeVectors<T>(
  draft: Draft,
  answer: Answer,
  { schema, read }: EmbeddingsFormat<T>,
): AsyncGenerator<Delta> {
  try {
    const body = await readBody(answer.body);
    if (answer.status !== 200) {
      yield { kind: "failed", failure: httpFailure(answer.status, body, answer.headers) };
      return;
    }
    const parsed = schema.safeParse(parseJson(body));
    const told = parsed.success ? read(parsed.data) : failedBy(malformed(body));
    if (told.kind === "failed") yield told;
    else if (!areSound(told.vectors, draft.messages.length)) yield failedBy({ kind: "malformed" });
    else {
      yield { kind: "vectors", vectors: told.vectors };
      yield { kind: "end", reason: "stop", usage: told.usage };
    }
  } catch (error) {
    yield { kind: "failed", failure: doorFailureOf(error) ?? { kind: "malformed" } };
  }
}

function failedBy(failure: ProviderFailure): Extract<ToldVectors, { kind: "failed" }> {
  return { kind: "failed", failure };
}

function areSound(vectors: readonly (readonly number[])[], count: number): boolean {
  const length = vectors[0]?.length ?? 0;
  const isUsable = (length > 0 || count === 0) && length <= longestVector;
  return (
    isUsable &&
    vectors.length === count &&
    vectors.every((vector) => vector.length === length && vector.every(Number.isFinite))
  );
}
