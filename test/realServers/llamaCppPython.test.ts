import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryFolder } from "../../scripts/editor/temporaryFolder.ts";
import { makeCertificate } from "../../scripts/fakeInternet/testAuthority.ts";
import { startLlamaCppPython } from "../../scripts/realServers/startLlamaCppPython.ts";
import type { RealServer } from "../../scripts/realServers/startPythonServer.ts";
import { chatDraft } from "../../src/prompt/chatDraft.ts";
import { originOf } from "../../src/terms/origin.ts";
import { ask, assertFailed, chatOrder } from "../integration/ask.ts";
import { startHeadless, type Headless } from "../support/headless.ts";
import { askInEditor } from "./inEditor.ts";
import { bridgeTo, configured, countingOn, follow, triedCases, untilIdle } from "./throughDoor.ts";

const kind = "llamaCpp";

describe("llama-cpp-python's server", function () {
  this.timeout(600_000);
  let server: RealServer;
  let bridge: Headless;

  before(async () => {
    server = await startLlamaCppPython();
  });
  after(() => server.stop());
  beforeEach(async () => {
    bridge = await bridgeTo(server, kind);
  });
  afterEach(() => {
    bridge.dispose();
  });

  it("lists its one model under the name it was given", async () => {
    const found = await bridge.servers.look(configured(server, kind), "person");
    assert.ok(found.kind === "up", JSON.stringify(found));
    assert.deepEqual(
      found.models.map(({ name }) => name),
      [server.model],
    );
  });

  it("answers a chat as a stream once it is confirmed, may forward, and counts nothing though asked", async () => {
    const events = await follow(bridge, chatOrder());
    const kinds = events.map((event) => event.kind);
    assert.deepEqual(
      [kinds[0], kinds[1], kinds.at(-1)],
      ["routed", "sending", "end"],
      JSON.stringify(events.at(-1)),
    );
    assert.ok(kinds.filter((one) => one === "text").length > 1);
    const opened = events.find((event) => event.kind === "opened");
    assert.deepEqual([opened?.destination.class, opened?.destination.mayForward], ["unverified", true]);
    assert.equal(opened?.destination.evidence.at(-1), "connected to 127.0.0.1");
    const end = events.at(-1);
    assert.deepEqual(end?.kind === "end" && end.usage, {});
    assert.deepEqual(
      bridge.asked.confirmed.map(({ host }) => host),
      [server.host],
    );
  });

  it("gets nothing from somebody who does not confirm it", async () => {
    const wary = await bridgeTo(server, kind, { onConfirm: () => false });
    try {
      assertFailed(await ask(wary), "declined");
      const sent = wary.entries().filter((entry) => entry.phase === "attempt" && entry.purpose === "chat");
      assert.deepEqual(sent, []);
    } finally {
      wary.dispose();
    }
  });

  it("goes on with a raw text, exactly as far as it may", async () => {
    const events = await follow(bridge, countingOn(server, 24));
    const end = events.at(-1);
    assert.ok(end?.kind === "end", JSON.stringify(end));
    assert.equal(end.reason, "length");
    const texts = events.filter((event) => event.kind === "text").length;
    assert.ok(texts > 1 && texts <= 24, `${texts} pieces`);
  });

  it("rests soon after a stop in the middle, instead of finishing for nobody", async () => {
    const before = await server.processorMs();
    const whole = await follow(bridge, countingOn(server, 400));
    assert.equal(whole.at(-1)?.kind, "end");
    const wholeMs = (await server.processorMs()) - before;
    const stopping = new AbortController();
    const stopped = await follow(bridge, countingOn(server, 400), stopping.signal, (texts) => {
      if (texts === 5) stopping.abort();
    });
    const last = stopped.at(-1);
    assert.equal(last?.kind === "failed" && last.failure.kind, "stopped");
    const afterStopMs = await untilIdle(server);
    console.log(
      `    400 tokens take ${wholeMs} ms of processors; after a stop at the fifth it took ${afterStopMs} ms more`,
    );
    assert.ok(afterStopMs < wholeMs / 4, `${afterStopMs} of ${wholeMs} ms`);
  });

  it("answers under any name, and the ledger keeps the one that was asked for", async () => {
    const { failure, text } = await ask(bridge, { model: { provider: "real", model: "no-such-model" } });
    assert.equal(failure, undefined);
    assert.notEqual(text, "");
    const sent = bridge.entries().find((entry) => entry.phase === "attempt" && entry.purpose === "chat");
    assert.equal(sent?.phase === "attempt" && sent.model, "no-such-model");
  });

  it("is said to have broken off when it ends an empty stream, which is its answer to a text that is too long", async () => {
    const long = "word ".repeat(6000);
    const order = chatOrder({
      files: [],
      draft: (route) => chatDraft([{ question: long, answer: "", attachments: [] }], route, () => false),
    });
    const events = await follow(bridge, order);
    const last = events.at(-1);
    assert.equal(last?.kind === "failed" && last.failure.kind, "cut");
    assert.equal(events.filter((event) => event.kind === "text").length, 0);
  });

  it("is all that a server is asked to be by test:provider", async () => {
    const missed = (await triedCases(server, kind)).filter((tried) => tried.missed !== undefined);
    assert.deepEqual(
      missed.map(({ name }) => name),
      [],
    );
  });

  it("answers whoever has the key, and nobody without it", async () => {
    const key = "not-a-real-key";
    const locked = await startLlamaCppPython({ key });
    const model = { provider: "real", model: locked.model };
    // Without its list nobody could know its model: it is named in the settings.
    const provider = { ...configured(locked, kind), models: [locked.model] };
    const options = { providers: [provider], chosen: { chat: model }, onConfirm: () => true };
    const stranger = await startHeadless(options);
    const friend = await startHeadless({ ...options, keys: { [originOf(locked.url)]: key } });
    try {
      assertFailed(await ask(stranger), "unauthorized");
      const { failure, text } = await ask(friend);
      assert.equal(failure, undefined);
      assert.notEqual(text, "");
    } finally {
      stranger.dispose();
      friend.dispose();
      await locked.stop();
    }
  });

  it("answers in the editor after one confirmation, and is said to forward perhaps, everywhere", () =>
    askInEditor("llama-cpp-python", server, kind));

  it("answers in the editor over TLS, with a certificate of an authority that only the system knows", async () => {
    const own = await temporaryFolder("authority");
    const file = (name: string): string => join(own.path, name);
    await makeCertificate(own.path, ["localhost"]);
    const locked = await startLlamaCppPython({
      tls: { certificate: file("server.pem"), key: file("server.key") },
    });
    try {
      await askInEditor("llama-cpp-python-tls", locked, kind, { SSL_CERT_FILE: file("authority.pem") });
    } finally {
      await locked.stop();
      await own.remove();
    }
  });
});
