import assert from "node:assert/strict";
import * as faults from "../support/scripted/faults.ts";
import { type ScriptedServer, startScriptedServer } from "../support/scriptedServer.ts";
import { bring, linesAsTheyCome, linesOf, model, post, question } from "./asking.ts";

const { on, onNth } = faults;
const chat = "/api/chat";

describe("scripted server: faults", () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.stop());

  const ask = (): ReturnType<typeof bring> => bring(server, chat, question);
  const textOf = ({ chunks }: Awaited<ReturnType<typeof bring>>): string => Buffer.concat(chunks).toString();

  for (const status of [401, 403, 404, 408, 413, 429, 500, 503, 529])
    it(`answers ${status} in the shape of each API`, async () => {
      server.script({ faults: [on("*", faults.failsWith(status, { message: "no" }))] });
      const ollama = await post(server, chat, question);
      assert.equal(ollama.status, status);
      assert.deepEqual(await ollama.json(), { error: "no" });
      const openai = await post(server, "/v1/chat/completions", question);
      assert.equal(openai.status, status);
      assert.equal(((await openai.json()) as { error: { message: string } }).error.message, "no");
      const anthropic = await post(server, "/v1/messages", { ...question, max_tokens: 9 });
      const told = (await anthropic.json()) as { type: string; error: { type: string; message: string } };
      assert.equal(anthropic.status, status);
      assert.deepEqual([told.type, told.error.message], ["error", "no"]);
    });

  it("tells when to come back, in seconds or by a date", async () => {
    server.script({ faults: [on(chat, faults.failsWith(429, { retryAfter: 7 }))] });
    assert.equal((await post(server, chat, question)).headers.get("retry-after"), "7");
    const date = "Wed, 21 Oct 2026 07:28:00 GMT";
    server.script({ faults: [on(chat, faults.failsWith(503, { retryAfter: date, body: "busy" }))] });
    const answer = await post(server, chat, question);
    assert.deepEqual([answer.headers.get("retry-after"), await answer.text()], [date, "busy"]);
  });

  it("befalls only the nth call of its path", async () => {
    server.script({ faults: [onNth(chat, 2, faults.failsWith(500))] });
    const statuses: number[] = [];
    for (const path of [chat, "/api/show", chat, chat])
      statuses.push((await post(server, path, question)).status);
    assert.deepEqual(statuses, [200, 200, 500, 200]);
  });

  it("answers a web page instead of data", async () => {
    server.script({ faults: [on("/api/version", faults.html())] });
    const answer = await fetch(`${server.url}/api/version`);
    assert.equal(answer.headers.get("content-type"), "text/html; charset=utf-8");
    assert.match(await answer.text(), /^<!DOCTYPE html>/u);
  });

  it("answers nothing at all in order", async () => {
    server.script({ faults: [on(chat, faults.emptyBody())] });
    const answer = await ask();
    assert.deepEqual([answer.status, answer.ending, textOf(answer)], [200, "end", ""]);
  });

  it("redirects to wherever it is told", async () => {
    server.script({ faults: [on(chat, faults.redirectTo("https://elsewhere.example/api/chat"))] });
    const answer = await post(server, chat, question);
    assert.deepEqual(
      [answer.status, answer.headers.get("location")],
      [307, "https://elsewhere.example/api/chat"],
    );
  });

  it("resets the connection, before the head or behind it", async () => {
    server.script({ faults: [on(chat, faults.reset())] });
    assert.deepEqual(await ask(), { status: undefined, chunks: [], ending: "ECONNRESET" });
    server.script({ faults: [on(chat, faults.resetAfterHeaders())] });
    assert.deepEqual(await ask(), { status: 200, chunks: [], ending: "ECONNRESET" });
    assert.deepEqual(
      server.requests.map(({ aborted, finished }) => [aborted, finished]),
      [
        [false, false],
        [false, false],
      ],
    );
  });

  it("cuts a stream after so many tokens", async () => {
    server.script({ faults: [on(chat, faults.cutAfter(3))] });
    const answer = await ask();
    assert.equal(answer.ending, "ECONNRESET");
    assert.equal(answer.chunks.length, 3);
    assert.match(textOf(answer), /"content":" of"\},"done":false\}\n$/u);
    assert.equal(server.requests[0]?.tokensWritten, 3);
  });

  it("cuts an answer of one piece in proportion", async () => {
    server.script({ answer: { tokens: ["a", "b", "c", "d"] } });
    const whole = await bring(server, chat, { ...question, stream: false });
    server.script({ faults: [on(chat, faults.cutAfter(2))] });
    const half = await bring(server, chat, { ...question, stream: false });
    assert.deepEqual([half.status, half.ending], [200, "ECONNRESET"]);
    assert.equal(textOf(half), textOf(whole).slice(0, Math.floor(textOf(whole).length / 2)));
  });

  it("cuts at any byte", async () => {
    server.script({ faults: [on("/api/show", faults.cutAfterBytes(100))] });
    const answer = await bring(server, "/api/show", { model });
    assert.deepEqual([textOf(answer).length, answer.ending], [100, "ECONNRESET"]);
  });

  it("puts a malformed line between two good ones", async () => {
    server.script({ faults: [on(chat, faults.malformedAfter(2, "{nonsense"))] });
    const lines = textOf(await ask()).split("\n");
    assert.deepEqual(lines[2], "{nonsense");
    assert.match(lines[1] ?? "", /" capital"/u);
    assert.match(lines[3] ?? "", /" of"/u);
    assert.match(lines.at(-2) ?? "", /"done":true/u);
  });

  it("puts a malformed event into a stream of events", async () => {
    server.script({ faults: [on("*", faults.malformedAfter(1))] });
    for (const [path, more] of [
      ["/v1/chat/completions", {}],
      ["/v1/messages", { max_tokens: 20 }],
    ] as const) {
      const events = textOf(await bring(server, path, { ...question, stream: true, ...more })).split("\n\n");
      const at = events.indexOf('data: {"message":{"content":');
      assert.match(events[at - 1] ?? "", /"The"/u, path);
      assert.match(events[at + 1] ?? "", /" capital"/u, path);
    }
  });

  it("puts a giant line of exactly the size asked for", async () => {
    server.script({ faults: [on(chat, faults.giantLineAfter(1, 3_000_000))] });
    const lines = textOf(await ask()).split(/(?<=\n)/u);
    assert.equal(Buffer.byteLength(lines[1] ?? ""), 3_000_000);
    assert.equal(lines.length, 9);
  });

  it("cuts lines at any byte, also inside a letter, and joins them again", async () => {
    const answer = { tokens: ["größer", "→", "🌉"] };
    server.script({ answer });
    const plain = await ask();
    server.script({ faults: [on(chat, faults.rechunk(1, 300, 7))] });
    const cut = await ask();
    assert.deepEqual(
      cut.chunks.slice(0, 4).map(({ length }) => length),
      [1, 300, 7, 7],
    );
    assert.deepEqual(Buffer.concat(cut.chunks), Buffer.concat(plain.chunks));
    const isBroken = (chunk: Buffer): boolean => chunk.toString().includes("\uFFFD");
    server.script({ faults: [on(chat, faults.rechunk(1))] });
    assert.ok((await ask()).chunks.filter(isBroken).length >= Buffer.byteLength("öß→🌉"));
    assert.ok(!plain.chunks.some(isBroken));
  });

  it("ends lines with CR LF", async () => {
    server.script({ faults: [on(chat, faults.crlf())] });
    const text = textOf(await ask());
    assert.equal(text.split("\r\n").length, 9);
    assert.equal(text.replaceAll("\r\n", "").includes("\n"), false);
  });

  it("ends a stream with an error in the middle", async () => {
    server.script({ faults: [on("*", faults.errorAfter(2, "out of memory"))] });
    const lines = textOf(await ask())
      .trim()
      .split("\n");
    assert.deepEqual([lines.length, lines[2]], [3, '{"error":"out of memory"}']);
    const openai = textOf(await bring(server, "/v1/chat/completions", { ...question, stream: true }));
    assert.match(openai, /data: \{"error":\{"message":"out of memory","type":"api_error",[^\n]+\n\n$/u);
    const anthropic = textOf(
      await bring(server, "/v1/messages", { ...question, max_tokens: 9, stream: true }),
    );
    assert.match(
      anthropic,
      /event: error\ndata: \{"type":"error","error":\{"type":"overloaded_error",[^\n]+\n\n$/u,
    );
  });

  it("leaves out the done line", async () => {
    server.script({ faults: [on("*", faults.withoutDone())] });
    const answer = await ask();
    assert.equal(answer.ending, "end");
    assert.equal(answer.chunks.length, 7);
    assert.doesNotMatch(textOf(answer), /"done":true/u);
    assert.doesNotMatch(
      textOf(await bring(server, "/v1/chat/completions", { ...question, stream: true })),
      /\[DONE\]/u,
    );
  });

  it("lets the remote show late in a stream", async () => {
    const remote = { host: "https://ollama.com:443", model: "gpt-oss:120b" };
    server.script({ faults: [on(chat, faults.remoteAfter(3, remote))] });
    const lines = await linesOf(post(server, chat, question));
    assert.deepEqual(
      lines.map((line) => line["remote_host"]),
      [undefined, undefined, undefined, ...new Array<string>(5).fill("https://ollama.com:443")],
    );
    const [whole] = await linesOf(post(server, chat, { ...question, stream: false }));
    assert.equal(whole?.["remote_model"], "gpt-oss:120b");
  });

  it("swaps a model for an alias between the list and its use", async () => {
    const swapped = {
      models: [{ name: model, remote: { host: "https://ollama.com:443", model: "gpt-oss:120b" } }],
    };
    server.script({ faults: [onNth("/api/tags", 1, faults.thenScript(swapped))] });
    const entryOf = async (): Promise<unknown> => {
      const answer = await fetch(`${server.url}/api/tags`);
      return ((await answer.json()) as { models: readonly { remote_host?: string }[] }).models[0]
        ?.remote_host;
    };
    assert.equal(await entryOf(), undefined);
    assert.equal((await post(server, chat, question)).status, 500);
    assert.deepEqual(server.requests.at(-1)?.forwardedTo, ["ollama.com"]);
    assert.equal(await entryOf(), "https://ollama.com:443");
  });

  it("refuses connections when told so, or after a call, until it is told otherwise", async () => {
    server.script({ refusing: true });
    assert.equal((await ask()).ending, "ECONNREFUSED");
    server.script({ refusing: false, faults: [onNth(chat, 2, faults.thenRefuse())] });
    assert.deepEqual((await ask()).ending, "end");
    assert.deepEqual((await ask()).ending, "end");
    assert.equal((await ask()).ending, "ECONNREFUSED");
  });

  it("can refuse from the start, and stop while refusing", async () => {
    const refusing = await startScriptedServer({ refusing: true });
    assert.equal((await bring(refusing, chat, question)).ending, "ECONNREFUSED");
    await refusing.stop();
  });

  it("never answers, and sees that the client gave up", async () => {
    server.script({ faults: [on(chat, faults.hang())] });
    const client = new AbortController();
    const answer = post(server, chat, question, { signal: client.signal });
    const request = await server.waitFor(({ path }) => path === chat);
    assert.deepEqual([request.aborted, request.finished], [false, false]);
    client.abort();
    await assert.rejects(answer, { name: "AbortError" });
    assert.equal(await server.waitFor(({ aborted }) => aborted), request);
    assert.deepEqual([request.tokensWritten, request.finished], [0, false]);
  });

  it("falls silent in the middle", async () => {
    server.script({ faults: [on(chat, faults.hangAfter(2))] });
    const client = new AbortController();
    const answer = await post(server, chat, question, { signal: client.signal });
    const lines = linesAsTheyCome(answer);
    assert.match(String((await lines.next()).value), /"The"/u);
    assert.match(String((await lines.next()).value), /" capital"/u);
    client.abort();
    const request = await server.waitFor(({ aborted }) => aborted);
    assert.deepEqual([request.tokensWritten, request.finished], [2, false]);
  });

  it("lets faults befall one answer together, in order", async () => {
    server.script({ faults: [on(chat, faults.crlf(), faults.malformedAfter(1, "oops"), faults.rechunk(5))] });
    const answer = await ask();
    assert.ok(answer.chunks.slice(0, -1).every(({ length }) => length === 5));
    assert.match(textOf(answer), /"done":false\}\r\noops\n\{/u);
  });
});
