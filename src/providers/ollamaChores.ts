import * as z from "zod/mini";
import { doorFailureOf } from "../egress/doorFailure.ts";
import { LineTooLong, lines } from "../stream/lines.ts";
import type { Chore } from "../terms/errand.ts";
import { httpFailure } from "./httpFailure.ts";
import { afterLine, progressOf, pullBegins, pullFailure, readPullLine } from "./ollamaPull.ts";
import type { ChoreStep, Provider } from "./provider.ts";
import { parseJson, readBody } from "./readBody.ts";
import { shownHost } from "./shownHost.ts";

type ChoreAnswer = Parameters<NonNullable<Provider["followChore"]>>[1];

/** What the answer to a load admits. */
const loadedSchema = z.looseObject({
  remote_host: z.optional(z.string()),
  remote_model: z.optional(z.string()),
});

/** Follows what Ollama answers to a chore. */
export async function* followOllamaChore(chore: Chore, answer: ChoreAnswer): AsyncGenerator<ChoreStep> {
  try {
    if (answer.status !== 200) yield await failedChore(chore, answer);
    else if (chore.kind === "pull") yield* followPull(answer.body);
    else yield await finished(chore, answer.body);
  } catch (error) {
    const failure = error instanceof LineTooLong ? ({ kind: "malformed" } as const) : doorFailureOf(error);
    if (failure === undefined) throw error;
    yield { kind: "failed", failure };
  }
}

async function failedChore({ kind }: Chore, { status, headers, body }: ChoreAnswer): Promise<ChoreStep> {
  const failure = httpFailure(status, await readBody(body), headers);
  const told = kind === "pull" && failure.kind === "serverError" ? pullFailure(failure.message) : failure;
  return { kind: "failed", failure: told.kind === "serverError" ? failure : told };
}

async function finished({ kind }: Chore, body: ChoreAnswer["body"]): Promise<ChoreStep> {
  const text = await readBody(body);
  if (kind === "delete") return { kind: "done" };
  const parsed = loadedSchema.safeParse(parseJson(text));
  if (!parsed.success) return { kind: "failed", failure: { kind: "malformed" } };
  const { remote_host: host, remote_model: model } = parsed.data;
  return (host ?? model) === undefined
    ? { kind: "done" }
    : { kind: "failed", failure: { kind: "forwarded", host: shownHost(host ?? "ollama.com") } };
}

async function* followPull(body: ChoreAnswer["body"]): AsyncGenerator<ChoreStep> {
  let state = pullBegins;
  for await (const text of lines(body)) {
    if (text === "") continue;
    const line = readPullLine(parseJson(text));
    if (line === undefined) {
      yield { kind: "failed", failure: { kind: "malformed" } };
      return;
    }
    if (line.error !== undefined) {
      yield { kind: "failed", failure: pullFailure(line.error) };
      return;
    }
    if (line.status === "success") {
      yield { kind: "done" };
      return;
    }
    state = afterLine(state, line);
    yield { kind: "progress", progress: progressOf(state) };
  }
  yield { kind: "failed", failure: { kind: "cut", code: "EOF" } };
}
