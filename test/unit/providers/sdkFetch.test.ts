import assert from "node:assert/strict";
import { recordWire, replayFetch } from "../../../src/providers/sdkFetch.ts";
import { fakeAnswer } from "../../support/fakeAnswer.ts";

const wire = { method: "POST", path: "/api/chat?x=1", body: Buffer.from('{"a":1}') } as const;
const init = { method: "POST", body: '{"a":1}' };
const url = "http://127.0.0.1:11434/api/chat?x=1";

describe("providers/sdkFetch", () => {
  it("catches the bytes of a request, which goes nowhere", async () => {
    const recorded = await recordWire((fetch) => fetch(url, init));
    assert.deepEqual({ ...recorded, body: Buffer.from(recorded.body) }, wire);
    assert.equal((await recordWire((fetch) => fetch(new URL(url)))).method, "GET");
  });

  it("ends the call of whoever makes it, and takes a package's wrapping of that for no failure", async () => {
    const recorded = await recordWire(async (fetch) => {
      try {
        await fetch(url, init);
      } catch (cause) {
        throw new Error("connection error", { cause });
      }
    });
    assert.equal(recorded.path, "/api/chat?x=1");
  });

  it("says when there was no request, or one that it cannot write down", async () => {
    await assert.rejects(
      recordWire(() => Promise.resolve()),
      /made no request/,
    );
    await assert.rejects(
      recordWire(() => Promise.reject(new Error("a bug of its own"))),
      /a bug of its own/,
    );
    await assert.rejects(
      recordWire((fetch) => fetch(url, { method: "POST", body: new Uint8Array(3) })),
      /not text/,
    );
  });

  const replay = replayFetch(wire, fakeAnswer({ text: "answer" }), () => undefined);

  it("answers the request that was cleared", async () => {
    const answered = await replayFetch(
      wire,
      fakeAnswer({ text: "one\r\ntwo", headers: { "content-type": "x/y", secret: "1" } }),
      () => undefined,
    )(url, init);
    assert.deepEqual([answered.status, [...answered.headers]], [200, [["content-type", "x/y"]]]);
    assert.equal(await answered.text(), "one\ntwo\n");
  });

  function check(what: string, other: readonly [string, RequestInit]): void {
    it(`answers no request with ${what}`, () => {
      assert.throws(() => replay(...other), /other bytes than were cleared/);
    });
  }

  check("another body", [url, { ...init, body: '{"a":2}' }]);
  check("a longer body", [url, { ...init, body: '{"a":1} ' }]);
  check("no body", [url, { method: "POST" }]);
  check("another path", ["http://127.0.0.1:11434/api/pull?x=1", init]);
  check("another query", ["http://127.0.0.1:11434/api/chat?x=2", init]);
  check("another method", [url, { ...init, method: "GET" }]);

  it("shows a package no line that is not as it must be", async () => {
    const answer = fakeAnswer({ text: "good\nbad\nunseen\n" });
    const answered = await replayFetch(wire, answer, (line) =>
      line === "bad" ? { kind: "malformed" } : undefined,
    )(url, init);
    const seen: string[] = [];
    await assert.rejects(
      async () => {
        for await (const chunk of answered.body ?? []) seen.push(Buffer.from(chunk).toString());
      },
      { name: "StreamError" },
    );
    assert.deepEqual(seen, ["good\n"]);
  });
});
