import { listClaudes, messages } from "./anthropic.ts";
import type { Call, Endpoint } from "./call.ts";
import { textIn } from "./json.ts";
import { atLeast, fullName } from "./modelNames.ts";
import { chat, embed, generate } from "./ollama.ts";
import { isHollow, psEntry, showing, tagsEntry } from "./ollamaModels.ts";
import { chatCompletions, completions, listModels, oneModel } from "./openai.ts";
import { embeddings } from "./openaiEmbeddings.ts";
import { pull, remove } from "./pull.ts";
import { replay } from "./recorded.ts";
import { json, type Reply } from "./reply.ts";
import { missing, serve } from "./servedModel.ts";
import type { ServerScript } from "./serverScript.ts";

const get = ["GET"];
const look = ["GET", "HEAD"];
const post = ["POST"];

/** Everything the server answers to. */
const endpoints: readonly Endpoint[] = [
  { methods: look, path: "/", dialect: "ollama", answer: () => replay("ollama", "base: root") },
  { methods: look, path: "/api/version", dialect: "ollama", answer: version },
  { methods: get, path: "/api/status", dialect: "ollama", since: "0.16.2", answer: status },
  { methods: look, path: "/api/tags", dialect: "ollama", answer: tags },
  { methods: get, path: "/api/ps", dialect: "ollama", answer: ps },
  { methods: post, path: "/api/show", dialect: "ollama", answer: show },
  { methods: post, path: "/api/chat", dialect: "ollama", answer: chat },
  { methods: post, path: "/api/generate", dialect: "ollama", answer: generate },
  { methods: post, path: "/api/embed", dialect: "ollama", answer: embed },
  { methods: post, path: "/api/pull", dialect: "ollama", answer: pull },
  { methods: ["DELETE"], path: "/api/delete", dialect: "ollama", answer: remove },
  {
    methods: post,
    path: "/api/me",
    dialect: "ollama",
    bodyless: true,
    answer: () => replay("ollama", "cloud: me"),
  },
  { methods: get, path: "/v1/models", dialect: "openai", answer: listModels },
  { methods: get, path: "/v1/models/{name}", dialect: "openai", answer: oneModel },
  { methods: post, path: "/v1/chat/completions", dialect: "openai", answer: chatCompletions },
  { methods: post, path: "/v1/completions", dialect: "openai", answer: completions },
  { methods: post, path: "/v1/embeddings", dialect: "openai", answer: embeddings },
  { methods: get, path: "/v1/models", dialect: "anthropic", answer: listClaudes },
  { methods: post, path: "/v1/messages", dialect: "anthropic", answer: messages },
];

/** The endpoints of that path that the script has, whatever their method. */
export function endpointsAt(script: ServerScript, path: string): readonly Endpoint[] {
  return endpoints.filter(
    (endpoint) =>
      script.speaks.includes(endpoint.dialect) &&
      matches(endpoint.path, path) &&
      (endpoint.since === undefined || atLeast(script.version, endpoint.since)),
  );
}

function matches(pattern: string, path: string): boolean {
  if (!pattern.endsWith("{name}")) return pattern === path;
  const prefix = pattern.slice(0, -"{name}".length);
  return path.startsWith(prefix) && path.length > prefix.length;
}

function version({ script }: Call): Reply {
  return json("ollama", 200, { version: script.version });
}

function status({ script }: Call): Reply {
  const { disabled, source } = script.cloud;
  return json("ollama", 200, { cloud: { disabled, source } });
}

function tags({ script }: Call): Reply {
  return json("ollama", 200, { models: script.models.map((model) => tagsEntry(script.version, model)) });
}

function ps({ script }: Call): Reply {
  const models = script.models.flatMap((model) =>
    model.loaded === undefined ? [] : [psEntry(model, model.loaded.contextLength)],
  );
  return json("ollama", 200, { models });
}

function show(call: Call): Reply {
  const name = textIn(call.body, "model") ?? "";
  if (name === "") return replay("ollama", "base: show no model");
  return serve(call, name, ({ model }) => {
    // The cloud tells of its own models in its own way, which was not recorded: enough to be told apart.
    if (model === undefined)
      return json("ollama", 200, { remote_model: fullName(name), capabilities: ["completion"] });
    return isHollow(model) ? missing(call, name) : json("ollama", 200, showing(call.script.version, model));
  });
}
