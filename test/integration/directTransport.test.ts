import assert from "node:assert/strict";
import { carriage } from "../support/carriage.ts";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { fileURLToPath } from "node:url";
import { run } from "../../scripts/run.ts";
import { createDirectTransport } from "../../src/egress/directTransport.ts";
import { doorFailureOf, type DoorFailure } from "../../src/egress/doorFailure.ts";
import { resolveHost } from "../../src/egress/resolveHost.ts";
import type { Carriage } from "../../src/egress/transport.ts";
import * as faults from "../support/scripted/faults.ts";
import type { PortOptions } from "../support/scripted/port.ts";
import { startScriptedServer, type ScriptedServer } from "../support/scriptedServer.ts";
import { collect, destination } from "../support/samples.ts";

const pem = (name: string): string =>
  readFileSync(join(import.meta.dirname, "../fixtures/tls", name), "utf8");
const tls = { key: pem("key.pem"), cert: pem("cert.pem") };
const question = '{"model":"smollm2:135m","messages":[{"role":"user","content":"Why?"}]}';
const ipv6 = Object.values(networkInterfaces())
  .flat()
  .some((entry) => entry?.address === "::1");

describe("integration/directTransport", () => {
  let server: ScriptedServer;
  let reached: string[];
  beforeEach(() => {
    reached = [];
  });
  afterEach(() => server.stop());

  const start = async (options: PortOptions = {}): Promise<void> => {
    server = await startScriptedServer({}, options);
  };

  function carry(
    changes: Partial<Carriage> = {},
  ): ReturnType<ReturnType<typeof createDirectTransport>["carry"]> {
    const headers = {
      accept: "application/json",
      "user-agent": "Drawbridge",
      "content-type": "application/json",
    };
    return createDirectTransport().carry(
      carriage(server.url, {
        ...{ method: "POST", path: "/api/chat", body: Buffer.from(question), headers },
        onConnected: (address) => reached.push(address),
        ...changes,
      }),
    );
  }

  async function read(changes: Partial<Carriage> = {}): Promise<string> {
    const carried = await carry(changes);
    assert.ok(carried.ok, carried.ok ? "" : JSON.stringify(carried.error));
    const text = Buffer.concat(await collect(carried.value.body)).toString();
    carried.value.destroy();
    return text;
  }

  const failureOf = async (changes: Partial<Carriage> = {}): Promise<DoorFailure | undefined> => {
    const carried = await carry(changes);
    return carried.ok ? undefined : carried.error;
  };

  it("puts the bytes it was given on the wire, and no header but those it was given and those of HTTP itself", async () => {
    await start();
    assert.match(await read(), /"done":true/u);
    const [{ method, path, body, headers } = { method: "", path: "", body: "", headers: {} }] =
      server.requests;
    assert.deepEqual([method, path, body], ["POST", "/api/chat", question]);
    assert.deepEqual(headers, {
      ...{ accept: "application/json", "user-agent": "Drawbridge", "content-type": "application/json" },
      ...{
        host: new URL(server.url).host,
        connection: "keep-alive",
        "content-length": String(question.length),
      },
    });
    assert.deepEqual(reached, ["127.0.0.1"]);
  });

  it("sends no body where there is none", async () => {
    await start();
    assert.equal(
      await read({ method: "GET", path: "/api/version", body: new Uint8Array(), headers: {} }),
      '{"version":"0.24.0"}',
    );
    assert.deepEqual(Object.keys(server.requests[0]?.headers ?? {}).sort(), ["connection", "host"]);
  });

  it("dials nothing but the addresses it was given, whatever the name", async () => {
    await start();
    const named = `http://gpu-box.invalid:${server.port}`;
    await read({ origin: named });
    assert.equal(server.requests[0]?.headers.host, new URL(named).host);
    assert.deepEqual(await failureOf({ origin: server.url, dial: [] }), {
      kind: "unreachable",
      code: "ENOADDR",
    });
    assert.equal(server.requests.length, 1);
  });

  it("does not speak with anybody whose address is not the one it was given", async () => {
    await start({ host: "localhost" });
    // A name has no place among the addresses; the system would follow it to wherever it leads.
    assert.equal((await failureOf({ dial: ["localhost"] }))?.kind, "peerMismatch");
    assert.deepEqual([server.requests, reached], [[], []]);
  });

  // Only Linux has the whole of 127.0.0.0/8 without being asked.
  if (process.platform === "linux") {
    it("dials this machine's own address from that very address, so that nobody else can be at the other end", async () => {
      await start();
      const peers: string[] = [];
      const listening = createServer((socket) => {
        peers.push(socket.remoteAddress ?? "");
        socket.destroy();
      });
      await new Promise<void>((resolve) => listening.listen(0, "127.0.0.2", resolve));
      try {
        const { port } = listening.address() as AddressInfo;
        const there = { origin: `http://127.0.0.2:${port}`, dial: ["127.0.0.2"] };
        for (const own of [false, true]) assert.equal((await failureOf({ ...there, own }))?.kind, "cut");
      } finally {
        listening.close();
      }
      assert.deepEqual(peers, ["127.0.0.1", "127.0.0.2"]);
    });
  }

  it("says who was not reached", async () => {
    await start();
    server.script({ refusing: true });
    assert.deepEqual(await failureOf(), { kind: "unreachable", code: "ECONNREFUSED" });
    assert.deepEqual(reached, []);
  });

  it("says that a connection broke before the answer began, and in its middle", async () => {
    await start();
    server.script({
      faults: [
        faults.onNth("/api/chat", 1, faults.reset()),
        faults.onNth("/api/chat", 2, faults.cutAfter(2)),
      ],
    });
    assert.equal((await failureOf())?.kind, "cut");
    const carried = await carry();
    assert.ok(carried.ok);
    const ending = await collect(carried.value.body).catch((error: unknown) => doorFailureOf(error));
    assert.equal((ending as DoorFailure).kind, "cut");
  });

  it("ends with its signal, before the head and behind it, and the server hears of it", async () => {
    await start();
    server.script({ pace: "manual" });
    const stop = new AbortController();
    const carried = carry({ signal: stop.signal });
    const first = await server.waitFor(() => true);
    stop.abort();
    assert.deepEqual(await carried, { ok: false, error: { kind: "stopped" } });
    await server.waitFor((request) => request === first && request.aborted);

    const later = new AbortController();
    const begun = carry({ signal: later.signal });
    server.release(1);
    const answer = await begun;
    assert.ok(answer.ok);
    later.abort();
    const ending = await collect(answer.value.body).catch((error: unknown) => doorFailureOf(error));
    assert.deepEqual(ending, { kind: "stopped" });
    await server.waitFor((request) => request !== first && request.aborted);
    assert.deepEqual(await failureOf({ signal: AbortSignal.abort() }), { kind: "stopped" });
    assert.equal(server.requests.length, 2);
  });

  it("looks no name up that means this machine under another name", async () => {
    await start();
    const resolved = await resolveHost(destination({ class: "network", origin: "http://localhost:11434" }), {
      withinMs: 5_000,
      signal: new AbortController().signal,
    });
    assert.ok(!resolved.ok && resolved.error.kind === "addressRefused");
  });

  // A machine without IPv6 has no second address to fall back to.
  if (ipv6) {
    it("tries the other address of localhost when nobody answers at the first", async () => {
      await start({ host: "::1" });
      const origin = `http://localhost:${server.port}`;
      assert.match(await read({ origin, dial: ["127.0.0.1", "::1"] }), /"done":true/u);
      assert.deepEqual(reached, ["::1"]);
    });
  }

  describe("over TLS", () => {
    const trusted = getCACertificates("default");
    const trust = (...certificates: readonly string[]): void => {
      setDefaultCACertificates([...trusted, ...certificates]);
    };
    beforeEach(async () => {
      await start({ tls, ...(ipv6 && { host: "::" }) });
    });
    afterEach(() => {
      trust();
    });

    if (ipv6) {
      it("goes on to the next address when the first one says nothing", async () => {
        trust(tls.cert);
        const silent = createServer();
        await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
        const { port } = silent.address() as AddressInfo;
        const other = await startScriptedServer({}, { tls, host: "::1", port });
        try {
          const origin = `https://localhost:${port}`;
          assert.match(await read({ origin, dial: ["127.0.0.1", "::1"], connectMs: 400 }), /"done":true/u);
          assert.deepEqual(reached, ["::1"]);
          assert.deepEqual(await failureOf({ origin, connectMs: 50 }), { kind: "timeout", step: "connect" });
        } finally {
          silent.close();
          await other.stop();
        }
      });
    }

    const names = [
      ["localhost", "127.0.0.1"],
      ["api.example", "127.0.0.1"],
      ["127.0.0.1", "127.0.0.1"],
      ...(ipv6 ? [["[::1]", "::1"]] : []),
    ] as const;
    for (const [name = "", address = ""] of names)
      it(`speaks with ${name} when its certificate proves it`, async () => {
        trust(tls.cert);
        await read({ origin: `https://${name}:${server.port}`, dial: [address] });
        assert.deepEqual(
          server.requests.map(({ body, headers }) => [body, headers.host]),
          [[question, `${name}:${server.port}`]],
        );
      });

    function checkRefused(what: string, name: string, isTrusted: boolean, code: RegExp): void {
      it(`says nothing to ${what}`, async () => {
        trust(...(isTrusted ? [tls.cert] : []));
        const failure = await failureOf({ origin: `https://${name}:${server.port}` });
        assert.match(failure?.kind === "unreachable" ? failure.code : "", code);
        assert.deepEqual([server.requests, reached], [[], []]);
      });
    }

    checkRefused("a certificate that nobody trusts", "localhost", false, /SELF_SIGNED/);
    checkRefused("a certificate of another name", "api.openai.com", true, /ALTNAME/);
    checkRefused("a certificate of another address", "127.0.0.2", true, /ALTNAME/);

    const trustRound = fileURLToPath(import.meta.resolve("./systemTrustRound.ts"));
    const inSystem = async (certificates: string): Promise<unknown> => {
      const own = mkdtempSync(join(tmpdir(), "drawbridge-trust-"));
      try {
        const file = join(own, "authorities.pem");
        writeFileSync(file, certificates);
        // What a system trusts is read once in a process, so it takes one of its own.
        const env = { ...process.env, SSL_CERT_FILE: file, SSL_CERT_DIR: own };
        const origin = `https://localhost:${server.port}`;
        const { code, output } = await run(process.execPath, [trustRound, origin], { env });
        assert.equal(code, 0, output);
        return JSON.parse(output);
      } finally {
        rmSync(own, { recursive: true });
      }
    };

    it("speaks with a server whose authority only the system was told to trust, such as a company's", async () => {
      assert.equal(await inSystem(tls.cert), 200);
      assert.deepEqual(
        server.requests.map(({ path }) => path),
        ["/api/version"],
      );
    });

    it("says nothing to it where the system was not", async () => {
      assert.equal(await inSystem(""), "DEPTH_ZERO_SELF_SIGNED_CERT");
      assert.deepEqual(server.requests, []);
    });

    it("lets no environment variable switch that off", async () => {
      const emitWarning: unknown = Reflect.get(process, "emitWarning");
      const name = "NODE_TLS_REJECT_UNAUTHORIZED";
      const before = process.env[name];
      // Node warns of the variable as soon as it is set, with reason.
      Reflect.set(process, "emitWarning", () => undefined);
      process.env[name] = "0";
      try {
        assert.equal((await failureOf({ origin: `https://localhost:${server.port}` }))?.kind, "unreachable");
      } finally {
        if (before === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = before;
        Reflect.set(process, "emitWarning", emitWarning);
      }
      assert.deepEqual(server.requests, []);
    });
  });
});
