/** Small, complete values of the vocabulary for tests: a test names only what it is about. */
import type { Evidence, ServerReport } from "../../src/destinations/evidence.ts";
import type { PathVerdict } from "../../src/context/pathVerdict.ts";
import type { ClearRequest } from "../../src/gate/clear.ts";
import type { Policy } from "../../src/gate/policy.ts";
import type { EditorSnapshot } from "../../src/context/editorSnapshot.ts";
import type { Attachment } from "../../src/context/attachment.ts";
import { knownInfill } from "../../src/models/knownInfill.ts";
import type { Route } from "../../src/routing/route.ts";
import { ollamaProvider, type ProviderConfig } from "../../src/settings/providerConfig.ts";
import type { Screening } from "../../src/terms/screening.ts";
import type { Destination } from "../../src/terms/destination.ts";
import type { FileSource } from "../../src/terms/source.ts";

/** The built-in provider at its usual address. */
export const ollama: ProviderConfig = ollamaProvider("http://127.0.0.1:11434");

/** A server on this device that nothing is known about. */
export const lmStudio: ProviderConfig = {
  id: "lm",
  kind: "openaiCompatible",
  url: "http://127.0.0.1:1234/v1",
  label: "LM Studio",
  models: [],
};

/** A closed API. */
export const openaiCloud: ProviderConfig = {
  id: "openai",
  kind: "openai",
  url: "https://api.openai.com/v1",
  label: "OpenAI",
  models: ["gpt-5-mini"],
};

/** The report of a pre-flight in which every check passed. */
export const passed: Extract<ServerReport, { kind: "passed" }> = {
  kind: "passed",
  version: "0.24.0",
  cloudDisabled: false,
};

/** A chat route to the built-in provider. */
export function routeTo(changes: Partial<Route> = {}): Route {
  const model = changes.model ?? "smollm2:135m";
  const infill = knownInfill({ name: model })?.format;
  const known = { task: "chat", provider: ollama, model, wireModel: model, contextTokens: 4096 } as const;
  return { ...known, ...(infill && { infill }), ...changes };
}

/** Evidence for a checked Ollama on this device. */
export function evidence(changes: Partial<Evidence> = {}): Evidence {
  return {
    url: ollama.url,
    resolved: [],
    ownAddresses: ["127.0.0.1", "::1", "192.168.1.5"],
    declaredHosts: [],
    place: { kind: "here" },
    report: passed,
    ...changes,
  };
}

/** The strictest policy, with nothing confirmed and nobody named. */
export function policy(changes: Partial<Policy> = {}): Policy {
  return {
    epoch: 0,
    mode: "onDevice",
    setBy: "default",
    cap: { mode: "cloud", setBy: "ceiling" },
    paused: false,
    confirmed: new Set(),
    namedOrigins: new Set(),
    grants: [],
    ...changes,
  };
}

/** The screening of a body without secrets. */
export const clean: Screening = { findings: [], complete: true };

/** What the gate judges content by when nothing about it is in question: `a.ts` and `rates.ts` may go anywhere. */
export function judgedBy(): Pick<ClearRequest, "verdicts" | "redactions" | "screening" | "nowMs"> {
  const allowed = ["a.ts", "rates.ts"].map((path): [string, PathVerdict] => [
    `file:///project/${path}`,
    { kind: "allowed" },
  ]);
  return {
    verdicts: new Map(allowed),
    redactions: [],
    screening: { known: { secrets: [], isWhole: true }, clock: () => 0 },
    nowMs: 0,
  };
}

/** The destination of a checked Ollama on this device. */
export function destination(changes: Partial<Destination> = {}): Destination {
  return {
    class: "device",
    origin: "http://127.0.0.1:11434",
    host: "127.0.0.1:11434",
    evidence: ["127.0.0.1 is this machine's loopback address"],
    declared: false,
    mayForward: false,
    ...changes,
  };
}

/** A file put beside a question. */
export function attachment(path: string, text: string): Attachment & { readonly source: FileSource } {
  const source: FileSource = { kind: "file", uri: `file:///project/${path}`, path };
  return { source, languageId: "typescript", text };
}

/** What a command wrote, put beside a question. */
export function terminalOutput(command: string, text: string): Attachment {
  return { source: { kind: "terminal", id: command, command }, languageId: "", text };
}

/** Text of the clipboard, put beside a question. */
export function pasted(text: string): Attachment {
  return { source: { kind: "pasted", id: text, lineCount: text.split("\n").length }, languageId: "", text };
}

/** An editor state written as text: `█` stands where the cursor is. */
export function snapshot(text: string, path = "sum.ts"): EditorSnapshot {
  const offset = text.indexOf("█");
  if (offset < 0) throw new Error("An editor state needs its █.");
  const plain = text.replace("█", "");
  return { uri: `file:///project/${path}`, path, languageId: "typescript", text: plain, offset };
}

/** Pieces of bytes as they would come from a socket. */
export async function* pieces(...parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    await Promise.resolve();
    yield typeof part === "string" ? Buffer.from(part) : part;
  }
}

/** Everything an async iterable yields. */
export async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
