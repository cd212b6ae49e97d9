import assert from "node:assert/strict";
import { createEmitter } from "../../../src/base/event.ts";
import { err, ok } from "../../../src/base/result.ts";
import type { Answer, Ending } from "../../../src/egress/answer.ts";
import type { Policy } from "../../../src/gate/policy.ts";
import type { ClearedRequest } from "../../../src/gate/clearedRequest.ts";
import type { Door } from "../../../src/egress/door.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import type { GrantWish } from "../../../src/gate/grant.ts";
import type { LedgerEntry } from "../../../src/ledger/record.ts";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import { draftSources } from "../../../src/prompt/draft.ts";
import { openai } from "../../../src/providers/openai.ts";
import { createErrands } from "../../../src/sending/errands.ts";
import type { ReviewAnswer, ReviewRequest } from "../../../src/sending/consentPort.ts";
import type { Order } from "../../../src/sending/order.ts";
import { createSending } from "../../../src/sending/send.ts";
import type { SendEvent } from "../../../src/sending/sendEvent.ts";
import type { SendingParts } from "../../../src/sending/sendingParts.ts";
import { Servers } from "../../../src/sending/servers.ts";
import type { KnownSecret } from "../../../src/terms/screening.ts";
import { tellingLedger } from "../../support/ledgers.ts";
import {
  attachment,
  collect,
  lmStudio,
  ollama as ollamaHere,
  openaiCloud,
  pieces,
  policy,
} from "../../support/samples.ts";
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
  let logged: string[];
  /** What the person says in reviews, in order; then they send once. */
  let answers: ReviewAnswer[];
  let wishes: GrantWish[];
  let verdicts: Record<string, PathVerdict>;
  let knownSecrets: KnownSecret[];
  let secretsRead: number;
  const once: ReviewAnswer = { kind: "send", keep: "once" };

  beforeEach(() => {
    now = policy();
    entries = [];
    opened = [];
    endings = [];
    reviewed = [];
    answerWith = { body: pieces(stream) };
    overrides = {};
    logged = [];
    answers = [];
    wishes = [];
    verdicts = {};
    knownSecrets = [];
    secretsRead = 0;
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
      alternatives: () => [],
      authority: () => undefined,
      ownAddresses: () => [],
      networkAddresses: () => [],
      declaredHosts: () => [],
      hostMachine: () => undefined,
      proxy: () => undefined,
      now: () => "2026-01-31T12:00:00.000Z",
      policy: { current: () => now, onDidChange: createEmitter<Policy>().event },
      load: () => Promise.resolve(openai),
      door,
      ledger: tellingLedger((entry) => entries.push(entry)),
      consent: {
        confirm: () => Promise.resolve(false),
        review: (request) => {
          reviewed.push(request);
          return Promise.resolve(answers.shift() ?? once);
        },
      },
      keepGrant: (wish) => {
        wishes.push(wish);
        return Promise.resolve();
      },
      judgePath: (uri) => Promise.resolve(verdicts[uri] ?? { kind: "allowed" }),
      knownSecrets: () => {
        secretsRead += 1;
        return Promise.resolve({ secrets: knownSecrets, isWhole: true });
      },
      workspace: "test",
      clock: () => 0,
      log: { error: (message) => logged.push(message) },
      ...overrides,
    };
    const servers = new Servers({ ...parts, run: createErrands(parts) });
    const draft: Order["draft"] = (route) =>
      chatDraft([{ question: "Why?", answer: "", attachments: [] }], route, () => false);
    return createSending(parts, servers).send(
      { task: "chat", trigger: "person", files: [], draft, ...order },
      signal,
    );
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
    overrides = {
      ledger: tellingLedger(() => {
        throw new Error("disk full");
      }),
    };
    assert.equal(await outcome(send()), "ledgerFailed");
    assert.deepEqual(opened, []);
    assert.deepEqual(logged, ["A refusal could not be recorded"]);
  });

  it("shows what will leave, byte for byte, and sends exactly that", async () => {
    now = policy({ mode: "ask" });
    assert.equal(await outcome(send()), "end");
    const [request] = opened;
    assert.equal(reviewed.length, 1);
    const [review] = reviewed;
    assert.deepEqual(
      [review?.wire, review?.model, review?.destination.host, review?.provider],
      [request?.wire, "gpt-5-mini", "api.openai.com", "OpenAI"],
    );
    assert.deepEqual(review && draftSources(review.draft).map(({ kind }) => kind), [
      "instructions",
      "question",
    ]);
    assert.equal(request?.permit.grant, "consent");
  });

  it("never asks for what nobody started", async () => {
    now = policy({ mode: "ask" });
    assert.equal(await outcome(send({ trigger: "automatic" })), "modeForbids");
    overrides = { chosen: () => ({ provider: "lm", model: "m" }) };
    assert.equal(await outcome(send({ trigger: "automatic" })), "needsConfirmation");
    assert.deepEqual([reviewed, opened], [[], []]);
  });

  it("never asks about a model that stands in", async () => {
    now = policy({ mode: "ask" });
    assert.equal(await outcome(send({ askNobody: true })), "needsConsent");
    assert.deepEqual([reviewed, opened], [[], []]);
  });

  it("judges again after a question, by the policy of then", async () => {
    now = policy({ mode: "ask" });
    const review = (): Promise<ReviewAnswer> => {
      now = policy({ epoch: 1 });
      return Promise.resolve(once);
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
      return chatDraft([{ question: `Why ${asked}?`, answer: "", attachments: [] }], route, () => false);
    };
    assert.equal(await outcome(send({ draft })), "needsConsent");
    assert.deepEqual([reviewed.length, opened.length], [3, 0]);
  });

  it("takes no for an answer, and records it", async () => {
    now = policy({ mode: "ask" });
    answers = [{ kind: "cancel" }];
    assert.equal(await outcome(send()), "declined");
    assert.deepEqual(
      entries.map((entry) => (entry.phase === "refused" ? entry.refusal : entry.phase)),
      ["declined"],
    );
  });

  it("does nothing at all while paused but record that it was asked to", async () => {
    now = policy({ mode: "cloud", paused: true });
    assert.equal(await outcome(send()), "paused");
    assert.deepEqual([opened, reviewed], [[], []]);
    const [entry, ...more] = entries;
    assert.ok(entry?.phase === "refused");
    const { refusal, purpose, trigger, host, model, bytes } = entry;
    assert.deepEqual(
      [refusal, purpose, trigger, host, model, bytes, more.length],
      ["paused", "chat", "person", "api.openai.com", "gpt-5-mini", 0, 0],
    );
  });

  it("says that the ledger failed when a paused send cannot be recorded", async () => {
    now = policy({ paused: true });
    overrides = {
      ledger: tellingLedger(() => {
        throw new Error("disk full");
      }),
    };
    assert.equal(await outcome(send()), "ledgerFailed");
  });

  it("says what happens in order, and records how it ended", async () => {
    now = policy({ mode: "cloud", namedOrigins: new Set(["https://api.openai.com:443"]) });
    const events = await collect(send());
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ["routed", "sending", "opened", "text", "end"],
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

  describe("in a review", () => {
    const secret = "correct-horse-battery-9";
    const rates = attachment("rates.ts", `export const key = "${secret}";`);
    const other = attachment("other.ts", "export const two = 2;");
    const withFiles: Partial<Order> = {
      files: [rates.source, other.source],
      conversation: "c1",
      draft: (route, { withheld, removed }) =>
        chatDraft(
          [
            {
              question: "Why?",
              answer: "",
              attachments: [rates, other].filter(({ source }) => !removed.has(source.uri)),
            },
          ],
          route,
          withheld,
        ),
    };
    const sent = (): string => Buffer.from(opened[0]?.wire.body ?? []).toString();
    const redactAll = (): ReviewAnswer => ({
      kind: "redact",
      secrets: knownSecrets.map(({ secret: text, label }) => ({ secret: text, label })),
    });

    beforeEach(() => {
      now = policy({ mode: "ask" });
      knownSecrets = [{ secret, label: "value of KEY in .env" }];
    });

    it("is shown soon although the server on this device hangs", async () => {
      const open: Door["open"] = (cleared, signal) =>
        cleared.purpose.kind === "errand" ? new Promise(() => undefined) : door.open(cleared, signal);
      overrides = { providers: () => [openaiCloud, ollamaHere], door: { ...door, open } };
      assert.equal(await outcome(send(withFiles)), "end");
      assert.equal(reviewed[0]?.deviceModel, undefined);
    });

    it("is shown each secret with where it stands", async () => {
      await outcome(send(withFiles));
      assert.deepEqual(
        reviewed[0]?.findings.map(({ label, where }) => [label, where]),
        [["value of KEY in .env", "rates.ts:1"]],
      );
      assert.equal(reviewed[0].screenedWhole, true);
    });

    it("takes a secret out, is shown the new body, and that is what leaves", async () => {
      answers = [redactAll()];
      assert.equal(await outcome(send(withFiles)), "end");
      assert.equal(reviewed.length, 2);
      assert.deepEqual(reviewed[1]?.findings, []);
      assert.deepEqual(reviewed[1].wire, opened[0]?.wire);
      assert.ok(!sent().includes(secret));
      assert.match(sent(), /\[redacted: value of KEY in \.env\]/);
      const { purpose } = opened[0] ?? assert.fail();
      assert.deepEqual(purpose.kind === "task" && purpose.redactions, [
        { label: "value of KEY in .env", count: 1 },
      ]);
    });

    it("leaves a file out, which is told before anything leaves", async () => {
      answers = [{ kind: "remove", uri: rates.source.uri }];
      const events = await collect(send(withFiles));
      assert.deepEqual(
        events.map(({ kind }) => kind),
        ["routed", "removed", "sending", "opened", "text", "end"],
      );
      assert.ok(!sent().includes("rates.ts"));
      assert.ok(sent().includes("other.ts"));
    });

    it("keeps a yes for as long as was chosen", async () => {
      knownSecrets = [];
      answers = [{ kind: "send", keep: "day" }];
      await outcome(send(withFiles));
      assert.deepEqual(wishes, [
        {
          keep: "day",
          origin: "https://api.openai.com:443",
          host: "api.openai.com",
          tasks: ["chat"],
          conversation: "c1",
        },
      ]);
      assert.deepEqual(reviewed[0]?.keeps, ["once", "conversation", "window", "day", "workspace"]);
    });

    it("offers a standing yes neither for a body with a secret nor outside a conversation for one", async () => {
      const outside = { files: withFiles.files ?? [], draft: withFiles.draft ?? assert.fail() };
      await outcome(send(outside));
      assert.deepEqual(reviewed[0]?.keeps, ["once", "window", "day", "workspace"]);
      now = policy({ mode: "cloud", namedOrigins: new Set(["https://api.openai.com:443"]) });
      await outcome(send(withFiles));
      assert.deepEqual(reviewed.at(-1)?.keeps, ["once"]);
    });

    it("asks about a secret even where nothing else is asked, and records what was refused", async () => {
      now = policy({ mode: "cloud", namedOrigins: new Set(["https://api.openai.com:443"]) });
      assert.equal(await outcome(send({ ...withFiles, trigger: "automatic" })), "secretFound");
      assert.deepEqual([reviewed.length, opened.length], [0, 0]);
      assert.ok(entries.every((entry) => !JSON.stringify(entry).includes(secret)));
      assert.equal(await outcome(send(withFiles)), "end");
      assert.deepEqual([reviewed.length, opened.length], [1, 1]);
    });

    it("never asks about a file that is excluded, and sends nothing", async () => {
      verdicts = { [rates.source.uri]: { kind: "deviceOnly", rule: "rates*", from: "your settings" } };
      assert.equal(await outcome(send(withFiles)), "sourceExcluded");
      assert.deepEqual([reviewed.length, opened.length], [0, 0]);
      assert.ok(entries[0]?.phase === "refused");
      assert.deepEqual(
        [entries[0].refusal, entries[0].rule],
        ["sourceExcluded", { path: rates.source.path, rule: "rates*", from: "your settings" }],
      );
    });

    it("excludes a file that the order did not name", async () => {
      assert.equal(await outcome(send({ ...withFiles, files: [other.source] })), "sourceExcluded");
    });

    it("does not read the workspace's secrets for what stays here", async () => {
      overrides = { chosen: () => ({ provider: "lm", model: "m" }) };
      now = policy({ confirmed: new Set(["unverified http://127.0.0.1:1234"]) });
      assert.equal(await outcome(send(withFiles)), "end");
      assert.equal(secretsRead, 0);
    });

    it("says that there is no model here to turn to", async () => {
      answers = [{ kind: "onDevice" }];
      assert.equal(await outcome(send(withFiles)), "noDeviceModel");
      assert.deepEqual(opened, []);
      assert.equal(reviewed[0]?.deviceModel, undefined);
      assert.equal(entries[0]?.phase === "refused" && entries[0].refusal, "declined");
    });
  });
});
