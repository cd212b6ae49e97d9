import { createHash } from "node:crypto";
import { type JsonObject, objectIn, textIn } from "./json.ts";
import { atLeast, fullName } from "./modelNames.ts";
import { mould } from "./recorded.ts";
import type { ScriptedModel } from "./serverScript.ts";

/** The recorded model, SmolLM2 135M. */
export const recordedModel: ScriptedModel = {
  name: "smollm2:135m",
  digest: textIn(mould.tagsEntry, "digest") ?? "",
  size: Number(mould.tagsEntry["size"]),
};

/** A model that can look at pictures. */
export const seeingModel: ScriptedModel = { name: "seeing:1b", capabilities: ["completion", "vision"] };

/** A model's digest: its own, or one that follows from its name and remote. */
export function digestOf(model: ScriptedModel): string {
  const seed = JSON.stringify([fullName(model.name), model.remote]);
  return model.digest ?? createHash("sha256").update(seed).digest("hex");
}

/** When every scripted model was made, in seconds since 1970, as `/v1/models` tells it. */
export const createdAt = Math.floor(Date.parse(textIn(mould.tagsEntry, "modified_at") ?? "") / 1000);

/** An entry of `/api/tags`. Version 0.24 is the last one known without context length and capabilities. */
export function tagsEntry(version: string, model: ScriptedModel): JsonObject {
  const name = fullName(model.name);
  const more = atLeast(version, "0.24.1");
  const { contextLength = 8192, embeddingLength = 576 } = model;
  const lengths = more ? { context_length: contextLength, embedding_length: embeddingLength } : {};
  return {
    ...{ name, model: name },
    ...remoteFields(version, model),
    ...mould.tagsEntry,
    ...{ name, model: name },
    size: model.size ?? (model.remote === undefined ? mould.tagsEntry["size"] : 237),
    digest: digestOf(model),
    details: { ...details(model, objectIn(mould.tagsEntry, "details")), ...lengths },
    ...(more && { capabilities: capabilitiesOf(model) }),
  };
}

/** An entry of `/api/ps`; what a model takes in memory is the recorded size unless it has one of its own. */
export function psEntry(model: ScriptedModel, contextLength: number): JsonObject {
  const name = fullName(model.name);
  const recorded = model.size === undefined || model.digest === recordedModel.digest;
  return {
    ...mould.psEntry,
    ...{ name, model: name },
    ...(!recorded && { size: model.size }),
    digest: digestOf(model),
    details: details(model, objectIn(mould.psEntry, "details")),
    context_length: contextLength,
  };
}

/** The answer of `/api/show`. */
export function showing(version: string, model: ScriptedModel): JsonObject {
  return model.remote === undefined ? showingLocal(model) : showingAlias(version, model);
}

/** What a model can do, in Ollama's words. */
export function capabilitiesOf(model: ScriptedModel): readonly string[] {
  return model.capabilities ?? ["completion"];
}

/** A model made from an alias: it has no weights, so that nothing works. */
export function isHollow(model: ScriptedModel): boolean {
  return model.remote === undefined && model.capabilities?.length === 0;
}

function showingLocal(model: ScriptedModel): JsonObject {
  const template = textIn(mould.show, "template") ?? "";
  return {
    ...mould.show,
    modelfile: renamed(textIn(mould.show, "modelfile") ?? "", recordedModel.name, model.name),
    template: model.template ?? template,
    details: details(model, objectIn(mould.show, "details")),
    model_info: modelInfo(model),
    // The recorded list of 272 tensors was not kept whole.
    tensors: [{ name: "token_embd.weight", type: "Q8_0", shape: [576, 49152] }],
    capabilities: capabilitiesOf(model),
    modified_at: mould.tagsEntry["modified_at"],
  };
}

function showingAlias(version: string, model: ScriptedModel): JsonObject {
  return {
    ...mould.showAlias,
    modelfile: renamed(textIn(mould.showAlias, "modelfile") ?? "", "innocent2:latest", fullName(model.name)),
    template: model.template ?? mould.showAlias["template"],
    details: details(model, mould.aliasDetails),
    ...remoteFields(version, model),
    model_info: model.family === undefined ? {} : disguise(model, model.family),
    ...(model.capabilities !== undefined && { capabilities: model.capabilities }),
  };
}

/** An alias that was made with facts about its model shows them as a local model does. */
function disguise(model: ScriptedModel, family: string): JsonObject {
  return {
    "general.architecture": family,
    "general.basename": model.remote?.model.split(":")[0],
    ...lengthsOf(model, family),
  };
}

function lengthsOf({ contextLength, embeddingLength }: ScriptedModel, family: string): JsonObject {
  return {
    ...(contextLength !== undefined && { [`${family}.context_length`]: contextLength }),
    ...(embeddingLength !== undefined && { [`${family}.embedding_length`]: embeddingLength }),
  };
}

/** The recorded facts about the model, under the name of the model's own family. */
function modelInfo(model: ScriptedModel): JsonObject {
  const recorded = objectIn(mould.show, "model_info");
  const family = model.family ?? "llama";
  const entries = Object.entries(recorded).map(([key, value]) => [
    key.replace(/^llama\./u, `${family}.`),
    value,
  ]);
  return {
    ...Object.fromEntries<unknown>(entries.map(([key, value]) => [String(key), value])),
    "general.architecture": family,
    ...lengthsOf(model, family),
  };
}

function details(model: ScriptedModel, recorded: JsonObject): JsonObject {
  const base = model.remote === undefined && !isHollow(model) ? recorded : mould.aliasDetails;
  return {
    ...base,
    ...(model.family !== undefined && { family: model.family, families: [model.family] }),
    ...(model.parameterSize !== undefined && { parameter_size: model.parameterSize }),
    ...(model.quantization !== undefined && { quantization_level: model.quantization }),
  };
}

function remoteFields(version: string, { remote }: ScriptedModel): JsonObject {
  if (remote === undefined || !atLeast(version, "0.12.0")) return {};
  return { remote_model: remote.model, remote_host: remote.host };
}

const renamed = (text: string, from: string, to: string): string => text.replaceAll(from, to);
