import assert from "node:assert/strict";
import { createEditorTransport, type Fetch } from "../../../src/egress/editorTransport.ts";
import { doorFailureOf } from "../../../src/egress/doorFailure.ts";
import type { Carriage } from "../../../src/egress/transport.ts";
import { carriage } from "../../support/carriage.ts";
import { collect } from "../../support/samples.ts";

type Call = { readonly url: string; readonly init: RequestInit };

function recording(answer: () => Response | Promise<Response>): {
  readonly calls: Call[];
  readonly fetch: Fetch;
} {
  const calls: Call[] = [];
  const fetch: Fetch = async (input, init = {}) => {
    calls.push({ url: input instanceof Request ? input.url : input.toString(), init });
    return answer();
  };
  return { calls, fetch };
}

function toCloud(changes: Partial<Carriage> = {}): Carriage {
  return carriage("https://api.openai.com:443", {
    method: "POST",
    path: "/v1/chat/completions?a=b",
    body: Buffer.from('{"a":1}'),
    headers: { accept: "x" },
    dial: [],
    ...changes,
  });
}

describe("egress/editorTransport", () => {
  it("carries the exact bytes, method, path and headers, and follows nothing", async () => {
    const { calls, fetch } = recording(
      () => new Response("ok", { status: 418, headers: { "Retry-After": "7" } }),
    );
    const carried = await createEditorTransport(fetch).carry(toCloud());
    assert.ok(carried.ok);
    const [{ url, init } = { url: "", init: {} }] = calls;
    assert.equal(url, "https://api.openai.com/v1/chat/completions?a=b");
    const { method, headers, redirect, body } = init;
    assert.deepEqual(
      { method, headers, redirect },
      { method: "POST", headers: { accept: "x" }, redirect: "manual" },
    );
    assert.deepEqual(body, new Uint8Array(Buffer.from('{"a":1}')));
    assert.deepEqual([carried.value.status, carried.value.headers["retry-after"]], [418, "7"]);
    assert.equal(Buffer.concat(await collect(carried.value.body)).toString(), "ok");
  });

  it("carries no body for a GET, and an answer without one", async () => {
    const { calls, fetch } = recording(() => new Response(null, { status: 204 }));
    const carried = await createEditorTransport(fetch).carry(
      toCloud({ method: "GET", path: "/v1/models", body: new Uint8Array() }),
    );
    assert.ok(carried.ok);
    assert.equal(calls[0]?.init.body, undefined);
    assert.deepEqual(await collect(carried.value.body), []);
  });

  function checkHost(path: string, origin: string, expected: string): void {
    it(`goes to ${new URL(origin).host} even with the path ${path}`, async () => {
      const { calls, fetch } = recording(() => new Response("ok"));
      await createEditorTransport(fetch).carry(toCloud({ path, origin }));
      assert.deepEqual(
        calls.map(({ url }) => url),
        [expected],
      );
    });
  }

  checkHost("//evil.example/v1/x", "https://api.openai.com:443", "https://api.openai.com//evil.example/v1/x");
  checkHost("/\\evil.example/v1", "https://api.openai.com:443", "https://api.openai.com//evil.example/v1");
  checkHost("/@evil.example/", "https://api.openai.com:8443", "https://api.openai.com:8443/@evil.example/");

  it("carries nothing over plain http", async () => {
    const { calls, fetch } = recording(() => new Response("ok"));
    const carried = await createEditorTransport(fetch).carry(toCloud({ origin: "http://api.openai.com:80" }));
    assert.deepEqual(carried, { ok: false, error: { kind: "unreachable", code: "EINSECURE" } });
    assert.deepEqual(calls, []);
  });

  it("says why nobody was reached", async () => {
    const { fetch } = recording(() =>
      Promise.reject(new TypeError("fetch failed", { cause: { code: "ENOTFOUND" } })),
    );
    assert.deepEqual(await createEditorTransport(fetch).carry(toCloud()), {
      ok: false,
      error: { kind: "unreachable", code: "ENOTFOUND" },
    });
  });

  it("ends with the signal, before the answer and in its middle", async () => {
    const stop = new AbortController();
    const { calls, fetch } = recording(() => {
      stop.abort();
      return Promise.reject(new DOMException("aborted", "AbortError"));
    });
    assert.deepEqual(await createEditorTransport(fetch).carry(toCloud({ signal: stop.signal })), {
      ok: false,
      error: { kind: "stopped" },
    });
    assert.equal(calls[0]?.init.signal?.aborted, true);
  });

  it("tells a body that broke from one that was stopped, and lets go when told to", async () => {
    const broken = (): Response =>
      new Response(
        new ReadableStream({
          pull: (controller) => {
            controller.error(new Error("reset"));
          },
        }),
      );
    for (const [abort, expected] of [
      [false, { kind: "cut", code: "EBODY" }],
      [true, { kind: "stopped" }],
    ] as const) {
      const stop = new AbortController();
      const { calls, fetch } = recording(broken);
      const carried = await createEditorTransport(fetch).carry(toCloud({ signal: stop.signal }));
      assert.ok(carried.ok);
      if (abort) stop.abort();
      const ending = await collect(carried.value.body).catch((error: unknown) => doorFailureOf(error));
      assert.deepEqual(ending, expected);
      carried.value.destroy();
      assert.equal(calls[0]?.init.signal?.aborted, true);
    }
  });
});
