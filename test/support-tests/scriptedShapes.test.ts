import assert from "node:assert/strict";
import { readRecording, type RecordedExchange } from "../support/recordedExchanges.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import type { ScriptedModel, ServerScript } from "../support/scripted/serverScript.ts";
import { type ScriptedServer, startScriptedServer } from "../support/scriptedServer.ts";

const remote = { host: "https://ollama.com:443", model: "gpt-oss:120b" };
/** The models of the recording once its aliases were made. */
const withAliases: readonly ScriptedModel[] = [
  { name: "child", capabilities: [] },
  { name: "innocent", remote: { ...remote, host: "https://ollama.com:11434" } },
  { name: "innocent2", remote },
  {
    name: "innocent3",
    remote,
    family: "gptoss",
    parameterSize: "116.8B",
    quantization: "MXFP4",
    contextLength: 131_072,
    embeddingLength: 2880,
    capabilities: ["completion", "tools", "thinking"],
  },
  { name: "lan", remote: { host: "http://127.0.0.1:9999", model: "x:1b" } },
  { name: "llama3.2:3b", remote },
  { name: "mymodel", remote },
  recordedModel,
];
const offline = { disabled: false, source: "none", upstream: "offline", remotes: ["ollama.com"] } as const;
const stubRemote = { host: "http://127.0.0.1:9998", model: "gpt-oss:120b" };

/** Scripts under which every exchange of a phase is asked again. Each name left out says why. */
const phases: readonly {
  readonly phase: "base" | "cloud" | "nocloud";
  readonly script: Partial<ServerScript>;
  readonly leftOut: Readonly<Record<string, string>>;
}[] = [
  {
    phase: "base",
    script: {},
    leftOut: {
      "evil Host header": "the header was not kept; tested on its own",
      "evil Origin": "the header was not kept; tested on its own",
      "generate num_ctx tiny (truncate)": "the request was not kept; tested on its own",
      "generate num_ctx tiny truncate:false": "the request was not kept; tested on its own",
      "model recommendations": "not scripted: Drawbridge never asks for them",
    },
  },
  {
    phase: "cloud",
    script: { models: withAliases, cloud: offline },
    leftOut: {
      "create innocent (from -cloud, https://ollama.com)": "not scripted: Drawbridge never makes aliases",
      "create innocent2 (from -cloud, no remote_host)": "the same",
      "create innocent3 (plain from + remote_host https://ollama.com:443 + info)": "the same",
      "create innocent4 (remote_host ollama.com)": "the same",
      "create lan (remote_host 127.0.0.1:9999)": "the same",
      "create child FROM innocent2": "the same",
      "copy innocent2 -> mymodel": "the same",
      "show llama3.2:3b": "has a system text, which is not scripted",
      "tags (cloud name must not be listed)": "asked before the aliases were made; as in the base phase",
    },
  },
  {
    phase: "nocloud",
    script: { models: withAliases, cloud: { ...offline, disabled: true, source: "env" } },
    leftOut: {},
  },
];

