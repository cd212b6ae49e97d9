import assert from "node:assert/strict";
import { createEmitter } from "../../../src/base/event.ts";
import { err, ok } from "../../../src/base/result.ts";
import type { Answer, Ending } from "../../../src/egress/answer.ts";
import type { Policy } from "../../../src/gate/policy.ts";
import type { ClearedRequest } from "../../../src/gate/clearedRequest.ts";
import type { Door } from "../../../src/egress/door.ts";
import { sealRecord } from "../../../src/ledger/chain.ts";
import type { LedgerEntry } from "../../../src/ledger/record.ts";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import { draftSources } from "../../../src/prompt/draft.ts";
import { openai } from "../../../src/providers/openai.ts";
import { createErrands } from "../../../src/sending/errands.ts";
import type { ReviewAnswer, ReviewRequest } from "../../../src/sending/consentPort.ts";
import { createSending, type Order } from "../../../src/sending/send.ts";
import type { SendEvent } from "../../../src/sending/sendEvent.ts";
import type { SendingParts } from "../../../src/sending/sendingParts.ts";
import { Servers } from "../../../src/sending/servers.ts";
import { collect, lmStudio, openaiCloud, pieces, policy } from "../../support/samples.ts";
import { fakeAnswer } from "../../support/fakeAnswer.ts";

const stream =
  'data: {"choices":[{"index":0,"delta":{"content":"hello"},"finish_reason":null}]}\n\n' +
  'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';

