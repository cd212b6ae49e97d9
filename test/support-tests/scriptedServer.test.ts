import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { get } from "node:https";
import { join } from "node:path";
import { Ollama } from "ollama";
import OpenAI from "openai";
import { exchange } from "../support/httpExchange.ts";
import { inTokens } from "../support/scripted/answerTokens.ts";
import { drip, on, resetAfterHeaders } from "../support/scripted/faults.ts";
import { type ScriptedServer, startScriptedServer } from "../support/scriptedServer.ts";
import { bring, type Json, linesAsTheyCome, linesOf, model, post, postForJson, question } from "./asking.ts";

const remote = { host: "https://ollama.com:443", model: "gpt-oss:120b" };

describe("scripted server", () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.stop());

  const contentOf = (line: Json | undefined): unknown => (line?.["message"] as Json)["content"];
  const textOf = (lines: readonly Json[]): string => lines.map(contentOf).join("");
  const getJson = async (path: string): Promise<Json> =>
    (await (await fetch(server.url + path)).json()) as Json;
  const statusOf = async (path: string, body: unknown): Promise<number> =>
    (await post(server, path, body)).status;

  describe("log", () => {
    it("keeps every request as it was sent", async () => {
      await fetch(`${server.url}/api/version?x=1`, { headers: { "x-own": "yes" } });
      await post(server, "/api/chat", { ...question, extra: "größer" });
      const [first, second] = server.requests;
      assert.deepEqual([first?.method, first?.path, first?.order], ["GET", "/api/version?x=1", 1]);
      assert.equal(first?.headers["x-own"], "yes");
      assert.ok(second);
      assert.deepEqual(JSON.parse(second.body), { ...question, extra: "größer" });
      assert.equal(second.bytes, Buffer.byteLength(second.body));
      assert.equal(second.order, 2);
    });

    it("gives what it already has, waits for what is to come, and fails whoever waits in vain", async () => {
      const coming = server.waitFor(({ path }) => path === "/api/ps");
      await fetch(`${server.url}/api/ps`);
      assert.equal((await coming).path, "/api/ps");
      assert.equal(await server.waitFor(({ path }) => path === "/api/ps"), await coming);
      const vain = server.waitFor(({ path }) => path === "/never");
      await server.stop();
      await assert.rejects(vain, /stopped/u);
      server = await startScriptedServer();
    });

    it("tells a client that left from a server that stopped", async () => {
      const other = await startScriptedServer({ pace: "manual" });
      const answer = bring(other, "/api/chat", question);
      const request = await other.waitFor(() => true);
      await other.stop();
      assert.equal((await answer).ending, "ECONNRESET");
      assert.equal(request.aborted, false);
    });

    it("says when nobody holds a connection any more", async () => {
      const other = await startScriptedServer({ pace: "manual" });
      await other.allLeft();
      const leaving = new AbortController();
      const answer = fetch(`${other.url}/api/chat`, {
        method: "POST",
        body: JSON.stringify(question),
        signal: leaving.signal,
      });
      await other.waitFor(() => true);
      let haveAllLeft = false;
      const left = other.allLeft().then(() => {
        haveAllLeft = true;
      });
      await new Promise(setImmediate);
      assert.equal(haveAllLeft, false);
      leaving.abort();
      await assert.rejects(answer);
      await left;
      await other.stop();
    });
  });

  describe("pace", () => {
    it("writes one chunk for each token, all at once", async () => {
      const { chunks } = await bring(server, "/api/chat", question);
      assert.equal(chunks.length, 8);
    });

    it("waits for each token to be released", async () => {
      server.script({ pace: "manual" });
      const answer = post(server, "/api/chat", question);
      server.release();
      const lines = linesAsTheyCome(await answer);
      const next = async (): Promise<unknown> =>
        contentOf(JSON.parse(String((await lines.next()).value)) as Json);
      assert.equal(await next(), "The");
      assert.equal(server.requests[0]?.tokensWritten, 1);
      server.release(2);
      assert.deepEqual([await next(), await next()], [" capital", " of"]);
      assert.equal(server.requests[0].tokensWritten, 3);
      server.release(Infinity);
      assert.equal(await next(), " France");
      await server.waitFor(({ finished }) => finished);
      assert.equal(server.requests[0].tokensWritten, 7);
    });

    it("releases for one request alone", async () => {
      server.script({ pace: "manual", answer: { tokens: ["a", "b"] } });
      const first = bring(server, "/api/chat", question);
      const request = await server.waitFor(({ order }) => order === 1);
      const second = bring(server, "/api/chat", question);
      const other = await server.waitFor(({ order }) => order === 2);
      server.release(1, other);
      await server.waitFor(({ tokensWritten }) => tokensWritten > 0);
      await getJson("/api/version");
      assert.equal(other.tokensWritten, 1);
      server.release(1, other);
      assert.equal((await second).chunks.length, 3);
      assert.equal(request.tokensWritten, 0);
      server.release(2);
      assert.equal((await first).chunks.length, 3);
    });

    it("notices where in the stream the client left", async () => {
      server.script({ pace: "manual" });
      const client = new AbortController();
      const answer = post(
        server,
        "/api/generate",
        { model, prompt: "x", raw: true },
        { signal: client.signal },
      );
      server.release(3);
      await server.waitFor(({ tokensWritten }) => tokensWritten === 3);
      await answer;
      client.abort();
      const request = await server.waitFor(({ aborted }) => aborted);
      server.release(1);
      await getJson("/api/version");
      assert.deepEqual([request.tokensWritten, request.finished], [3, false]);
    });

    it("holds back an answer of one piece until all its tokens were released", async () => {
      server.script({ pace: "manual", answer: { tokens: ["a", "b"] } });
      const answer = post(server, "/api/chat", { ...question, stream: false });
      await server.waitFor(() => true);
      server.release();
      assert.equal(server.requests[0]?.finished, false);
      server.release();
      assert.equal(contentOf((await (await answer).json()) as Json), "ab");
    });

    it("lets waiting answers go when the pace becomes another", async () => {
      server.script({ pace: "manual" });
      const answer = linesOf(post(server, "/api/chat", question));
      await server.waitFor(() => true);
      server.script({ pace: "atOnce" });
      assert.equal((await answer).length, 8);
    });

    it("writes by a timer for demos", async () => {
      server.script({ pace: { tokensPerSecond: 10_000 } });
      assert.equal((await linesOf(post(server, "/api/chat", question))).length, 8);
    });

    it("drips byte by byte", async () => {
      server.script({ answer: { tokens: ["é"] }, faults: [on("/api/chat", drip("manual"))] });
      const answer = bring(server, "/api/chat", question);
      const request = await server.waitFor(() => true);
      server.release(20);
      await getJson("/api/version");
      assert.deepEqual([request.tokensWritten, request.finished], [0, false]);
      server.release(Infinity);
      const { chunks } = await answer;
      assert.ok(chunks.every(({ length }) => length === 1));
      assert.equal(request.tokensWritten, 1);
    });
  });

  describe("answers", () => {
    it("say what the script says, to whom it says it", async () => {
      server.script({ answer: ({ prompt, path }) => ({ tokens: [path, ": ", prompt] }) });
      const body = {
        ...question,
        messages: [{ role: "system", content: "Be brief." }, ...question.messages],
      };
      const said = "/api/chat: Be brief.\nWhat is the capital of France?";
      assert.equal(textOf(await linesOf(post(server, "/api/chat", body))), said);
    });

    it("keep to the limits of the request, unless they are verbatim", async () => {
      const tokens = inTokens("one two three four");
      server.script({ answer: { tokens } });
      const limited = async (options: Json): Promise<unknown[]> => {
        const lines = await linesOf(post(server, "/api/chat", { ...question, options }));
        return [textOf(lines), lines.at(-1)?.["done_reason"], lines.at(-1)?.["eval_count"]];
      };
      assert.deepEqual(await limited({}), ["one two three four", "stop", 5]);
      assert.deepEqual(await limited({ num_predict: 2 }), ["one two", "length", 2]);
      assert.deepEqual(await limited({ stop: ["o t"] }), ["one tw", "stop", 3]);
      server.script({ answer: { tokens, verbatim: true } });
      assert.deepEqual((await limited({ num_predict: 2, stop: ["two"] }))[0], "one two three four");
    });

    it("think before they speak", async () => {
      server.script({ answer: { thinking: ["Hm", "m."], tokens: ["Yes"] } });
      const lines = await linesOf(post(server, "/api/chat", question));
      assert.deepEqual(
        lines.map(({ message }) => (message as Json)["thinking"]),
        ["Hm", "m.", undefined, undefined],
      );
      const openai = await (await post(server, "/v1/chat/completions", { ...question, stream: true })).text();
      assert.match(openai, /"reasoning":"Hm"/u);
      const anthropic = await post(server, "/v1/messages", { ...question, max_tokens: 9, stream: true });
      assert.match(
        await anthropic.text(),
        /"thinking_delta","thinking":"Hm"[^]+"index":1[^]+"text_delta","text":"Yes"/u,
      );
    });

    it("tell a prompt that is too long, or cut it silently, as asked", async () => {
      const body = { model, prompt: "x".repeat(1000), options: { num_ctx: 128 } };
      const [cut] = await linesOf(post(server, "/api/generate", { ...body, stream: false }));
      assert.equal(cut?.["prompt_eval_count"], 128);
      const refused = await post(server, "/api/generate", { ...body, truncate: false });
      assert.deepEqual(
        [refused.status, await refused.json()],
        [400, { error: "the input length exceeds the context length" }],
      );
    });

    it("have log-probabilities when asked for", async () => {
      const [first] = await linesOf(
        post(server, "/api/generate", { model, prompt: "x", raw: true, logprobs: true }),
      );
      const [entry] = first?.["logprobs"] as readonly Json[];
      assert.deepEqual([entry?.["token"], entry?.["bytes"]], [" Paris", [...Buffer.from(" Paris")]]);
    });
  });

  describe("models", () => {
    it("are loaded by use, and unloaded when told", async () => {
      const loaded = async (): Promise<unknown> =>
        ((await getJson("/api/ps"))["models"] as readonly Json[]).map((entry) => [
          entry["name"],
          entry["context_length"],
        ]);
      assert.deepEqual(await loaded(), []);
      await statusOf("/api/generate", { model, prompt: "x", options: { num_ctx: 2048 } });
      assert.deepEqual(await loaded(), [[model, 2048]]);
      await statusOf("/api/generate", { model, keep_alive: 0 });
      assert.deepEqual(await loaded(), []);
    });

    it("insert, think and take tools as far as they can", async () => {
      const name = "qwen2.5-coder:7b";
      const bodies = [{ suffix: "x" }, { think: true }, { tools: [{}] }].map((more) => ({
        ...question,
        model: name,
        ...more,
      }));
      const statuses = async (): Promise<number[]> =>
        Promise.all(bodies.map((body) => statusOf("/api/chat", body)));
      server.script({ models: [{ name }] });
      assert.deepEqual(await statuses(), [400, 400, 400]);
      server.script({ models: [{ name, capabilities: ["completion", "insert", "thinking", "tools"] }] });
      assert.deepEqual(await statuses(), [200, 200, 200]);
    });

    it("show their own facts", async () => {
      const template = "{{ .Prompt }}{{ .Suffix }}";
      const facts = {
        family: "qwen2",
        contextLength: 32_768,
        parameterSize: "7.6B",
        capabilities: ["insert"],
      };
      server.script({ models: [{ name: "qwen2.5-coder:7b", template, ...facts }] });
      const shown = await postForJson(server, "/api/show", { model: "qwen2.5-coder:7b" });
      const info = shown["model_info"] as Json;
      assert.deepEqual([shown["template"], shown["capabilities"]], [template, ["insert"]]);
      assert.deepEqual([info["general.architecture"], info["qwen2.context_length"]], ["qwen2", 32_768]);
      assert.equal((shown["details"] as Json)["parameter_size"], "7.6B");
    });

    it("are pulled from a registry that has them, step by step", async () => {
      server.script({ registry: [{ name: "tiny:1b", size: 1000 }] });
      const lines = await linesOf(post(server, "/api/pull", { model: "tiny:1b" }));
      assert.deepEqual([lines[0]?.["status"], lines.at(-1)?.["status"]], ["pulling manifest", "success"]);
      assert.deepEqual(
        lines.flatMap((line) => line["completed"] ?? []),
        [250, 500, 750, 1000],
      );
      assert.equal(await statusOf("/api/show", { model: "tiny:1b" }), 200);
      const unknown = await linesOf(post(server, "/api/pull", { model: "nope:1b" }));
      assert.deepEqual(unknown.at(-1), { error: "pull model manifest: file does not exist" });
      assert.deepEqual(server.requests.at(-1)?.forwardedTo, ["registry.ollama.ai"]);
    });

    it("are there only once their pull has ended", async () => {
      server.script({ registry: [{ name: "tiny:1b", size: 1000 }], pace: "manual" });
      const lines = linesOf(post(server, "/api/pull", { model: "tiny:1b" }));
      server.release(3);
      await server.waitFor(({ tokensWritten }) => tokensWritten === 3);
      assert.equal(await statusOf("/api/show", { model: "tiny:1b" }), 404);
      server.release();
      await lines;
      assert.equal(await statusOf("/api/show", { model: "tiny:1b" }), 200);
    });

    it("embed texts so that related ones lie close", async () => {
      const input = ["open the bridge", "the bridge is open", "sort numbers"];
      const body = await postForJson(server, "/api/embed", { model, input });
      const [a = [], b = [], c = []] = body["embeddings"] as readonly (readonly number[])[];
      const near = (x: readonly number[], y: readonly number[]): number =>
        x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
      assert.equal(a.length, 576);
      assert.ok(near(a, b) > near(a, c));
      assert.ok(Math.abs(near(a, a) - 1) < 1e-9);
    });
  });

  describe("versions and the cloud", () => {
    const statusAt = async (version: string): Promise<number> => {
      server.script({ version });
      assert.deepEqual(await getJson("/api/version"), { version });
      return (await fetch(`${server.url}/api/status`)).status;
    };
    const tagAt = async (version: string): Promise<Json> => {
      server.script({ version });
      const [entry] = (await getJson("/api/tags"))["models"] as readonly Json[];
      assert.ok(entry);
      return entry;
    };
    const chatAs = (name: string): Promise<number> => statusOf("/api/chat", { ...question, model: name });

    it("have a status from 0.16.2 on", async () => {
      const versions = ["0.11.0", "0.16.1", "0.16.2", "0.17.0", "0.24.0"];
      const statuses: number[] = [];
      for (const version of versions) statuses.push(await statusAt(version));
      assert.deepEqual(statuses, [404, 404, 200, 200, 200]);
    });

    it("list remotes from 0.12.0 on, and capabilities after 0.24.0", async () => {
      server.script({ models: [{ name: "alias", remote }] });
      assert.equal((await tagAt("0.11.0"))["remote_host"], undefined);
      assert.equal((await tagAt("0.12.0"))["remote_host"], remote.host);
      assert.equal((await tagAt("0.24.0"))["capabilities"], undefined);
      assert.deepEqual((await tagAt("0.25.0"))["capabilities"], ["completion"]);
    });

    it("forward explicit cloud names from 0.18.0 on", async () => {
      for (const name of ["gpt-oss:20b-cloud", "kimi-k2:CLOUD", "any/thing:cloud"]) {
        server.script({ version: "0.17.0" });
        assert.equal(await chatAs(name), 404);
        assert.deepEqual(server.requests.at(-1)?.forwardedTo, []);
        server.script({ version: "0.18.0" });
        assert.equal(await chatAs(name), 502);
        assert.deepEqual(server.requests.at(-1)?.forwardedTo, ["ollama.com"]);
      }
      assert.deepEqual([await chatAs("not-cloud"), await chatAs("host:5000/some-cloud")], [404, 404]);
    });

    it("take `:local` for a promise from 0.18.0 on", async () => {
      server.script({ models: [{ name: "mine" }, { name: "alias", remote }], version: "0.17.0" });
      assert.deepEqual([await chatAs("mine:local"), await chatAs("mine")], [404, 200]);
      server.script({ version: "0.18.0" });
      assert.equal(await chatAs("mine:latest:local"), 200);
      assert.deepEqual([await chatAs("mine:local"), await chatAs("alias:local")], [200, 404]);
      assert.deepEqual(server.requests.at(-1)?.forwardedTo, []);
      const [line] = await linesOf(post(server, "/api/chat", { ...question, model: "mine:local" }));
      assert.equal(line?.["model"], "mine:local");
    });

    it("send nothing on once the cloud is disabled", async () => {
      server.script({ models: [{ name: "alias", remote }], cloud: { upstream: "answers" } });
      server.script({ cloud: { disabled: true, source: "env" } });
      assert.deepEqual((await getJson("/api/status"))["cloud"], { disabled: true, source: "env" });
      assert.deepEqual([await chatAs("alias"), await chatAs("gpt-oss:20b-cloud")], [403, 403]);
      assert.equal(await statusOf("/api/show", { model: "alias" }), 403);
      assert.deepEqual(
        server.requests.flatMap(({ forwardedTo }) => forwardedTo),
        [],
      );
    });

    it("name the remote in every line of an alias", async () => {
      const cloud = {
        disabled: false,
        source: "none",
        upstream: "answers",
        remotes: ["ollama.com"],
      } as const;
      server.script({ models: [{ name: "alias", remote }], cloud });
      const lines = await linesOf(post(server, "/api/chat", { ...question, model: "alias" }));
      assert.ok(lines.every((line) => line["remote_host"] === remote.host && line["model"] === "alias"));
    });
  });

  describe("over TLS", () => {
    const pem = (name: string): string =>
      readFileSync(join(import.meta.dirname, `../fixtures/tls/${name}.pem`), "utf8");
    const tls = { key: pem("key"), cert: pem("cert") };
    let secure: ScriptedServer;
    beforeEach(async () => {
      secure = await startScriptedServer({}, { tls });
    });
    afterEach(() => secure.stop());

    const version = (ca?: string): Promise<string> =>
      new Promise((resolve, reject) => {
        get(`${secure.url}/api/version`, { ca, agent: false }, (answer) => {
          answer.setEncoding("utf8").once("data", resolve).once("error", reject);
        }).once("error", reject);
      });

    it("answers whoever trusts its certificate, and nobody else", async () => {
      assert.match(secure.url, /^https:/u);
      assert.equal(await version(tls.cert), '{"version":"0.24.0"}');
      await assert.rejects(version(), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    });

    it("breaks off as it does without", async () => {
      secure.script({ faults: [on("*", resetAfterHeaders())] });
      await assert.rejects(version(tls.cert), { code: "ECONNRESET" });
      secure.script({ refusing: true });
      await assert.rejects(version(tls.cert), { code: "ECONNREFUSED" });
    });
  });

  describe("strangers", () => {
    const askAs = async (headers: Record<string, string>): Promise<number> =>
      (await exchange(server.url, { path: "/api/tags", headers })).status;

    it("from another host or origin get nothing from Ollama", async () => {
      assert.equal(await askAs({ host: "evil.example" }), 403);
      assert.equal(await askAs({ origin: "http://evil.example" }), 403);
      assert.equal(await askAs({ host: "localhost:11434", origin: "vscode-webview://abc" }), 200);
    });

    it("without one of the keys get 401 in the words of each vendor", async () => {
      server.script({ keys: ["sk-right"] });
      const told = async (path: string, headers: Record<string, string>): Promise<unknown[]> => {
        const answer = await post(server, path, { ...question, max_tokens: 5 }, { headers });
        const error = ((await answer.json()) as Json)["error"] as Json | undefined;
        return [answer.status, error?.["code"] ?? error?.["type"]];
      };
      const openai = "/v1/chat/completions";
      assert.deepEqual(await told(openai, {}), [401, "invalid_api_key"]);
      assert.deepEqual(await told(openai, { authorization: "Bearer sk-wrong" }), [401, "invalid_api_key"]);
      assert.deepEqual(await told(openai, { authorization: "Bearer sk-right" }), [200, undefined]);
      assert.deepEqual(await told("/v1/messages", { "x-api-key": "sk-wrong" }), [
        401,
        "authentication_error",
      ]);
      assert.deepEqual(await told("/v1/messages", { "x-api-key": "sk-right" }), [200, undefined]);
    });
  });

  describe("vendors", () => {
    it("speak their own API alone, and in their own shapes", async () => {
      server.script({ speaks: ["openai"], models: [{ name: "gpt-x" }] });
      assert.equal(await statusOf("/api/chat", question), 404);
      assert.equal(await statusOf("/v1/messages", question), 404);
      const [entry] = (await getJson("/v1/models"))["data"] as readonly Json[];
      assert.deepEqual([entry?.["id"], entry?.["owned_by"]], ["gpt-x", "system"]);
      const missing = await postForJson(server, "/v1/chat/completions", question);
      assert.equal((missing["error"] as Json)["code"], "model_not_found");
    });

    it("may keep silent about usage though asked", async () => {
      const body = { ...question, stream: true, stream_options: { include_usage: true } };
      assert.match(await (await post(server, "/v1/chat/completions", body)).text(), /"usage":\{/u);
      server.script({ usage: false });
      assert.doesNotMatch(await (await post(server, "/v1/chat/completions", body)).text(), /"usage"/u);
    });

    it("list models as Anthropic does to a client of Anthropic", async () => {
      const listed = async (): Promise<Json> => {
        const headers = { "anthropic-version": "2023-06-01" };
        return (await (await fetch(`${server.url}/v1/models`, { headers })).json()) as Json;
      };
      assert.deepEqual([(await listed())["first_id"], (await listed())["has_more"]], [model, false]);
      assert.equal((await getJson("/v1/models"))["object"], "list");
    });

    it("speak Anthropic event by event", async () => {
      server.script({
        speaks: ["anthropic"],
        models: [{ name: "claude-x" }],
        answer: { tokens: ["Yes", "."] },
      });
      const body = { ...question, model: "claude-x", max_tokens: 9, stream: true };
      assert.equal(await statusOf("/v1/messages", body), 400);
      const headers = { "anthropic-version": "2023-06-01" };
      const text = await (await post(server, "/v1/messages", body, { headers })).text();
      assert.deepEqual(
        [...text.matchAll(/^event: (?<name>\w+)$/gmu)].map(({ groups }) => groups?.["name"]),
        [
          "message_start",
          "ping",
          "content_block_start",
          "content_block_delta",
          "content_block_delta",
          "content_block_stop",
          "message_delta",
          "message_stop",
        ],
      );
      const events = text.matchAll(/^event: (?<name>\w+)\ndata: (?<data>.+)\n$/gmu);
      for (const { groups } of events)
        assert.equal((JSON.parse(groups?.["data"] ?? "") as Json)["type"], groups?.["name"]);
    });

    it("are understood by the packages that talk to them", async () => {
      const ollama = new Ollama({ host: server.url });
      let said = "";
      for await (const part of await ollama.chat({ ...question, stream: true })) said += part.message.content;
      assert.equal(said, "The capital of France is Paris.");
      assert.equal((await ollama.show({ model })).details.family, "llama");

      server.script({ speaks: ["openai"], models: [{ name: "gpt-x" }] });
      const openai = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "none", maxRetries: 0 });
      const messages = [{ role: "user" as const, content: "?" }];
      const options = { include_usage: true };
      const stream = await openai.chat.completions.create({
        model: "gpt-x",
        messages,
        stream: true,
        stream_options: options,
      });
      let streamed = "";
      let total = 0;
      for await (const { choices, usage } of stream) {
        streamed += choices[0]?.delta.content ?? "";
        total = usage?.total_tokens ?? total;
      }
      assert.equal(streamed, said);
      assert.ok(total > 0);
      await assert.rejects(openai.chat.completions.create({ model: "nope", messages }), {
        code: "model_not_found",
      });
    });
  });
});
