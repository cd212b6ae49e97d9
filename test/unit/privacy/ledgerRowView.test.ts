import assert from "node:assert/strict";
import type { LedgerRow } from "../../../src/ledger/ledgerRows.ts";
import { ledgerRowView } from "../../../src/privacy/ledgerRowView.ts";
import { localTime } from "../../../src/privacy/localTime.ts";
import type { LedgerRowView } from "../../../src/protocol/ledgerMessages.ts";
import {
  attempt,
  cloud,
  end,
  left,
  opened,
  openedEnd,
  refused,
  row,
  stayed,
  unreached,
} from "./ledgerRowSamples.ts";

const time = "2026-01-31T13:02:11.512Z";
const surroundings = { local: localTime("Europe/Berlin"), isRunning: () => false };
const view = (of: LedgerRow): LedgerRowView => ledgerRowView(of, surroundings);

/** The line as it is read, from left to right. */
function line({ time: clock, lead, model, destination, ending, sizes, took }: LedgerRowView): string {
  return [clock, [lead, model, destination, ending].filter((part) => part !== "").join(" · "), sizes, took]
    .filter((part) => part !== "")
    .join("  ");
}

function fact(of: LedgerRow, label: string): string | undefined {
  return view(of).facts.find((one) => one.label === label)?.value;
}

describe("privacy/ledgerRowView: the line", () => {
  it("says what it was, where it went, what it cost", () => {
    assert.equal(
      line(view(stayed("1", time))),
      "14:02:11  Chat · qwen2.5-coder:7b · On device  1.2 KB out, 3.4 KB in  0.8 s",
    );
    assert.equal(view(stayed("1", time)).icon, "lock");
    assert.equal(view(stayed("1", time)).day, "2026-01-31");
  });

  it("calls what was declared a cloud where its address turned out to be public", () => {
    const box = attempt("1", { class: "network", host: "gpu-box" });
    const at = (address: string): LedgerRowView => view(row(box, time, end("1", { address })));
    assert.deepEqual(
      [at("192.168.1.20").icon, at("192.168.1.20").destination],
      ["server", "Network gpu-box"],
    );
    assert.deepEqual([at("8.8.8.8").icon, at("8.8.8.8").destination], ["cloud-upload", "gpu-box"]);
  });

  it("says why something was refused, and no size, since nothing was sent", () => {
    const shown = view(row(refused("1"), time));
    assert.equal(line(shown), "14:02:11  Refused: Chat to api.openai.com: the mode forbids it");
    assert.equal(shown.icon, "cloud-upload");
    assert.equal(shown.refused, true);
  });

  it("says of an attempt without an end that it may have left, unless it is under way", () => {
    const open = row(attempt("1", { purpose: "completion" }), time);
    assert.equal(
      line(view(open)),
      "14:02:11  Completion · qwen2.5-coder:7b · On device · no end recorded: it may have left  1.2 KB out",
    );
    const running = ledgerRowView(open, { ...surroundings, isRunning: (id) => id === "1" });
    assert.equal(running.ending, "under way");
  });

  it("names errands", () => {
    assert.equal(view(row(attempt("1", { purpose: "errand:list" }), time)).lead, "Errand (list of models)");
    assert.equal(view(row(attempt("1", { purpose: "errand:dance" }), time)).lead, "Errand (dance)");
  });

  it("lets no name write a line of its own or turn the direction of writing", () => {
    const name = "m\n12:00:00 Chat\u2028\u202Edone\r\t$(lock)";
    const named = attempt("1", {
      model: name,
      host: name,
      provider: name,
      workspace: name,
      sources: [{ kind: "file", path: name, sha256: name }],
    });
    const shown = view(row(named, time));
    const { path, ...file } = shown.files[0] ?? assert.fail("there is no file");
    assert.equal(path, name, "the path is what was recorded: the lines of this file are found by it");
    assert.doesNotMatch(
      JSON.stringify({ ...shown, files: [file] }),
      /\\n|\\r|\\t|[\p{Cc}\p{Cf}\u2028\u2029]/u,
    );
    assert.match(shown.model, /\$\(lock\)/);
  });
});

