/** Entries for the tests of the ledger: a test names only what it is about. */
import { randomUUID } from "node:crypto";
import type { NewEntry } from "../../../src/ledger/record.ts";

type NewAttempt = Extract<NewEntry, { phase: "attempt" }>;

const subject = {
  purpose: "chat",
  workspace: "project",
  provider: "ollama",
  model: "m:1b",
  class: "device" as const,
  origin: "http://127.0.0.1:11434",
  host: "127.0.0.1:11434",
  method: "POST",
  path: "/api/chat",
  sources: [],
  mode: "onDevice",
  epoch: 0,
};

/** An attempt to send a short body. */
export function attempt(changes: Partial<NewAttempt> = {}): NewAttempt {
  const body = changes.body ?? Buffer.from("{}");
  return {
    ...subject,
    phase: "attempt",
    id: randomUUID(),
    body,
    bytes: body.length,
    grant: "mode",
    ...changes,
  };
}

/** An attempt to send a short body to a cloud. */
export function toCloud(changes: Partial<NewAttempt> = {}): NewAttempt {
  return attempt({
    class: "cloud",
    origin: "https://api.example.com:443",
    host: "api.example.com",
    grant: "named",
    ...changes,
  });
}

/** The end of a request. */
export function end(id: string): Extract<NewEntry, { phase: "end" }> {
  return { phase: "end", id, outcome: "done", status: 200, bytesIn: 10, tookMs: 5 };
}

/** A link that a person opens. */
export function opened(
  changes: Partial<Extract<NewEntry, { phase: "opened" }>> = {},
): Extract<NewEntry, { phase: "opened" }> {
  return {
    ...{ phase: "opened", id: randomUUID(), workspace: "project", from: "answer" },
    ...{ url: "https://docs.example/a?b=c", host: "docs.example" },
    ...changes,
  };
}

/** A refusal. */
export function refused(id: string): Extract<NewEntry, { phase: "refused" }> {
  return { ...subject, phase: "refused", id, bytes: 2, refusal: "modeForbids" };
}
