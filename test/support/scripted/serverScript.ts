import type { Fault } from "./faults.ts";
import type { JsonObject } from "./json.ts";
import type { Dialect } from "./reply.ts";

/**
 * When tokens leave: all at once, one for each `server.release()`, or by a timer (for demos and benchmarks only;
 * a test that waits for a timer is slow or flaky).
 */
export type Pace = "atOnce" | "manual" | { readonly tokensPerSecond: number };

/** A model the server has. Only the name is needed; the rest is as the recorded one has it. */
export type ScriptedModel = {
  readonly name: string;
  /** 64 hex digits, without `sha256:`. Follows from name and remote when absent. */
  readonly digest?: string;
  readonly size?: number;
  readonly family?: string;
  readonly parameterSize?: string;
  readonly quantization?: string;
  readonly capabilities?: readonly string[];
  readonly template?: string;
  readonly contextLength?: number;
  readonly embeddingLength?: number;
  /** An alias: the name looks local, the work is done by that model of that host. */
  readonly remote?: { readonly host: string; readonly model: string };
  /** In memory, as `/api/ps` tells it. Chat and generate load a model, `keep_alive: 0` unloads it. */
  readonly loaded?: { readonly contextLength: number };
};

/** What the model says. Token limits and stop texts of the request cut it, unless it is `verbatim`. */
export type Answer = {
  readonly tokens: readonly string[];
  /** Reasoning before the answer; each counts as a token. */
  readonly thinking?: readonly string[];
  /** In Ollama's words; `stop` unless the limit was reached. */
  readonly doneReason?: string;
  /** What the server says it read; a guess from the prompt's length when absent. */
  readonly promptTokens?: number;
  readonly verbatim?: boolean;
};

/** What an answer may depend on. `prompt` is the whole text of the request, turns joined by line breaks. */
export type Asked = {
  readonly path: string;
  readonly model: string;
  readonly prompt: string;
  readonly body: JsonObject;
};

/** How the server stands to Ollama's cloud. */
type CloudScript = {
  readonly disabled: boolean;
  readonly source: "none" | "env" | "config" | "both";
  /** What happens to a request that is sent on: nobody there, or the answer comes back. Nothing leaves in truth. */
  readonly upstream: "offline" | "answers";
  /** Host names that aliases may point at. */
  readonly remotes: readonly string[];
};

/** A fault, the path it befalls (`*`: every one), and at which matching call, counted from 1 (absent: at each). */
export type FaultRule = { readonly on: string; readonly nth?: number; readonly fault: Fault };

/** Everything the server does. The default is the recorded Ollama 0.24.0 with its one model. */
export type ServerScript = {
  /** Which APIs answer; the others are unknown paths. With `ollama`, `/v1` has Ollama's flavour, else its vendor's. */
  readonly speaks: readonly Dialect[];
  readonly version: string;
  readonly models: readonly ScriptedModel[];
  /** What can be pulled. */
  readonly registry: "offline" | readonly ScriptedModel[];
  readonly cloud: CloudScript;
  readonly answer: Answer | ((asked: Asked) => Answer);
  readonly pace: Pace;
  readonly faults: readonly FaultRule[];
  /** Keys that are let in; none listed means that no key is asked for. */
  readonly keys: readonly string[];
  /** Whether OpenAI streams end with a usage chunk when asked for one; some servers never send it. */
  readonly usage: boolean;
  /** Closed: the port refuses connections until this is false again. */
  readonly refusing: boolean;
};

/** Parts of a script, for changing it: what is not said stays, also within `cloud`. */
export type ScriptPart = Partial<Omit<ServerScript, "cloud">> & { readonly cloud?: Partial<CloudScript> };

/** The script with some of its parts changed. */
export function changed(script: ServerScript, part: ScriptPart): ServerScript {
  return { ...script, ...part, cloud: { ...script.cloud, ...part.cloud } };
}

/** A change of the script by what happened, such as a model that was loaded. */
export type ScriptChange = (script: ServerScript) => ScriptPart;
