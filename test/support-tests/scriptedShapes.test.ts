import assert from "node:assert/strict";
import { bodyShape, keysAnywhere } from "../support/bodyShape.ts";
import { readRecording, type RecordedExchange } from "../support/recordedExchanges.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import type { ScriptedModel, ScriptPart } from "../support/scripted/serverScript.ts";
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
const stubRemote = { host: "http://127.0.0.1:9998", model: "gpt-oss:120b" };

/** Scripts under which every exchange of a phase is asked again. Each name left out says why. */
const phases: readonly {
  readonly phase: "base" | "cloud" | "nocloud";
  readonly script: ScriptPart;
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
    script: { models: withAliases },
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
    script: { models: withAliases, cloud: { disabled: true, source: "env" } },
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
          if (exchange.cut) assertHolds(keysAnywhere(body), keysAnywhere(exchange.body));
          else assert.deepEqual(told(exchange, body), told(exchange, exchange.body));
        });
    });
  }

  describe("stub phase", () => {
    const cloud = { upstream: "answers", remotes: ["127.0.0.1"] } as const;
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

/** What has to be the same: an error word by word but for the second in which the cloud was dialled, data by shape. */
function told({ status, contentType }: RecordedExchange, body: string): unknown {
  return status >= 400 ? body.trim().replace(/ts=\d+/u, "ts=0") : bodyShape(body, contentType);
}

/** A body that was cut in the recording has at least the keys that were kept. */
function assertHolds(keys: ReadonlySet<string>, kept: ReadonlySet<string>): void {
  assert.ok(kept.size > 4);
  assert.deepEqual(
    [...kept].filter((key) => !keys.has(key)),
    [],
  );
}
