import assert from "node:assert/strict";
import { explain, step } from "../../../src/sending/explain.ts";
import type { SendFailure } from "../../../src/sending/sendEvent.ts";
import { stepActions } from "../../../src/protocol/messages.ts";
import { attachment, clean, destination, ollama, openaiCloud } from "../../support/samples.ts";

type Kind = SendFailure["kind"];
type Failure<K extends Kind> = Extract<SendFailure, { kind: K }>;

const there = destination({ class: "cloud", host: "api.openai.com" });
const found = { ...clean, findings: [{ id: "1", rule: "stripe", label: "Stripe key", secret: "s" }] };
const excluded = {
  kind: "sourceExcluded",
  source: attachment("rates.ts", "").source,
  rule: "rates*",
  from: "your settings",
  destination: there,
} as const;

/** At least one of every kind: a new kind does not compile without its sample. */
const samples: { readonly [K in Kind]: readonly Failure<K>[] } = {
  providerUnknown: [{ kind: "providerUnknown", provider: "team" }],
  serverDown: (
    [
      "unreachable",
      "untrusted",
      "silent",
      "unauthorized",
      "failing",
      "malformed",
      "redirected",
      "notAllowed",
      "needsConfirmation",
      "unrecorded",
    ] as const
  ).map((reason): Failure<"serverDown"> => ({ kind: "serverDown", provider: ollama, reason })),
  unasked: [{ kind: "unasked", provider: ollama }],
  noModel: [
    { kind: "noModel", provider: ollama, task: "chat" },
    { kind: "noModel", provider: ollama, task: "completion" },
  ],
  modelNotListed: [{ kind: "modelNotListed", provider: ollama, model: "llama3" }],
  modelMissing: [{ kind: "modelMissing" }],
  fartherThanShown: [{ kind: "fartherThanShown", destination: there }],
  taskStaysHere: [{ kind: "taskStaysHere", destination: there }],
  modelUnknown: [{ kind: "modelUnknown", model: "llama3", destination: there }],
  modeForbids: (["default", "you", "ceiling", "repository", "untrusted"] as const).map(
    (setBy): Failure<"modeForbids"> => ({ kind: "modeForbids", mode: "onDevice", setBy, destination: there }),
  ),
  destinationBlocked: [{ kind: "destinationBlocked", destination: there }],
  untrusted: [{ kind: "untrusted", destination: there }],
  cloudModel: [{ kind: "cloudModel", model: "kimi-k2:cloud", destination: there }],
  needsConfirmation: [{ kind: "needsConfirmation", destination: there, key: "k" }],
  needsConsent: [{ kind: "needsConsent", destination: there, bodySha256: "0", screening: clean }],
  secretFound: [
    { kind: "secretFound", destination: there, bodySha256: "0", screening: found },
    { kind: "secretFound", destination: there, bodySha256: "0", screening: { ...found, complete: false } },
  ],
  sourceExcluded: [
    { ...excluded, reach: "never" },
    { ...excluded, reach: "deviceOnly" },
  ],
  cannotComplete: [{ kind: "cannotComplete", provider: openaiCloud }],
  cannotSee: [{ kind: "cannotSee", provider: ollama, model: "smollm2:135m" }],
  noDeviceModel: [
    { kind: "noDeviceModel", task: "chat" },
    { kind: "noDeviceModel", task: "completion" },
  ],
  declined: [{ kind: "declined", destination: there }],
  paused: [{ kind: "paused" }],
  unreachable: [
    { kind: "unreachable", code: "ECONNREFUSED" },
    { kind: "unreachable", code: "EINSECURE" },
    { kind: "unreachable", code: "ENOTFOUND" },
    { kind: "unreachable", code: "DEPTH_ZERO_SELF_SIGNED_CERT" },
  ],
  peerMismatch: [{ kind: "peerMismatch", address: "10.0.0.1" }],
  addressRefused: [{ kind: "addressRefused", address: "169.254.169.254" }],
  redirected: [{ kind: "redirected", to: "https://evil.example/" }],
  revoked: [{ kind: "revoked" }],
  stopped: [{ kind: "stopped" }],
  timeout: (["connect", "firstByte", "idle", "whole"] as const).map((at): Failure<"timeout"> => ({
    kind: "timeout",
    step: at,
  })),
  cut: [{ kind: "cut", code: "ECONNRESET" }],
  tooLarge: [{ kind: "tooLarge" }],
  keyMissing: [
    { kind: "keyMissing", origin: "https://api.openai.com:443" },
    { kind: "keyMissing", origin: "https://api.openai.com:443", lost: true },
  ],
  ledgerFailed: [{ kind: "ledgerFailed" }],
  unauthorized: [{ kind: "unauthorized" }],
  quota: [{ kind: "quota" }, { kind: "quota", retryAfterS: 7 }],
  overloaded: [{ kind: "overloaded" }, { kind: "overloaded", retryAfterS: 7 }],
  contextTooLong: [{ kind: "contextTooLong" }],
  continuesNothing: [{ kind: "continuesNothing" }],
  refusedByProvider: [
    { kind: "refusedByProvider", reason: "" },
    { kind: "refusedByProvider", reason: "Your input was flagged" },
  ],
  malformed: [{ kind: "malformed" }, { kind: "malformed", isPage: true }],
  serverError: [
    { kind: "serverError", status: 500, message: "" },
    { kind: "serverError", status: 200, message: "" },
    { kind: "serverError", status: 500, message: "out of memory" },
  ],
  forwarded: [{ kind: "forwarded", host: "ollama.com" }],
};

