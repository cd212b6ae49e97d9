import type { Call } from "./call.ts";
import { failure } from "./failure.ts";
import { without } from "./json.ts";
import { type Named, named } from "./modelNames.ts";
import { replay } from "./recorded.ts";
import { changing, type Reply } from "./reply.ts";
import type { ScriptedModel } from "./serverScript.ts";

/** The model that answers a request, and how the answer speaks of it. */
export type Served = {
  /** The name in the answer: as asked, or what the cloud calls it. */
  readonly told: string;
  /** Absent when the cloud answers to an explicit cloud name. */
  readonly model?: ScriptedModel;
  /** Present for an alias: every line of the answer carries it. */
  readonly remote?: { readonly host: string; readonly model: string };
};

/** Answers with the model of that name, or says as Ollama does why that cannot be. */
export function serve(call: Call, name: string, answer: (served: Served) => Reply): Reply {
  const what = named(call.script, name);
  if (what.kind === "missing") return missing(call, name);
  if (what.kind === "local") return answer({ told: name, model: what.model });
  const barred = barrier(call, what);
  if (barred !== undefined) return barred;
  if (what.kind === "cloud") return answer({ told: what.base });
  return answer({ told: name, model: what.model, remote: what.remote });
}

/** What Ollama says about a model it does not have. */
export function missing(call: Call, name: string): Reply {
  if (call.path === "/api/embed") return replay("ollama", "cloud: embed innocent2", { innocent2: name });
  if (call.dialect === "ollama") return replay("ollama", "base: chat missing model", { "nope:1b": name });
  if (call.dialect === "openai") return replay("openai", "base: v1 chat missing", { "nope:1b": name });
  return failure("anthropic", 404, `model '${name}' not found`);
}

/** The reply that stops a request on its way to the cloud, and the note that it was on its way. */
function barrier(call: Call, what: Extract<Named, { kind: "cloud" | "alias" }>): Reply | undefined {
  const { cloud } = call.script;
  if (cloud.disabled) return disabled(call, what);
  if (what.kind === "cloud") {
    call.forward("ollama.com");
    return cloud.upstream === "offline" ? offlineCloud(call, what.base) : undefined;
  }
  // What an alias is can be looked up without asking the cloud, and it has no embeddings.
  if (call.path === "/api/show") return undefined;
  if (call.path === "/api/embed") return missing(call, what.model.name);
  if (!cloud.remotes.includes(new URL(what.remote.host).hostname)) return replay("ollama", "cloud: chat lan");
  call.forward(new URL(what.remote.host).hostname);
  return cloud.upstream === "offline" ? offlineAlias(call, what.remote.host) : undefined;
}

function disabled(call: Call, what: Named): Reply {
  if (call.path === "/api/show") return replay("ollama", "nocloud: show cloud");
  const openai = call.dialect === "openai" && what.kind === "alias";
  return openai ? replay("openai", "nocloud: v1 chat innocent2") : replay("ollama", "nocloud: chat cloud");
}

function offlineCloud(call: Call, base: string): Reply {
  if (call.request.method === "GET")
    return replay("ollama", "cloud: v1 models/cloud", { "gpt-oss:20b": base });
  return replay("ollama", "cloud: chat gpt-oss:20b-cloud", { "/api/chat": call.path });
}

function offlineAlias(call: Call, host: string): Reply {
  const replacing = { "https://ollama.com:443": host };
  if (call.dialect !== "ollama") return replay("openai", "cloud: v1 chat innocent2", replacing);
  const key = call.body["stream"] === false ? "cloud: chat innocent2 nostream" : "cloud: chat innocent2";
  return replay("ollama", key, { ...replacing, "/api/chat": call.path });
}

/** The same reply, leaving the model in memory with that much context, or with none: unloaded. */
export function keeping(reply: Reply, served: Served, contextLength: number | undefined): Reply {
  const { model, remote } = served;
  if (model === undefined || remote !== undefined) return reply;
  return changing(reply, "start", ({ models }) => ({
    models: models.map((other) => {
      if (other.name !== model.name) return other;
      const unloaded = without(other, "loaded");
      return contextLength === undefined ? unloaded : { ...unloaded, loaded: { contextLength } };
    }),
  }));
}