describe("privacy/ledgerRowView: how it ended", () => {
  const endings: Readonly<Record<string, string>> = {
    done: "",
    stopped: "stopped",
    revoked: "stopped, because what the workspace allows changed",
    unreachable: "not reached",
    peerMismatch: "another address answered, so nothing was sent",
    addressRefused: "its name led to an address that is never dialled, so nothing was sent",
    redirected: "the server pointed elsewhere, which was not followed",
    timeout: "no answer in time",
    cut: "the connection broke",
    tooLarge: "the answer grew too large",
    keyMissing: "there was no key, so nothing was sent",
    ledgerFailed: "the ledger could not be written, so nothing was sent",
    crashed: "failed inside Drawbridge",
    unauthorized: "the key was not accepted",
    modelMissing: "the server does not have the model",
    quota: "the quota was used up",
    overloaded: "the server was overloaded",
    contextTooLong: "too long for the model",
    malformed: "what came was not an answer",
    serverError: "the server answered with an error",
    forwarded: "the answer came from elsewhere, so it may have left this device",
    "of a later version": "of a later version",
    constructor: "constructor",
  };
  for (const [outcome, words] of Object.entries(endings))
    it(`calls ${outcome} "${words}"`, () => {
      assert.equal(view(row(attempt("1"), time, end("1", { outcome }))).ending, words);
    });
});

describe("privacy/ledgerRowView: why it was refused or allowed", () => {
  const refusals: Readonly<Record<string, string>> = {
    modeForbids: "the mode forbids it",
    destinationBlocked: "it is never a destination",
    needsConfirmation: "you had not confirmed it",
    needsConsent: "you had not consented",
    declined: "you said no",
    paused: "Drawbridge was paused",
    fartherThanShown: "it would have gone to a less safe place than was shown",
    modelUnknown: "the server does not list the model, so it could fetch or forward it",
    keyMissing: "there was no key for it",
    revoked: "what the workspace allows had changed",
    "of a later version": "of a later version",
  };
  for (const [refusal, words] of Object.entries(refusals))
    it(`says of ${refusal}: ${words}`, () => {
      const one = row(refused("1", { refusal }), time);
      assert.equal(view(one).lead, `Refused: Chat to api.openai.com: ${words}`);
      assert.equal(fact(one, "Refused because"), `${words}; nothing was sent`);
      assert.equal(fact(one, "Allowed by"), undefined);
    });

  it("says which rule keeps which file out, and whose it is", () => {
    const rule = { path: "src/rates.ts", rule: "rates*", from: "your settings" };
    const one = row(refused("1", { refusal: "sourceExcluded", rule }), time);
    assert.equal(fact(one, "Kept out"), "src/rates.ts");
    assert.equal(fact(one, "By the rule"), "rates* (your settings)");
    assert.equal(fact(row(refused("1"), time), "By the rule"), undefined);
  });

  const grants: Readonly<Record<string, string>> = {
    mode: "the mode of the workspace",
    confirmed: "your confirmation of this destination",
    named: "you named this provider for the workspace",
    consent: "your consent to this very text",
    kept: "a yes of yours from before that still held",
    errand: "a question without text of yours to a server on this machine",
    "of a later version": "of a later version",
  };
  for (const [grant, words] of Object.entries(grants))
    it(`says of the grant ${grant}: ${words}`, () => {
      assert.equal(fact(row(attempt("1", { grant }), time), "Allowed by"), words);
    });
});