const names = { server: "Development engine", model: "smollm2:135m" };

describe("sending/explain", () => {
  for (const [kind, failures] of Object.entries(samples))
    it(`has one plain sentence or two and a next step for ${kind}`, () => {
      for (const failure of failures) {
        const { sentence, steps } = explain(failure, names);
        assert.match(sentence, /^\S.*[.?]$/);
        assert.doesNotMatch(sentence, /!|undefined|\bnull\b|\n|\.\.|  | \./);
        assert.notEqual(steps.length, 0);
        assert.deepEqual(
          steps,
          steps.map(({ action }) => step(action)),
        );
        assert.equal(new Set(steps.map(({ action }) => action)).size, steps.length);
      }
    });

  it("never calls a server by another name than the user's", () => {
    const sentences = Object.entries(samples).flatMap(([kind, failures]) =>
      kind === "serverDown" || kind === "unasked" || kind === "noModel" || kind === "modelNotListed"
        ? []
        : failures.map((failure) => explain(failure, names).sentence),
    );
    assert.deepEqual(
      sentences.filter((sentence) => sentence.includes("Ollama")),
      [],
    );
  });

  function check(failure: SendFailure, sentence: string, ...actions: readonly string[]): void {
    it(`says: ${sentence}`, () => {
      const told = explain(failure, names);
      assert.equal(told.sentence, sentence);
      assert.deepEqual(
        told.steps.map(({ action }) => action),
        actions,
      );
    });
  }

  check(
    { kind: "serverDown", provider: ollama, reason: "unreachable" },
    "Ollama is not running.",
    "startServer",
    "retry",
  );
  check(
    { kind: "noModel", provider: ollama, task: "chat" },
    "Ollama has no model to chat with.",
    "getModel",
    "pickModel",
  );
  check(
    { kind: "noDeviceModel", task: "completion" },
    "There is no model on this device that can fill in code.",
    "getModel",
    "pickModel",
  );
  check(
    { kind: "serverDown", provider: ollama, reason: "notAllowed" },
    "This workspace's mode keeps Ollama out of reach.",
    "changeMode",
    "pickModel",
  );
  check(
    { kind: "serverDown", provider: ollama, reason: "notAllowed", heldBy: "repository" },
    "This workspace's mode keeps Ollama out of reach; the mode is held by this project's own request.",
    "pickModel",
  );
  check(
    { kind: "serverDown", provider: ollama, reason: "notAllowed", heldBy: "untrusted" },
    "This workspace's mode keeps Ollama out of reach; the mode is held by this workspace not being trusted.",
    "manageTrust",
    "pickModel",
  );
  check(
    { kind: "modeForbids", mode: "onDevice", setBy: "default", destination: there },
    'In mode "On this device" this workspace does not send to api.openai.com.',
    "pickModel",
    "changeMode",
    "openLedger",
  );
  check(
    { ...excluded, reach: "deviceOnly" },
    'rates.ts stays on this device by the rule "rates*" (your settings). api.openai.com is elsewhere.',
    "useDeviceModel",
    "leaveOut",
    "pickModel",
  );
  check(
    { ...excluded, reach: "never" },
    'rates.ts is excluded by the rule "rates*" (your settings).',
    "leaveOut",
  );
  check(
    { kind: "secretFound", destination: there, bodySha256: "0", screening: found },
    "1 possible secret was found (Stripe key). Sending to api.openai.com waits until you decide.",
    "retry",
    "useDeviceModel",
    "openLedger",
  );
  check(
    { kind: "modeForbids", mode: "onDevice", setBy: "untrusted", destination: there },
    "This workspace is not trusted, so nothing is sent to api.openai.com.",
    "pickModel",
    "manageTrust",
    "openLedger",
  );
  check(
    { kind: "modeForbids", mode: "network", setBy: "ceiling", destination: there },
    'In mode "My network" this workspace does not send to api.openai.com; the mode is held by your ceiling for every workspace (drawbridge.privacy.ceiling).',
    "pickModel",
    "openSettings",
    "openLedger",
  );
  check(
    { kind: "modeForbids", mode: "onDevice", setBy: "repository", destination: there },
    'In mode "On this device" this workspace does not send to api.openai.com; the mode is held by this project\'s own request.',
    "pickModel",
    "openLedger",
  );
  check(
    { kind: "contextTooLong" },
    "This is too long for smollm2:135m. Remove context or start a new conversation.",
    "editQuestion",
    "newConversation",
    "pickModel",
  );
  check(
    { kind: "contextTooLong", canShorten: true },
    "This conversation is too long for smollm2:135m. If you try again, fewer earlier messages go along.",
    "retry",
    "newConversation",
    "pickModel",
  );
  check({ kind: "modelMissing" }, "Development engine does not have smollm2:135m.", "pickModel", "retry");
  check(
    { kind: "quota", retryAfterS: 7 },
    "Development engine says that your quota is used up; it asks to wait 7 s.",
    "retry",
    "pickModel",
  );
  check(
    { kind: "refusedByProvider", reason: "Your input was flagged" },
    "Development engine refused this: Your input was flagged.",
    "useDeviceModel",
    "pickModel",
  );
  check(
    { kind: "serverError", status: 200, message: "" },
    "Development engine broke off its answer with an error.",
    "retry",
    "pickModel",
  );
  check(
    { kind: "cannotComplete", provider: openaiCloud },
    "OpenAI only answers in a chat; it does not fill in code.",
    "pickModel",
    "openSettings",
  );
  check(
    { kind: "cannotSee", provider: ollama, model: "smollm2:135m" },
    "smollm2:135m cannot see pictures.",
    "pickModel",
    "removePictures",
  );
  check(
    { kind: "serverError", status: 400, message: "model is required" },
    "Development engine says: model is required.",
    "retry",
    "pickModel",
  );
  check(
    { kind: "serverError", status: 400, message: "Out of memory." },
    "Development engine says: Out of memory.",
    "retry",
    "pickModel",
  );
  check(
    { kind: "ledgerFailed" },
    "The ledger could not be written, so nothing was sent. Is the disk full?",
    "retry",
    "showLog",
  );

  function checkUnreachable(
    url: string,
    code: string,
    sentence: string,
    ...actions: readonly string[]
  ): void {
    it(`says of ${code} at ${url}: ${sentence}`, () => {
      const told = explain({ kind: "unreachable", code }, { ...names, url });
      assert.deepEqual([told.sentence, ...told.steps.map(({ action }) => action)], [sentence, ...actions]);
    });
  }

  it("names the address at which a web page answered", () => {
    const { sentence } = explain(
      { kind: "malformed", isPage: true },
      { ...names, url: "http://gpu.example/v1" },
    );
    assert.equal(
      sentence,
      "A web page answered instead of Development engine. Is http://gpu.example/v1 its address?",
    );
  });

  const api = "https://api.openai.com/v1";
  const offline = "api.openai.com cannot be reached. Is this machine online?";
  for (const code of ["ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH", "EUNKNOWN"])
    checkUnreachable(api, code, offline, "retry", "openSettings");
  const untrusted = "The certificate of team.example is not trusted by this machine.";
  for (const code of [
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "CERT_HAS_EXPIRED",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ])
    checkUnreachable("https://team.example/v1", code, untrusted, "openSettings", "retry");
  const refuses = "team.example refuses the connection. Is the server running there?";
  checkUnreachable("http://team.example:8080/v1", "ECONNREFUSED", refuses, "retry", "openSettings");
  const notRunning = "Development engine is not running.";
  for (const url of ["http://127.0.0.1:1234/v1", "http://localhost:11434", "http://[::1]:11434"])
    checkUnreachable(url, "ECONNREFUSED", notRunning, "startServer", "retry");

  it("does not call a server elsewhere not running when its list could not be had", () => {
    const provider = { ...ollama, url: "https://team.example" };
    const told = (["unreachable", "untrusted"] as const).map(
      (reason) => explain({ kind: "serverDown", provider, reason }, names).sentence,
    );
    assert.deepEqual(told, ["team.example cannot be reached. Is this machine online?", untrusted]);
  });

  it("has words for every step", () => {
    for (const action of stepActions) assert.match(step(action).label, /^[A-Z][\w ]+$/);
  });
});