/** A send of a chat question through real rooms, up to a door that opens onto nothing. */
describe("sending/send", () => {
  let now: Policy;
  let entries: LedgerEntry[];
  let opened: ClearedRequest[];
  let endings: Ending[];
  let reviewed: ReviewRequest[];
  let answerWith: Partial<Answer>;
  let overrides: Partial<SendingParts>;

  beforeEach(() => {
    now = policy();
    entries = [];
    opened = [];
    endings = [];
    reviewed = [];
    answerWith = { body: pieces(stream) };
    overrides = {};
  });

  const door: Door = {
    onDidMove: createEmitter<never>().event,
    open: (cleared) => {
      opened.push(cleared);
      const close = (ending: Ending): void => void endings.push(ending);
      return Promise.resolve(
        ok(fakeAnswer({ headers: { "content-type": "text/event-stream" }, close, ...answerWith })),
      );
    },
  };

  function send(
    order: Partial<Order> = {},
    signal = new AbortController().signal,
  ): AsyncGenerator<SendEvent> {
    const parts: SendingParts = {
      providers: () => [lmStudio, openaiCloud],
      chosen: () => ({ provider: "openai", model: "gpt-5-mini" }),
      authority: () => undefined,
      ownAddresses: () => [],
      declaredHosts: () => [],
      policy: { current: () => now, onDidChange: createEmitter<Policy>().event },
      load: () => Promise.resolve(openai),
      door,
      ledger: {
        append: (entry) => {
          entries.push(entry);
          return sealRecord(entry, undefined, "2026-01-31T12:00:00.000Z");
        },
        onDidAppend: () => ({ dispose: () => undefined }),
        dispose: () => undefined,
      },
      consent: {
        confirm: () => Promise.resolve(false),
        review: (request) => {
          reviewed.push(request);
          return Promise.resolve({ kind: "send", keep: "once" });
        },
      },
      workspace: "test",
      clock: () => 0,
      ...overrides,
    };
    const servers = new Servers(createErrands(parts), parts.clock);
    const draft: Order["draft"] = (route) =>
      chatDraft([{ question: "Why?", answer: "", attachments: [] }], route);
    return createSending(parts, servers).send({ task: "chat", trigger: "person", draft, ...order }, signal);
  }

  const outcome = async (events: AsyncIterable<SendEvent>): Promise<string> => {
    const last = (await collect(events)).at(-1);
    return last?.kind === "failed" ? last.failure.kind : (last?.kind ?? "nothing");
  };

  it("refuses before any bytes are let out, and records what it refused", async () => {
    assert.equal(await outcome(send()), "modeForbids");
    assert.deepEqual(opened, []);
    const [entry, ...more] = entries;
    assert.ok(entry?.phase === "refused");
    assert.deepEqual(
      [entry.refusal, entry.host, entry.model, entry.method, entry.path, more.length],
      ["modeForbids", "api.openai.com", "gpt-5-mini", "POST", "/v1/chat/completions", 0],
    );
    assert.deepEqual(
      entry.sources.map(({ kind }) => kind),
      ["instructions", "question"],
    );
    assert.ok(entry.bytes > 0);
  });

  it("says that the ledger failed when not even a refusal can be recorded", async () => {
    const append = (): never => {
      throw new Error("disk full");
    };
    overrides = {
      ledger: { append, onDidAppend: () => ({ dispose: () => undefined }), dispose: () => undefined },
    };
    assert.equal(await outcome(send()), "ledgerFailed");
    assert.deepEqual(opened, []);
  });

  it("shows what will leave, byte for byte, and sends exactly that", async () => {
    now = policy({ mode: "ask" });
    assert.equal(await outcome(send()), "end");
    const [request] = opened;
    assert.equal(reviewed.length, 1);
    assert.deepEqual(
      [reviewed[0]?.wire.body, reviewed[0]?.model, reviewed[0]?.destination.host],
      [request?.wire.body, "gpt-5-mini", "api.openai.com"],
    );
    assert.deepEqual(
      reviewed.flatMap(({ draft }) => draftSources(draft)).map(({ kind }) => kind),
      ["instructions", "question"],
    );
    assert.equal(request?.permit.grant, "consent");
  });

  it("never asks for what nobody started", async () => {
    now = policy({ mode: "ask" });
    assert.equal(await outcome(send({ trigger: "automatic" })), "modeForbids");
    overrides = { chosen: () => ({ provider: "lm", model: "m" }) };
    assert.equal(await outcome(send({ trigger: "automatic" })), "needsConfirmation");
    assert.deepEqual([reviewed, opened], [[], []]);
  });

  it("judges again after a question, by the policy of then", async () => {
    now = policy({ mode: "ask" });
    const review = (): Promise<ReviewAnswer> => {
      now = policy({ epoch: 1 });
      return Promise.resolve({ kind: "send", keep: "once" });
    };
    overrides = { consent: { confirm: () => Promise.resolve(false), review } };
    assert.equal(await outcome(send()), "modeForbids");
    assert.deepEqual(opened, []);
  });

  it("asks again when the bytes have changed meanwhile, and gives up asking", async () => {
    now = policy({ mode: "ask" });
    let asked = 0;
    const draft: Order["draft"] = (route) => {
      asked += 1;
      return chatDraft([{ question: `Why ${asked}?`, answer: "", attachments: [] }], route);
    };
    assert.equal(await outcome(send({ draft })), "needsConsent");
    assert.deepEqual([reviewed.length, opened.length], [3, 0]);
  });

  it("takes no for an answer, and records it", async () => {
    now = policy({ mode: "ask" });
    const review = (): Promise<ReviewAnswer> => Promise.resolve({ kind: "cancel" });
    overrides = { consent: { confirm: () => Promise.resolve(false), review } };
    assert.equal(await outcome(send()), "declined");
    assert.deepEqual(
      entries.map((entry) => (entry.phase === "refused" ? entry.refusal : entry.phase)),
      ["declined"],
    );
  });

  it("does nothing at all while paused", async () => {
    now = policy({ mode: "cloud", paused: true });
    assert.equal(await outcome(send()), "paused");
    assert.deepEqual([opened, reviewed], [[], []]);
  });

  it("says what happens in order, and records how it ended", async () => {
    now = policy({ mode: "cloud", namedOrigins: new Set(["https://api.openai.com:443"]) });
    const events = await collect(send());
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ["routed", "opened", "text", "end"],
    );
    assert.deepEqual(endings[0], { outcome: "done" });
  });

  it("records the end of an answer that nobody listens to any more", async () => {
    now = policy({ mode: "cloud", namedOrigins: new Set(["https://api.openai.com:443"]) });
    for await (const event of send()) if (event.kind === "text") break;
    assert.deepEqual(endings, [{ outcome: "stopped" }]);
  });

  it("closes an answer that is left while the server is silent", async () => {
    now = policy({ mode: "cloud", namedOrigins: new Set(["https://api.openai.com:443"]) });
    const [first = ""] = stream.split("\n\n");
    answerWith = {
      body: (async function* () {
        yield* pieces(`${first}\n\n`);
        await new Promise(() => undefined);
      })(),
    };
    for await (const event of send()) if (event.kind === "text") break;
    assert.deepEqual(endings, [{ outcome: "stopped" }]);
  });

  it("hands on why the door did not open", async () => {
    now = policy({ mode: "cloud", namedOrigins: new Set(["https://api.openai.com:443"]) });
    overrides = { door: { ...door, open: () => Promise.resolve(err({ kind: "ledgerFailed" })) } };
    assert.equal(await outcome(send()), "ledgerFailed");
  });
});