describe("scripted server: the shapes of a real Ollama", () => {
  for (const { phase, script, leftOut } of phases) {
    describe(`${phase} phase`, () => {
      let server: ScriptedServer;
      before(async () => {
        server = await startScriptedServer(script);
      });
      after(() => server.stop());

      const exchanges = readRecording(phase);
      for (const name of Object.keys(leftOut))
        assert.ok(exchanges.some((exchange) => exchange.name === name));
      for (const exchange of exchanges.filter(({ name }) => leftOut[name] === undefined))
        it(exchange.name, async () => {
          const response = await ask(server.url, exchange);
          const body = await response.text();
          assert.equal(response.status, exchange.status);
          assert.equal(response.headers.get("content-type"), exchange.contentType);
          if (exchange.cut) assert.deepEqual(keysOf(exchange.name, body), cutKeys[exchange.name]);
          else assert.deepEqual(shapeOf(exchange, body), shapeOf(exchange, exchange.body));
        });
    });
  }

  describe("stub phase", () => {
    const cloud = { ...offline, upstream: "answers", remotes: ["127.0.0.1"] } as const;
    const models: readonly ScriptedModel[] = [{ name: "innocent5", remote: stubRemote }];
    const answer = { tokens: ["from-cloud"] };
    let server: ScriptedServer;
    beforeEach(async () => {
      server = await startScriptedServer({ models, cloud, answer });
    });
    afterEach(() => server.stop());

    for (const name of ["chat :cloud", "chat innocent5", "generate innocent5", "generate innocent5 suffix"])
      it(name, async () => {
        const exchange = readRecording("stub").find((candidate) => candidate.name === name);
        assert.ok(exchange);
        const response = await ask(server.url, exchange);
        assert.equal(response.headers.get("content-type"), exchange.contentType);
        const [first] = (await response.text()).split("\n");
        const [recorded] = exchange.body.split("\n");
        assert.ok(first !== undefined && recorded !== undefined);
        assert.deepEqual(lineOf(first), lineOf(recorded));
        const there = name === "chat :cloud" ? "ollama.com" : "127.0.0.1";
        assert.deepEqual(server.requests[0]?.forwardedTo, [there]);
      });
  });
});

function ask(url: string, { method, path, requestBody }: RecordedExchange): Promise<Response> {
  const body = method === "POST" ? (requestBody ?? "") : null;
  return fetch(url + path, { method, body });
}

/** The stand-in for the cloud that was recorded had one name for everything; ours says what it was asked for. */
function lineOf(line: string): unknown {
  return JSON.parse(
    line.replace('"gpt-oss:20b"', '"gpt-oss:120b"').replace(/"created_at": ?"[^"]*"/u, '"created_at":""'),
  );
}

/** Plain text and errors word by word, data by its members, each kind of line of a stream once. */
function shapeOf({ status, contentType }: RecordedExchange, body: string): unknown {
  if (contentType === null || contentType.startsWith("text/plain")) return body;
  const texts = contentType === "text/event-stream" ? body.trim().split(/\n\n/u) : body.trim().split("\n");
  const shapes = texts.map((text) => {
    const data = text.replace(/^data: /u, "");
    return data === "[DONE]" ? data : status >= 400 ? errorOf(data) : shape(JSON.parse(data));
  });
  return unique(shapes);
}

/** An error without the second in which the cloud was dialled. */
function errorOf(text: string): unknown {
  return JSON.parse(text.replace(/ts=\d+/u, "ts=0"));
}

function shape(value: unknown): unknown {
  if (Array.isArray(value)) return unique(value.map(shape));
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  const members = Object.entries(value).map(([key, member]): [string, unknown] => [key, shape(member)]);
  return Object.fromEntries(members.sort(([a], [b]) => a.localeCompare(b, "en")));
}

function unique(shapes: readonly unknown[]): unknown {
  return [...new Set(shapes.map((each) => JSON.stringify(each)))].sort();
}

/** What the cut bodies begin with or are described by in the recording. */
const shown = [
  "modelfile",
  "parameters",
  "template",
  "details",
  "model_info",
  "tensors",
  "capabilities",
  "modified_at",
];
const cutKeys: Readonly<Record<string, readonly string[]>> = {
  show: shown,
  "show verbose": shown,
  embed: ["model", "embeddings", "total_duration", "load_duration", "prompt_eval_count"],
  tags: withAliases.filter((model) => model.remote).map(() => "remote_model,remote_host"),
};

function keysOf(name: string, body: string): readonly string[] {
  const value = JSON.parse(body) as { models?: readonly object[] };
  if (name !== "tags") return Object.keys(value);
  const remotes = (value.models ?? []).map((model) =>
    Object.keys(model).filter((key) => key.startsWith("remote_")),
  );
  return remotes.filter((keys) => keys.length > 0).map(String);
}
