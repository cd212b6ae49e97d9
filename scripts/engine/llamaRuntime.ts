import { pathToFileURL } from "node:url";

/** A token's number in the model's vocabulary. */
export type Token = number;

/** How the next token is chosen; the fields are the runtime's own. */
export type Sampling = {
  readonly temperature: number;
  readonly topK: number;
  readonly topP: number;
  readonly minP: number;
  readonly seed?: number;
  readonly repeatPenalty?: {
    readonly penalty: number;
    readonly presencePenalty: number;
    readonly frequencyPenalty: number;
    readonly maxPunishTokens: number;
    punishTokens(): readonly Token[];
  };
};

/** What the runtime tells about the next token when it is asked for more than the token. */
export type NextToken = {
  readonly token?: Token | null;
  readonly logits?: ReadonlyMap<Token, number>;
  readonly totalLogitWeight?: number;
};

/** One evaluated text: the cache of everything fed to it so far. */
export type LlamaSequence = {
  readonly nextTokenIndex: number;
  adaptStateToTokens(tokens: readonly Token[], allowShift: boolean): Promise<void>;
  eraseContextTokenRanges(ranges: readonly { readonly start: number; readonly end: number }[]): Promise<void>;
  evaluateWithoutGeneratingNewTokens(tokens: readonly Token[]): Promise<void>;
  evaluate(
    tokens: readonly Token[],
    options: Sampling & { readonly yieldEogToken: true; readonly grammarEvaluationState?: object },
  ): AsyncGenerator<Token, void, undefined>;
  controlledEvaluate(
    input: readonly [
      readonly [
        Token,
        {
          readonly generateNext: {
            readonly token: true;
            readonly totalLogitWeight: true;
            readonly logits: {
              readonly filter: { readonly includeTop: number; readonly includeSelected: true };
            };
            readonly options: Sampling;
          };
        },
      ],
    ],
  ): Promise<readonly ({ readonly next: NextToken } | undefined)[]>;
};

/** A context of the size asked for, with room for one sequence. */
export type LlamaContext = {
  readonly memoryUsage: { readonly ram: number };
  getSequence(): LlamaSequence;
  dispose(): Promise<void>;
};

/** A context that turns text into one vector. */
export type LlamaEmbeddingContext = {
  getEmbeddingFor(input: readonly Token[]): Promise<{ readonly vector: readonly number[] }>;
  dispose(): Promise<void>;
};

/** Loaded weights. */
export type LlamaModel = {
  readonly memoryUsage: { readonly ram: number };
  readonly tokens: { readonly bos: Token | null; readonly shouldPrependBosToken: boolean };
  tokenize(text: string, specialTokens: boolean): Token[];
  detokenize(tokens: readonly Token[], specialTokens: boolean): string;
  isEogToken(token: Token): boolean;
  createContext(options: { readonly contextSize: number; readonly threads: number }): Promise<LlamaContext>;
  createEmbeddingContext(options: {
    readonly contextSize: number;
    readonly threads: number;
  }): Promise<LlamaEmbeddingContext>;
  dispose(): Promise<void>;
};

/** The native library. */
export type Llama = {
  loadModel(options: { readonly modelPath: string }): Promise<LlamaModel>;
  getGrammarFor(kind: "json"): Promise<object>;
  createGrammarForJsonSchema(schema: object): Promise<object>;
};

/** What a .gguf file says about itself. */
export type GgufFileInfo = {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly tensorInfo?: readonly {
    readonly name: string;
    readonly dimensions: readonly (number | bigint)[];
    readonly ggmlType: number;
  }[];
};

/** The part of node-llama-cpp the engine uses; it is not a dependency of the project, so its types are written here. */
export type LlamaRuntime = {
  readonly GgmlType: Readonly<Record<number, string>>;
  readonly GgufFileType: Readonly<Record<number, string>>;
  readonly LlamaGrammarEvaluationState: new (options: {
    readonly model: LlamaModel;
    readonly grammar: object;
  }) => object;
  getLlama(options: {
    readonly gpu: false;
    readonly build: "never";
    readonly logLevel: "error";
    readonly maxThreads: number;
  }): Promise<Llama>;
  readGgufFileInfo(file: string, options: { readonly sourceType: "filesystem" }): Promise<GgufFileInfo>;
};

/** Loads the runtime from the entry module that `installEngine` names. */
export async function loadRuntime(entry: string): Promise<LlamaRuntime> {
  const loaded: unknown = await import(pathToFileURL(entry).href);
  if (!isRuntime(loaded)) throw new Error(`${entry} is not the node-llama-cpp the engine was written for.`);
  return loaded;
}

function isRuntime(loaded: unknown): loaded is LlamaRuntime {
  if (typeof loaded !== "object" || loaded === null) return false;
  const exported = new Map<string, unknown>(Object.entries(loaded));
  const functions = ["getLlama", "readGgufFileInfo", "LlamaGrammarEvaluationState"];
  const tables = ["GgmlType", "GgufFileType"];
  return (
    functions.every((name) => typeof exported.get(name) === "function") &&
    tables.every((name) => typeof exported.get(name) === "object")
  );
}