describe("privacy/ledgerRowView: the details", () => {
  const whole = row(
    attempt("request-1", {
      ...cloud,
      carrier: "editor",
      grant: "consent",
      grantId: "grant-7",
      epoch: 3,
      sources: [
        { kind: "instructions" },
        { kind: "question" },
        { kind: "file", path: "src/sum.ts", lines: { first: 3, last: 9 }, bytes: 214, sha256: "2c26" },
        { kind: "file", path: "b.ts", lines: { first: 4, last: 4 } },
        { kind: "file", path: "c.ts" },
      ],
      redactions: [
        { label: "Stripe key", count: 1 },
        { label: "e-mail address", count: 2 },
      ],
    }),
    time,
    end("request-1", { address: "notObservable", promptTokens: 1204, answerTokens: 212 }),
  );

  it("put every field into words", () => {
    assert.deepEqual(
      view(whole).facts.map(({ label, value }) => `${label}: ${value}`),
      [
        "Recorded: 2026-01-31 14:02:11 Europe/Berlin (2026-01-31T13:02:11.512Z)",
        "Ended: complete",
        "Took: 812 ms",
        "Workspace: shop",
        "Started by: you",
        "Provider: openai",
        "Model: gpt-4o-mini",
        "Destination: api.openai.com",
        "Which was: somebody else's computer",
        "Dialled: https://api.openai.com:443",
        "Address measured: the editor does not tell",
        "Carried by: the editor's own fetch, perhaps through its proxy",
        "Asked for: POST /api/chat",
        "Sent: 1,204 bytes",
        "Made from: Drawbridge's instructions, your question, files",
        "Taken out before: 1 × Stripe key, 2 × e-mail address",
        "Received: 3,412 bytes",
        "Status: 200",
        "Tokens: 1,204 in the prompt, 212 in the answer",
        "Allowed by: your consent to this very text",
        "Grant: grant-7",
        "Mode then: On this device",
        "What is allowed had changed: 3 times since the window opened",
        "Drawbridge: 0.1.0",
        "Request: request-1",
        "Mark of the body: ab12",
        "Hash of the record: 9f86",
        "Record: 14 of 2026-01-31T080211-1a2b3c4d.jsonl",
      ],
    );
  });

  it("name the files with what of them went along", () => {
    assert.deepEqual(view(whole).files, [
      { path: "src/sum.ts", name: "src/sum.ts", part: "lines 3–9 · 214 B", sha256: "2c26" },
      { path: "b.ts", name: "b.ts", part: "line 4", sha256: "" },
      { path: "c.ts", name: "c.ts", part: "the whole file", sha256: "" },
    ]);
  });

  it("say of a refusal what it would have sent, and nothing of an address", () => {
    const one = row(refused("1", { trigger: "automatic" }), time);
    assert.equal(fact(one, "Would have sent"), "1,204 bytes");
    assert.equal(fact(one, "Would have dialled"), "https://api.openai.com:443");
    assert.equal(fact(one, "Started by"), "Drawbridge by itself");
    for (const label of ["Sent", "Dialled", "Address measured", "Ended", "Took"])
      assert.equal(fact(one, label), undefined, label);
  });

  it("say the address that was measured, or that nothing was reached", () => {
    assert.equal(fact(stayed("1", time), "Address measured"), "127.0.0.1");
    assert.equal(
      fact(row(attempt("1"), time, unreached("1")), "Address measured"),
      "none, nothing was reached",
    );
    assert.equal(fact(row(attempt("1"), time), "Address measured"), undefined);
  });

  it("offer what left to be read where it may be kept: of what went to somebody else's machine", () => {
    assert.equal(view(left("1", time)).hasBody, true);
    assert.equal(view(stayed("1", time)).hasBody, false);
    assert.equal(view(row(refused("1"), time)).hasBody, false);
    assert.equal(view(row(attempt("1", { ...cloud, bytes: 0 }), time)).hasBody, false);
  });
});

describe("privacy/linkRowView", () => {
  const link = row(opened("l"), time, openedEnd("l"));

  it("says that a link was opened, and whose", () => {
    assert.equal(line(view(link)), "14:02:11  Link opened in your browser · docs.example");
    const { icon, refused: isRefused, files, hasBody } = view(link);
    assert.deepEqual([icon, isRefused, files, hasBody], ["link-external", false, [], false]);
  });

  it("claims no more than is recorded", () => {
    const open = row(opened("l"), time);
    const ending = (of: LedgerRow): string => line(view(of)).slice("14:02:11  ".length);
    assert.equal(ending(open), "Link · docs.example · no end recorded: it may have been opened");
    assert.equal(
      ending(row(opened("l"), time, openedEnd("l", "notOpened"))),
      "Link · docs.example · not opened: the editor did not open it",
    );
    const running = ledgerRowView(open, { ...surroundings, isRunning: () => true });
    assert.equal(running.ending, "under way");
    assert.equal(view(row(opened("l"), time, openedEnd("l", "later\nword"))).ending, "later word");
  });

  it("tells everything recorded of a link, its whole address as one line of text", () => {
    assert.deepEqual(
      view(link).facts.map(({ label, value }) => `${label}: ${value}`),
      [
        "Recorded: 2026-01-31 14:02:11 Europe/Berlin (2026-01-31T13:02:11.512Z)",
        "Ended: the editor gave the address to your browser",
        "Workspace: shop",
        "Started by: you",
        "Found in: an answer",
        "Host: docs.example",
        "Whole address: https://docs.example/a?b=c",
        "Drawbridge: 0.1.0",
        "Link: l",
        "Hash of the record: 9f86",
        "Record: 14 of 2026-01-31T080211-1a2b3c4d.jsonl",
      ],
    );
    const forged = opened("l", {
      url: "https://a.example/\u202eevil\nNext",
      host: "a.example\u200b\n",
      from: "a\tb",
    });
    assert.equal(fact(row(forged, time), "Whole address"), "https://a.example/ evil Next");
    assert.equal(fact(row(forged, time), "Found in"), "a b");
    assert.equal(view(row(forged, time)).destination, "a.example  ");
  });
});
