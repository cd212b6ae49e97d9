import assert from "node:assert/strict";
import { createEmitter } from "../../../src/base/event.ts";
import { err, ok } from "../../../src/base/result.ts";
import type { Movement } from "../../../src/egress/answer.ts";
import { createDoor, type Door } from "../../../src/egress/door.ts";
import type { DoorFailure } from "../../../src/egress/doorFailure.ts";
import type { DoorParts } from "../../../src/egress/doorParts.ts";
import type { Arrival, Carriage, Transport } from "../../../src/egress/transport.ts";
import type { ClearedRequest } from "../../../src/gate/clearedRequest.ts";
import type { Policy } from "../../../src/gate/policy.ts";
import type { LedgerEntry } from "../../../src/ledger/record.ts";
import { clearedRequest } from "../../support/clearedRequest.ts";
import { tellingLedger } from "../../support/ledgers.ts";
import { collect, lmStudio, ollama, openaiCloud, pieces, policy } from "../../support/samples.ts";

const never = new AbortController().signal;

describe("egress/door", () => {
  let happened: string[];
  let entries: LedgerEntry[];
  let moved: Movement[];
  let now: Policy;
  let changed: ReturnType<typeof createEmitter<Policy>>;
  let answer: (carriage: Carriage) => ReturnType<Transport["carry"]>;
  let overrides: Partial<DoorParts>;
  let door: Door;

  beforeEach(() => {
    happened = [];
    entries = [];
    moved = [];
    now = policy({ mode: "cloud" });
    changed = createEmitter();
    answer = () => Promise.resolve(ok(arrival()));
    overrides = {};
  });

  function arrival(changes: Partial<Arrival> = {}): Arrival {
    return {
      status: 200,
      headers: {},
      body: pieces("hello"),
      destroy: () => happened.push("destroyed"),
      ...changes,
    };
  }

  function transport(name: string, address: string): Transport {
    return {
      carry: async (carriage) => {
        const { method, origin, path, dial, own } = carriage;
        happened.push(`${name} ${method} ${origin}${path} [${dial.join(",")}]${own ? " from itself" : ""}`);
        carriage.onConnected(address);
        return answer(carriage);
      },
    };
  }

  function open(cleared: ClearedRequest = clearedRequest(), signal = never): ReturnType<Door["open"]> {
    door = createDoor({
      direct: () => Promise.resolve(transport("direct", "127.0.0.1")),
      editor: transport("editor", "notObservable"),
      ledger: tellingLedger((entry) => {
        happened.push(entry.phase);
        entries.push(entry);
      }),
      policy: { current: () => now, onDidChange: changed.event },
      keys: { keyFor: () => Promise.resolve("sk-1") },
      log: {
        debug: () => undefined,
        info: () => undefined,
        warn: () => undefined,
        error: (message) => happened.push(message),
      },
      workspace: "test",
      clock: () => 0,
      ...overrides,
    });
    door.onDidMove((movement) => moved.push(movement));
    return door.open(cleared, signal);
  }

  const failureOf = async (opened: ReturnType<Door["open"]>): Promise<DoorFailure | undefined> => {
    const result = await opened;
    return result.ok ? undefined : result.error;
  };

  function check(name: string, cleared: () => ClearedRequest, carried: string): void {
    it(`carries ${name} by ${carried}`, async () => {
      assert.ok((await open(cleared())).ok);
      assert.deepEqual(happened, ["attempt", carried]);
    });
  }

  check("what is for this device", clearedRequest, "direct POST http://127.0.0.1:11434/api/chat [127.0.0.1]");
  check(
    "what may be forwarded",
    () => clearedRequest({ provider: lmStudio }),
    "direct POST http://127.0.0.1:1234/api/chat [127.0.0.1]",
  );
  check(
    "what is for a cloud",
    () => clearedRequest({ provider: openaiCloud }),
    "editor POST https://api.openai.com:443/api/chat []",
  );
  check(
    "what is for a public address of the user's own",
    () =>
      clearedRequest({ provider: { ...openaiCloud, url: "https://8.8.8.8/v1" }, declaredHosts: ["8.8.8.8"] }),
    "direct POST https://8.8.8.8:443/api/chat [8.8.8.8]",
  );
  check(
    "what is for a declared address",
    () =>
      clearedRequest({
        provider: { ...ollama, url: "http://192.168.1.20:11434" },
        declaredHosts: ["192.168.1.20"],
      }),
    "direct POST http://192.168.1.20:11434/api/chat [192.168.1.20]",
  );

  check(
    "what is for this machine's own address",
    () => clearedRequest({ provider: { ...ollama, url: "http://192.168.1.5:11434" } }),
    "direct POST http://192.168.1.5:11434/api/chat [192.168.1.5] from itself",
  );

  it("records the attempt with everything about it, and its end once", async () => {
    const opened = await open();
    assert.ok(opened.ok);
    const { value } = opened;
    assert.equal(Buffer.concat(await collect(value.body)).toString(), "hello");
    value.close({ outcome: "done", promptTokens: 3, answerTokens: 4 });
    value.close({ outcome: "stopped" });
    const [attempt, end, ...more] = entries;
    assert.ok(attempt?.phase === "attempt" && end?.phase === "end");
    assert.deepEqual(more, []);
    const { purpose, provider, model, bytes, grant, mode, method, path, origin } = attempt;
    assert.deepEqual(
      { purpose, provider, model, bytes, grant, mode, method, path, origin, class: attempt.class },
      {
        purpose: "chat",
        provider: "ollama",
        model: "smollm2:135m",
        bytes: 2,
        grant: "mode",
        mode: "cloud",
        method: "POST",
        path: "/api/chat",
        origin: "http://127.0.0.1:11434",
        class: "device",
      },
    );
    assert.deepEqual(
      attempt.sources.map(({ kind }) => kind),
      ["instructions", "file", "question"],
    );
    assert.deepEqual(end, {
      phase: "end",
      id: attempt.id,
      outcome: "done",
      status: 200,
      address: "127.0.0.1",
      bytesIn: 5,
      tookMs: 0,
      promptTokens: 3,
      answerTokens: 4,
    });
    assert.equal(value.record, attempt.id);
    assert.match(value.destination.evidence.at(-1) ?? "", /^connected to 127\.0\.0\.1$/);
  });

  it("tells of data on the move when it leaves, when the peer is known, and when it has ended", async () => {
    const opened = await open();
    assert.ok(opened.ok);
    assert.deepEqual(
      moved.map(({ phase, purpose, bytes }) => [phase, purpose, bytes]),
      [
        ["started", "chat", 2],
        ["connected", "chat", 2],
      ],
    );
    opened.value.close({ outcome: "done" });
    assert.deepEqual(
      moved.map(({ phase, id }) => [phase, id]),
      [
        ["started", opened.value.record],
        ["connected", opened.value.record],
        ["ended", opened.value.record],
      ],
    );
  });

  it("sends nothing when it cannot be recorded first", async () => {
    overrides = {
      ledger: tellingLedger(() => {
        throw new Error("disk full");
      }),
    };
    assert.deepEqual(await failureOf(open()), { kind: "ledgerFailed" });
    assert.deepEqual(happened, ["The ledger could not be written, so nothing was sent"]);
    assert.deepEqual(moved, []);
  });

  it("says that the ledger failed when not even what was turned away can be recorded", async () => {
    overrides = {
      keys: { keyFor: () => Promise.resolve(undefined) },
      ledger: tellingLedger(() => {
        throw new Error("disk full");
      }),
    };
    const opened = open(clearedRequest({ provider: openaiCloud }));
    assert.deepEqual(await failureOf(opened), { kind: "ledgerFailed" });
    assert.deepEqual(happened, ["The ledger could not be written; nothing was sent"]);
  });

  it("names the way of what the editor carries, where a proxy may be", async () => {
    await open(clearedRequest({ provider: openaiCloud }));
    await open();
    const ways = entries.map((entry) => (entry.phase === "attempt" ? entry.carrier : entry.phase));
    assert.deepEqual(ways, ["editor", undefined]);
  });

  it("lets an answer go although its end cannot be recorded", async () => {
    const opened = await open();
    assert.ok(opened.ok);
    entries.push = () => {
      throw new Error("disk full");
    };
    opened.value.close({ outcome: "done" });
    assert.deepEqual(happened.slice(2), ["destroyed", "end", "The end of a request could not be recorded"]);
    assert.equal(moved.at(-1)?.phase, "ended");
  });

  function checkRefused(
    name: string,
    cleared: () => ClearedRequest,
    expected: DoorFailure["kind"],
    prepare: () => void = () => undefined,
  ): void {
    it(`opens for nobody with ${name}, and records it: ${expected}`, async () => {
      const request = cleared();
      prepare();
      assert.equal((await failureOf(open(request)))?.kind, expected);
      assert.deepEqual([happened, moved], [["refused"], []]);
      const [refused] = entries;
      assert.ok(refused?.phase === "refused");
      const { origin } = request.permit.destination;
      assert.deepEqual([refused.refusal, refused.origin, refused.purpose], [expected, origin, "chat"]);
    });
  }

  const spread = (change: (cleared: ClearedRequest) => Partial<ClearedRequest>) => (): ClearedRequest => {
    const cleared = clearedRequest();
    return { ...cleared, ...change(cleared) };
  };
  checkRefused(
    "other bytes",
    spread(({ wire }) => ({ wire: { ...wire, body: Buffer.from("other") } })),
    "revoked",
  );
  checkRefused(
    "another path",
    spread(({ wire }) => ({ wire: { ...wire, path: "/api/pull" } })),
    "revoked",
  );
  checkRefused(
    "another method",
    spread(({ wire }) => ({ wire: { ...wire, method: "GET" } })),
    "revoked",
  );
  checkRefused(
    "other addresses",
    spread(({ permit }) => ({ permit: { ...permit, dial: ["8.8.8.8"] } })),
    "revoked",
  );
  checkRefused(
    "another destination",
    spread(({ permit }) => ({
      permit: { ...permit, destination: { ...permit.destination, origin: "http://evil.example:80" } },
    })),
    "revoked",
  );
  checkRefused(
    "another provider",
    spread(({ provider }) => ({ provider: { ...provider, kind: "openai" } })),
    "revoked",
  );
  checkRefused("a permit of an earlier epoch", clearedRequest, "revoked", () => {
    now = policy({ epoch: 1, mode: "cloud" });
  });
  checkRefused("a permit of a later epoch", () => clearedRequest({ policy: { epoch: 2 } }), "revoked");
  checkRefused("a pause on", clearedRequest, "revoked", () => {
    now = policy({ paused: true });
  });
  checkRefused(
    "no key where one is needed",
    () => clearedRequest({ provider: openaiCloud }),
    "keyMissing",
    () => {
      overrides = { keys: { keyFor: () => Promise.resolve(undefined) } };
    },
  );
  checkRefused(
    "bytes that were changed where they lay",
    () => {
      const body = Buffer.from("cleared");
      const cleared = clearedRequest({ wire: { body } });
      body.write("changed");
      return cleared;
    },
    "revoked",
  );

  it("opens for nobody who has already given up", async () => {
    assert.deepEqual(await failureOf(open(clearedRequest(), AbortSignal.abort())), { kind: "stopped" });
    assert.deepEqual(happened, []);
  });

  it("looks at the policy after it has waited for a key", async () => {
    const keyFor = (): Promise<string> => {
      now = policy({ epoch: 1 });
      return Promise.resolve("sk-1");
    };
    overrides = { keys: { keyFor } };
    assert.deepEqual(await failureOf(open(clearedRequest({ provider: openaiCloud }))), { kind: "revoked" });
    assert.deepEqual(happened, ["refused"]);
  });

  it("follows no redirect, and lets go of whoever sent it", async () => {
    answer = () =>
      Promise.resolve(ok(arrival({ status: 307, headers: { location: "https://evil.example/" } })));
    assert.deepEqual(await failureOf(open()), { kind: "redirected", to: "https://evil.example/" });
    assert.deepEqual(happened.slice(2), ["destroyed", "end"]);
    assert.deepEqual(entries.at(-1)?.phase === "end" && [entries.at(-1)], [
      {
        phase: "end",
        id: entries[0]?.id,
        outcome: "redirected",
        status: 307,
        address: "127.0.0.1",
        bytesIn: 0,
        tookMs: 0,
      },
    ]);
  });

  it("records why nothing came back", async () => {
    answer = () => Promise.resolve(err({ kind: "unreachable", code: "ECONNREFUSED" }));
    assert.deepEqual(await failureOf(open()), { kind: "unreachable", code: "ECONNREFUSED" });
    assert.deepEqual(
      entries.map((entry) => (entry.phase === "end" ? entry.outcome : entry.phase)),
      ["attempt", "unreachable"],
    );
  });

  it("calls it revoked when the policy changed while it ran", async () => {
    answer = () => {
      changed.fire(policy({ epoch: 1 }));
      return Promise.resolve(err({ kind: "stopped" }));
    };
    assert.deepEqual(await failureOf(open()), { kind: "revoked" });
    assert.deepEqual(
      entries.map((entry) => (entry.phase === "end" ? entry.outcome : entry.phase)),
      ["attempt", "revoked"],
    );
  });

  it("looks up no name once the request is over", async () => {
    overrides = {
      direct: () => {
        changed.fire(policy({ epoch: 1 }));
        return Promise.resolve(transport("direct", "10.0.0.1"));
      },
    };
    const cleared = clearedRequest({
      provider: { ...ollama, url: "http://gpu-box.invalid:11434" },
      declaredHosts: ["gpu-box.invalid"],
    });
    assert.deepEqual(await failureOf(open(cleared)), { kind: "revoked" });
  });

  it("ends its record and its movement even when a bug ends the request", async () => {
    overrides = { direct: () => Promise.reject(new Error("a bundle is missing")) };
    await assert.rejects(open(), /a bundle is missing/);
    assert.deepEqual(
      entries.map((entry) => (entry.phase === "end" ? entry.outcome : entry.phase)),
      ["attempt", "crashed"],
    );
    assert.deepEqual(
      moved.map(({ phase }) => phase),
      ["started", "ended"],
    );
  });
});
