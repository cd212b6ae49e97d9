import type { Call } from "./call.ts";
import { textIn } from "./json.ts";
import { fullName } from "./modelNames.ts";
import { registryName } from "./ollama.ts";
import { digestOf, recordedModel } from "./ollamaModels.ts";
import { exchangeOf, replay } from "./recorded.ts";
import { changing, json, type Line, type Reply, stream, whole } from "./reply.ts";
import type { ScriptedModel } from "./serverScript.ts";

/**
 * `POST /api/pull`. That the registry cannot be reached was recorded. The lines of a successful pull were not: their
 * shape is `ProgressResponse` of the `ollama` package 0.6.4, and their words, like those for a model that the registry
 * does not know, are those of the sources of Ollama.
 */
export function pull(call: Call): Reply {
  const name = textIn(call.body, "model") ?? textIn(call.body, "name") ?? "";
  call.forward("registry.ollama.ai");
  if (call.script.registry === "offline") return failed(call, unreachable(name));
  const found = call.script.registry.find((model) => fullName(model.name) === fullName(name));
  return found === undefined
    ? failed(call, "pull model manifest: file does not exist")
    : succeeded(call, found);
}

/** `DELETE /api/delete`, after the sources of Ollama: nothing is said of a model that was removed. */
export function remove(call: Call): Reply {
  const name = textIn(call.body, "model") ?? textIn(call.body, "name") ?? "";
  const isIt = (model: ScriptedModel): boolean => fullName(model.name) === fullName(name);
  if (!call.script.models.some(isIt)) return json("ollama", 404, { error: `model '${name}' not found` });
  return changing(whole("ollama", 200, { type: null, text: "" }), "start", ({ models }) => ({
    models: models.filter((model) => !isIt(model)),
  }));
}

function unreachable(name: string): string {
  const recorded = textIn(
    JSON.parse(exchangeOf("cloud: pull cloud nostream").body) as Record<string, unknown>,
    "error",
  );
  const [repository = "", tag = ""] = registryName(name).split(":");
  return (recorded ?? "").replace("library/gpt-oss/manifests/20b-cloud", `${repository}/manifests/${tag}`);
}

function failed(call: Call, error: string): Reply {
  if (call.body["stream"] === false)
    return {
      ...json("ollama", 500, { error }),
      headers: replay("ollama", "cloud: pull cloud nostream").headers,
    };
  return stream("ollama", "ndjson", [
    { part: "frame", value: { status: "pulling manifest" } },
    { part: "tail", value: { error } },
  ]);
}

function succeeded(call: Call, model: ScriptedModel): Reply {
  const total = model.size ?? recordedModel.size ?? 0;
  const digest = digestOf(model);
  const progress = [0.25, 0.5, 0.75, 1].map((share): Line => {
    const completed = Math.floor(total * share);
    const value = { status: `pulling ${digest.slice(0, 12)}`, digest: `sha256:${digest}`, total, completed };
    return { part: "token", value };
  });
  const lines: Line[] = [
    { part: "frame", value: { status: "pulling manifest" } },
    ...progress,
    { part: "frame", value: { status: "verifying sha256 digest" } },
    { part: "frame", value: { status: "writing manifest" } },
    { part: "tail", value: { status: "success" } },
  ];
  const reply =
    call.body["stream"] === false
      ? json("ollama", 200, { status: "success" }, progress.length)
      : stream("ollama", "ndjson", lines);
  return changing(reply, "last", ({ models }) => ({
    models: [...models.filter((other) => fullName(other.name) !== fullName(model.name)), model],
  }));
}
