import { stat } from "node:fs/promises";
import type { EngineFiles } from "./install.ts";
import type { GgufFileInfo, LlamaRuntime } from "./llamaRuntime.ts";

/** What is known about the weights without loading them. */
export type ModelFacts = {
  /** The name clients use, such as `smollm2:135m`. */
  readonly name: string;
  /** The name for people, such as `SmolLM2 135M`. */
  readonly title: string;
  readonly weights: string;
  /** Hex, without a prefix. */
  readonly digest: string;
  readonly bytes: number;
  readonly modifiedAt: Date;
  readonly trainedContextTokens: number;
  readonly details: ModelDetails;
  /** The file's own metadata under flat names; long lists are whole here. */
  readonly info: Readonly<Record<string, unknown>>;
  readonly tensors: readonly {
    readonly name: string;
    readonly type: string;
    readonly shape: readonly number[];
  }[];
  /** The chat template inside the file, in Jinja. */
  readonly jinjaTemplate: string | undefined;
};

/** Ollama's `details` of a model. */
export type ModelDetails = {
  readonly parent_model: string;
  readonly format: "gguf";
  readonly family: string;
  readonly families: readonly string[];
  readonly parameter_size: string;
  readonly quantization_level: string;
};

/** Reads the facts from the file; `name` replaces the one made from them. */
export async function readModelFacts(
  runtime: LlamaRuntime,
  files: EngineFiles,
  name: string | undefined,
): Promise<ModelFacts> {
  const file = await runtime.readGgufFileInfo(files.weights, { sourceType: "filesystem" });
  const { size, mtime } = await stat(files.weights);
  const metadata = new Map(flatten(file.metadata));
  const text = (key: string): string => {
    const value = metadata.get(key);
    return typeof value === "string" ? value : "";
  };
  const architecture = text("general.architecture");
  const parameters = countParameters(file);
  const trained = metadata.get(`${architecture}.context_length`);
  const basename = text("general.basename") || "model";
  const sizeLabel = text("general.size_label") || humanNumber(parameters);
  return {
    name: name ?? `${basename}:${sizeLabel}`.toLowerCase().replaceAll(/[^a-z0-9_.:-]/gu, "-"),
    title: files.ownWeights ? "SmolLM2 135M" : `${basename} ${sizeLabel}`,
    weights: files.weights,
    digest: files.digest,
    bytes: size,
    modifiedAt: mtime,
    trainedContextTokens: typeof trained === "number" ? trained : 4096,
    details: {
      parent_model: "",
      format: "gguf",
      family: architecture,
      families: [architecture],
      parameter_size: humanNumber(parameters),
      quantization_level: quantization(runtime, metadata.get("general.file_type")),
    },
    info: describeInfo(metadata, parameters),
    tensors: (file.tensorInfo ?? []).map((tensor) => ({
      name: tensor.name,
      type: runtime.GgmlType[tensor.ggmlType] ?? "unknown",
      shape: tensor.dimensions.map(Number),
    })),
    jinjaTemplate: text("tokenizer.chat_template") || undefined,
  };
}

/** `info` as `/api/show` gives it: long lists are null unless it was asked to be verbose. */
export function shownInfo(info: ModelFacts["info"], verbose: boolean): Readonly<Record<string, unknown>> {
  if (verbose) return info;
  return Object.fromEntries(
    Object.entries(info).map(([key, value]) => [key, Array.isArray(value) ? null : value]),
  );
}

function describeInfo(metadata: ReadonlyMap<string, unknown>, parameters: number): Record<string, unknown> {
  const info = new Map(metadata);
  info.delete("general.name");
  info.delete("tokenizer.chat_template");
  info.set("general.parameter_count", parameters);
  return Object.fromEntries([...info].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function flatten(nested: Readonly<Record<string, unknown>>, prefix = ""): [string, unknown][] {
  return Object.entries(nested).flatMap(([key, value]): [string, unknown][] => {
    const name = `${prefix}${key}`;
    if (typeof value === "bigint") return [[name, Number(value)]];
    if (typeof value === "number") return [[name, shortest(value)]];
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return flatten(Object.fromEntries(Object.entries(value)), `${name}.`);
    }
    return [[name, value]];
  });
}

/** The file holds 32-bit floats: 0.00001, not the 0.000009999999747 that a 64-bit reading makes of it. */
function shortest(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(7));
}

function countParameters({ tensorInfo = [] }: GgufFileInfo): number {
  const sizes = tensorInfo.map(({ dimensions }) =>
    dimensions.reduce<number>((all, size) => all * Number(size), 1),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function quantization(runtime: LlamaRuntime, fileType: unknown): string {
  const name = typeof fileType === "number" ? runtime.GgufFileType[fileType] : undefined;
  return name?.replace(/^(?:MOSTLY|ALL)_/u, "") ?? "unknown";
}

function humanNumber(count: number): string {
  const [scaled, unit, digits] =
    count >= 1e9 ? [count / 1e9, "B", 1] : count >= 1e6 ? [count / 1e6, "M", 2] : [count / 1e3, "K", 0];
  return `${Number.isInteger(scaled) ? scaled : scaled.toFixed(digits)}${unit}`;
}
