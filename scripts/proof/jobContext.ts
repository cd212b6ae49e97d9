import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { later } from "../../src/base/later.ts";
import { ChatSession } from "../../src/chat/chatSession.ts";
import { createFileConversationStore } from "../../src/chat/fileConversationStore.ts";
import type { CompletionEngine } from "../../src/completion/engine.ts";
import type { ProviderConfig } from "../../src/settings/providerConfig.ts";
import { engineOn } from "../../test/support/engineOn.ts";
import { startHeadless, type Headless } from "../../test/support/headless.ts";
import { recordedModel } from "../../test/support/scripted/ollamaModels.ts";
import { startScriptedServer, type ScriptedServer } from "../../test/support/scriptedServer.ts";
import { projectRoot } from "../tool.ts";
import { everyProvider, keysFor } from "./everyProvider.ts";
import { editorWith, noInstructions, noMentions, noReviews } from "../../test/support/noRules.ts";

const clock = (): number => performance.now();

/** What the job's steps work with: Drawbridge without the editor, and the only server it may talk to. */
export type JobContext = {
  readonly drawbridge: Headless;
  readonly chat: ChatSession;
  readonly engine: CompletionEngine;
  readonly server: ScriptedServer;
  /** The text that is open in the editor. */
  readonly code: { readonly path: string; readonly text: string };
  /** The person at the keyboard: what they say when asked for consent. */
  readonly person: { consents: boolean };
  close(): Promise<void>;
};

/** A model that fills in the middle. */
const completionModel = "qwen2.5-coder:1.5b";
/** A model whose name looks local; the server forwards it. */
export const forwardedModel = "helper:latest";
/** A cloud of the user's choice, under a name that is reserved for examples. */
export const cloudHost = "api.cloud.example";
/** A host of the user's own network. */
export const networkAddress = "10.9.8.7";

/** Starts the scripted server and Drawbridge in front of it, with a file of the sample project open. */
export async function openJobContext(): Promise<JobContext> {
  const folder = await mkdtemp(join(tmpdir(), "drawbridge-proof-"));
  const server = await startServer();
  const person = { consents: false };
  const every = everyProvider({ url: server.url, model: recordedModel.name });
  const drawbridge = await startHeadless({
    providers: [
      ollamaAt("ollama", server.url),
      ollamaAt("byName", `http://localhost:${server.port}`),
      compatible("cloud", `https://${cloudHost}/v1`),
      compatible("network", `http://${networkAddress}:8000/v1`),
      ...every,
    ],
    keys: keysFor(every),
    chosen: { completion: { provider: "ollama", model: completionModel } },
    declaredHosts: [networkAddress],
    onConfirm: () => person.consents,
    onReview: () => person.consents,
    // Node's own fetch stands in for the editor's: what is sent to a cloud really leaves.
    editorFetch: fetch,
  });
  const code = await openFile("src/sum.ts");
  const chat = openChat(drawbridge, code, folder);
  // Nothing is asked for that nobody waits for: what a step sends is its own.
  const engine = engineOn(drawbridge, { eco: () => true, pause: () => Promise.resolve() });
  const close = async (): Promise<void> => {
    chat.dispose();
    engine.dispose();
    drawbridge.dispose();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { drawbridge, chat, engine, server, code, person, close };
}

async function startServer(): Promise<ScriptedServer> {
  const remote = { host: "https://ollama.com:443", model: "helper" };
  const models = [recordedModel, { name: completionModel }, { name: forwardedModel, remote }];
  return startScriptedServer({ models });
}

async function openFile(path: string): Promise<JobContext["code"]> {
  return { path, text: await readFile(join(projectRoot, "sample", path), "utf8") };
}

function openChat(drawbridge: Headless, { path, text }: JobContext["code"], folder: string): ChatSession {
  const { sending, servers } = drawbridge;
  const source = { kind: "file", uri: `file:///sample/${path}`, path } as const;
  return new ChatSession({
    sending,
    store: createFileConversationStore(folder, "proof", (error) => {
      throw error;
    }),
    editor: editorWith(() => ({ source, languageId: "typescript", text })),
    mentions: noMentions,
    ...noInstructions,
    reviews: noReviews,
    known: (provider) => servers.known(provider),
    newId: () => crypto.randomUUID(),
    now: () => new Date().toISOString(),
    clock,
    nextFrame: (callback) => later(16, callback),
  });
}

function ollamaAt(id: string, url: string): ProviderConfig {
  return { id, kind: "ollama", url, label: id, models: [] };
}

function compatible(id: string, url: string): ProviderConfig {
  return { id, kind: "openaiCompatible", url, label: id, models: [] };
}
