import assert from "node:assert/strict";
import type { SendFailure } from "../../src/sending/sendEvent.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import {
  cutAfter,
  errorAfter,
  failsWith,
  giantLineAfter,
  html,
  malformedAfter,
  on,
  redirectTo,
  reset,
  resetAfterHeaders,
  thenRefuse,
  withoutDone,
  type Fault,
} from "../support/scripted/faults.ts";
import type { Headless } from "../support/headless.ts";
import type { ScriptPart } from "../support/scripted/serverScript.ts";
import { openChat, type Chat } from "./openChat.ts";
import { compatible, createStage } from "./stage.ts";

const tokens = ["The ", "capital ", "is ", "Paris."];

type Mishap = {
  readonly what: string;
  readonly fault: Fault;
  readonly kind: SendFailure["kind"];
  readonly says: (label: string, url: string) => string;
  /** What is kept of the answer. */
  readonly keeps: string;
};

const broke = (label: string): string => `The connection to ${label} broke in the middle of the answer.`;
const noAnswer = (label: string): string => `${label} sent something that is not an answer.`;
const page = (label: string, url: string): string =>
  `A web page answered instead of ${label}. Is ${url} its address?`;
const partial = "The capital ";

const mishaps: readonly Mishap[] = [
  {
    what: "a key that is not accepted",
    fault: failsWith(401),
    kind: "unauthorized",
    says: (label) => `${label} did not accept the key.`,
    keeps: "",
  },
  {
    what: "a model that is gone",
    fault: failsWith(404),
    kind: "modelMissing",
    says: (label) => `${label} does not have ${recordedModel.name}.`,
    keeps: "",
  },
  {
    what: "a quota, with the time the server asks for",
    fault: failsWith(429, { retryAfter: 7 }),
    kind: "quota",
    says: (label) => `${label} says that your quota is used up; it asks to wait 7 s.`,
    keeps: "",
  },
  {
    what: "an error of the server's own, in its words",
    fault: failsWith(500, { message: "llama runner exited" }),
    kind: "serverError",
    says: (label) => `${label} says: llama runner exited.`,
    keeps: "",
  },
  {
    what: "an overloaded server",
    fault: failsWith(503),
    kind: "overloaded",
    says: (label) => `${label} is overloaded.`,
    keeps: "",
  },
  { what: "a web page", fault: html(), kind: "malformed", says: page, keeps: "" },
  {
    what: "a redirect",
    fault: redirectTo("http://127.0.0.1:9/elsewhere"),
    kind: "redirected",
    says: (label) => `${label} pointed to another address, which was not followed.`,
    keeps: "",
  },
  {
    what: "a line that is no JSON",
    fault: malformedAfter(2),
    kind: "malformed",
    says: noAnswer,
    keeps: partial,
  },
  {
    what: "a line that never ends",
    fault: giantLineAfter(2, 5 * 1024 * 1024),
    kind: "malformed",
    says: noAnswer,
    keeps: partial,
  },
  { what: "a connection that ends", fault: cutAfter(2), kind: "cut", says: broke, keeps: partial },
  {
    what: "an error in the middle of the answer",
    fault: errorAfter(2, "out of memory"),
    kind: "serverError",
    says: (label) => `${label} says: out of memory.`,
    keeps: partial,
  },
  { what: "a reset instead of an answer", fault: reset(), kind: "cut", says: broke, keeps: "" },
  { what: "a reset behind the head", fault: resetAfterHeaders(), kind: "cut", says: broke, keeps: "" },
];

/** How the last request for a task ended, as the ledger tells. */
function lastOutcome(bridge: Headless): string | undefined {
  const entries = bridge.entries();
  const attempt = entries.filter(({ phase }) => phase === "attempt").at(-1);
  const end = entries.find(({ phase, id }) => phase === "end" && id === attempt?.id);
  return end?.phase === "end" ? end.outcome : undefined;
}

function script(path: string, fault: Fault, nth: number | undefined): ScriptPart {
  return { answer: { tokens }, faults: [{ ...on(path, fault), ...(nth !== undefined && { nth }) }] };
}

describe("integration/chatFaults", () => {
  const stage = createStage();

  for (const { label, begin } of [
    { label: "Ollama", begin: beginOllama },
    { label: "LM Studio", begin: beginCompatible },
  ]) {
    describe(`when something goes wrong at ${label}`, () => {
      for (const { what, fault, kind, says, keeps } of mishaps) {
        it(`explains ${what}`, async () => {
          const { chat, bridge } = await begin(fault);
          await chat.session.send("Which city?");
          const [answer] = chat.answers();
          assert.equal(lastOutcome(bridge), kind);
          assert.equal(answer?.outcome, "failed");
          assert.equal(answer.problem?.sentence, says(label, bridge.parts.providers()[0]?.url ?? ""));
          assert.ok(answer.problem.steps.length > 0);
          assert.equal(answer.text, keeps);
          const state = await chat.until(({ busy }) => !busy);
          assert.equal(state.turns[0]?.answer.status, "failed");
        });
      }

      it("explains a server that is gone", async () => {
        const { chat, bridge } = await begin(thenRefuse());
        await chat.session.send("Which city?");
        await chat.session.send("And now?");
        const answer = chat.answers().at(-1);
        assert.equal(lastOutcome(bridge), "unreachable");
        assert.equal(answer?.problem?.sentence, `${label} is not running.`);
      });

      it("goes on with the conversation afterwards", async () => {
        const { chat } = await begin(cutAfter(2), 1);
        await chat.session.send("Which city?");
        await chat.session.send("Again?");
        assert.deepEqual(
          chat.answers().map(({ text, outcome }) => [text, outcome]),
          [
            ["The capital ", "failed"],
            [tokens.join(""), "done"],
          ],
        );
      });
    });
  }

  it("takes an answer of Ollama without its last line for one that was cut", async () => {
    const { chat, bridge } = await beginOllama(withoutDone());
    await chat.session.send("Which city?");
    const [answer] = chat.answers();
    assert.equal(lastOutcome(bridge), "cut");
    assert.deepEqual([answer?.text, answer?.outcome], [tokens.join(""), "failed"]);
    assert.equal(answer?.problem?.sentence, broke("Ollama"));
  });

  it("does not miss the end mark of an answer that gave its reason to end", async () => {
    const { chat, bridge } = await beginCompatible(withoutDone());
    await chat.session.send("Which city?");
    assert.equal(lastOutcome(bridge), "done");
    assert.deepEqual(
      chat.answers().map(({ text, outcome }) => [text, outcome]),
      [[tokens.join(""), "done"]],
    );
  });

  type Begun = { readonly chat: Chat; readonly bridge: Headless };

  async function beginOllama(fault: Fault, nth?: number): Promise<Begun> {
    const server = await stage.server(script("/api/chat", fault, nth));
    const bridge = await stage.drawbridge(server);
    return { chat: openChat(bridge), bridge };
  }

  async function beginCompatible(fault: Fault, nth?: number): Promise<Begun> {
    const server = await stage.server({
      ...script("/v1/chat/completions", fault, nth),
      speaks: ["openai"],
    });
    const bridge = await stage.drawbridge(server, {
      providers: [compatible(server)],
      chosen: { chat: { provider: "lm", model: recordedModel.name } },
      onConfirm: () => true,
    });
    return { chat: openChat(bridge), bridge };
  }
});
