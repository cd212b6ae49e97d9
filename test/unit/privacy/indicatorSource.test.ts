import assert from "node:assert/strict";
import { createEmitter } from "../../../src/base/event.ts";
import type { Movement } from "../../../src/egress/answer.ts";
import type { Policy } from "../../../src/gate/policy.ts";
import { sealRecord } from "../../../src/ledger/chain.ts";
import type { AttemptEntry, EndEntry, LedgerEntry, LedgerRecord } from "../../../src/ledger/record.ts";
import type { Indicator } from "../../../src/privacy/indicator.ts";
import { IndicatorSource } from "../../../src/privacy/indicatorSource.ts";
import { emptyDay } from "../../../src/privacy/ledgerCounts.ts";
import { localTime } from "../../../src/privacy/localTime.ts";
import type { Destination } from "../../../src/terms/destination.ts";
import { tellingLedger } from "../../support/ledgers.ts";
import { destination, policy, routeTo } from "../../support/samples.ts";

const here = destination();
const cloud = destination({ class: "cloud", host: "api.openai.com" });
const attempt: AttemptEntry = {
  ...{
    phase: "attempt",
    id: "1",
    purpose: "chat",
    workspace: "w",
    provider: "ollama",
    class: "device",
    origin: "o",
    host: "h",
  },
  ...{ method: "POST", path: "/", bytes: 2, sources: [], bodyHmac: "", grant: "mode", mode: "onDevice" },
  ...{ epoch: 0, workspaceKey: "k", version: "0.0.0" },
};
const refused: LedgerEntry = {
  ...{
    phase: "refused",
    id: "2",
    purpose: "chat",
    workspace: "w",
    provider: "openai",
    class: "cloud",
    origin: "o",
    host: "api.openai.com",
  },
  ...{ method: "POST", path: "/", bytes: 2, sources: [], refusal: "modeForbids", mode: "onDevice" },
  ...{ epoch: 0, workspaceKey: "k", version: "0.0.0" },
};

describe("privacy/indicatorSource", () => {
  let moved: ReturnType<typeof createEmitter<Movement>>;
  let appended: ReturnType<typeof createEmitter<LedgerRecord>>;
  let changed: ReturnType<typeof createEmitter<Policy>>;
  let timers: (() => void)[];
  let off: string | undefined;
  let now: string;
  let zone: string;
  let told: Indicator[];
  let requests: number;
  let source: IndicatorSource;

  beforeEach(() => {
    moved = createEmitter();
    appended = createEmitter();
    changed = createEmitter();
    timers = [];
    off = undefined;
    now = "2026-01-31T12:00:00.000Z";
    told = [];
    requests = 0;
    zone = "UTC";
    source = open();
    source.onDidChange((next) => told.push(next));
  });
  const open = (): IndicatorSource =>
    new IndicatorSource({
      local: localTime(zone),
      policy: { current: () => policy(), onDidChange: changed.event },
      ledger: { ...tellingLedger(() => undefined), onDidAppend: appended.event },
      onDidMove: moved.event,
      outlook: () => ({ ok: true, value: { route: routeTo(), destination: here } }),
      completionOff: () => off,
      ignoredSettings: () => [],
      serverWarnings: () => ({}),
      now: () => now,
      later: (milliseconds, callback) => {
        assert.equal(milliseconds, 300);
        timers.push(callback);
        return { dispose: () => (timers = timers.filter((timer) => timer !== callback)) };
      },
    });
  afterEach(() => {
    source.dispose();
  });

  const move = (phase: Movement["phase"], id: string, there: Destination, purpose = "chat"): void => {
    moved.fire({ phase, id, destination: there, purpose, bytes: 2 });
  };
  const record = (entry: LedgerEntry, time = "2026-01-31T12:00:00.000Z"): void => {
    appended.fire(sealRecord(entry, undefined, time));
  };
  /** A request from its attempt to its end; one that reached nobody unless an address is given. */
  const request = (
    changes: Partial<AttemptEntry> = {},
    ended: Partial<EndEntry> = { address: "::1" },
  ): void => {
    requests += 1;
    const id = `${requests}`;
    record({ ...attempt, ...changes, id }, now);
    record({ phase: "end", id, outcome: "done", bytesIn: 0, tookMs: 0, ...ended }, now);
  };
  const today = (): string => source.current().hover.notes.find((note) => note.startsWith("Today")) ?? "";
  const text = (): string => source.current().text;

  it("shows what moves from the first byte to the last", () => {
    move("started", "a", cloud);
    assert.deepEqual([told.at(-1)?.text, told.at(-1)?.warning], ["$(cloud-upload) api.openai.com", true]);
    move("ended", "a", cloud);
    assert.deepEqual([told.at(-1)?.text, told.at(-1)?.warning], ["$(lock) On device · smollm2:135m", false]);
  });

  it("shows the measured destination as soon as there is one", () => {
    const declared = destination({ class: "network", host: "llm.example.com" });
    move("started", "a", declared);
    assert.match(text(), /Network llm\.example\.com/);
    move("connected", "a", { ...declared, class: "cloud" });
    assert.deepEqual([text(), source.current().warning], ["$(cloud-upload) llm.example.com", true]);
  });

  it("shows the worst of all that moves, whichever began last", () => {
    move("started", "a", cloud);
    move("started", "b", here, "completion");
    assert.deepEqual([text(), source.current().warning], ["$(cloud-upload) api.openai.com", true]);
    move("ended", "a", cloud);
    assert.deepEqual([text(), source.current().warning], ["$(lock) On device", false]);
  });

  it("spins only for what takes long, and not for what comes after it", () => {
    move("started", "a", here);
    assert.match(text(), /^\$\(lock\)/);
    for (const timer of timers.splice(0)) timer();
    assert.match(told.at(-1)?.text ?? "", /^\$\(loading~spin\)/);
    move("ended", "a", here);
    move("started", "b", here);
    assert.match(text(), /^\$\(lock\)/);
    assert.equal(timers.length, 1);
  });

  it("does not flicker for errands, except for one that reaches a cloud", () => {
    move("started", "a", here, "errand:list");
    move("ended", "a", here, "errand:list");
    assert.equal(told.length, 0);
    move("started", "b", cloud, "errand:list");
    assert.equal(source.current().warning, true);
  });

  it("says what was sent last, and when: as soon as somebody was reached", () => {
    record({ ...attempt, id: "a" });
    move("started", "a", cloud);
    assert.doesNotMatch(source.current().hover.notes.join(), /Last sent/);
    now = "2026-01-31T12:01:00.000Z";
    move("connected", "a", cloud);
    const atOnce = source.current().hover.notes[0] ?? "";
    assert.match(atOnce, /^Last sent: Chat, 2 B, to api\.openai\.com, at \d\d:01/);
    now = "2026-01-31T12:02:00.000Z";
    record({ phase: "end", id: "a", outcome: "done", address: "192.0.2.1", bytesIn: 0, tookMs: 0 });
    move("ended", "a", cloud);
    assert.equal(source.current().hover.notes[0], atOnce);
  });

  it("takes for sent what the editor carried without telling whom it reached", () => {
    record({ ...attempt, id: "a", class: "cloud", carrier: "editor" });
    move("started", "a", cloud);
    record({ phase: "end", id: "a", outcome: "unreachable", bytesIn: 0, tookMs: 0 });
    move("ended", "a", cloud);
    assert.match(source.current().hover.notes[0] ?? "", /^Last sent: /);
    assert.match(today(), / 0 sent on this device, 1 off it\./);
  });

  it("takes for sent nothing that reached nobody", () => {
    record({ ...attempt, id: "a", class: "network" });
    move("started", "a", cloud);
    record({ phase: "end", id: "a", outcome: "unreachable", bytesIn: 0, tookMs: 0 });
    move("ended", "a", cloud);
    assert.doesNotMatch(source.current().hover.notes.join(), /Last sent/);
    assert.match(today(), / 0 sent on this device, 0 off it\./);
  });

  it("counts what ended without the ledger taking its end", () => {
    record({ ...attempt, id: "a", class: "network" });
    move("started", "a", cloud);
    move("ended", "a", cloud);
    assert.match(today(), / 0 sent on this device, 1 off it\./);
  });

  it("counts as sent on this device what is under way, and no longer when it ended without an end in the ledger", () => {
    record({ ...attempt, id: "a" });
    move("started", "a", here);
    move("connected", "a", here);
    assert.match(today(), /: 1 sent on this device, 0 off it\. 0 errands/);
    move("ended", "a", here);
    const lost =
      /: 0 sent on this device, 0 off it\. Of 1 request to this device no end is recorded: it may have left\./;
    assert.match(today(), lost);
    record({ ...attempt, id: "b" });
    move("started", "b", here);
    move("ended", "b", here);
    assert.match(
      today(),
      / 0 sent on this device, 0 off it\. Of 2 requests to this device no end is recorded: they /,
    );
  });

  it("does not count as sent on this device what another window left without an end", () => {
    source.tellElsewhere({ ...emptyDay("2026-01-31"), onDevice: 5, unended: 1, unsureLinks: 1 });
    request();
    assert.equal(
      today(),
      "Today: 6 sent on this device, 0 off it. Of 1 request to this device no end is recorded: it may have left. 0 errands without text of yours, 0 refused. 1 link opened in your browser or may have been.",
    );
  });

  it("warns of what the gate stopped, until something is sent or the policy changes", () => {
    record(refused);
    assert.deepEqual(
      [told.at(-1)?.warning, told.at(-1)?.hover.notes[0]],
      [true, "Stopped: Chat to api.openai.com, because the mode forbids it. Nothing was sent."],
    );
    move("started", "a", here);
    move("ended", "a", here);
    assert.equal(source.current().warning, false);
    record(refused);
    changed.fire(policy({ epoch: 1 }));
    assert.equal(source.current().warning, false);
  });

  it("names what was stopped and why in words, whatever it was", () => {
    const behind = {
      ...refused,
      class: "cloudViaDevice",
      host: "ollama.com",
      purpose: "completion",
    } as const;
    record({ ...behind, refusal: "modelUnknown" });
    assert.equal(
      source.current().hover.notes[0],
      "Stopped: Completion to ollama.com via this device, because the server does not list the model, so it could fetch or forward it. Nothing was sent.",
    );
  });

  it("does not warn of a question that is still open, nor of an errand that was refused", () => {
    for (const refusal of ["needsConfirmation", "needsConsent", "declined", "paused"])
      record({ ...refused, refusal });
    record({ ...refused, purpose: "errand:list" });
    assert.equal(source.current().warning, false);
  });

  it("counts what the ledger takes, day by day", () => {
    request();
    request({ class: "unverified" });
    request({ purpose: "errand:list" });
    record(refused);
    assert.equal(
      today(),
      "Today in this window: 1 sent on this device, 1 off it. 1 errands without text of yours, 1 refused.",
    );
    record({ ...attempt, id: "over midnight" });
    now = "2026-02-01T00:00:00.000Z";
    request();
    record({ phase: "end", id: "over midnight", outcome: "done", bytesIn: 0, tookMs: 0 }, now);
    assert.equal(
      today(),
      "Today in this window: 1 sent on this device, 0 off it. 0 errands without text of yours, 0 refused.",
    );
  });

  it("goes by the reader's own day, whatever day it is by UTC", () => {
    source.dispose();
    zone = "Europe/Berlin";
    now = "2026-01-31T22:59:00.000Z";
    source = open();
    request();
    assert.match(today(), /: 1 sent on this device/);
    now = "2026-01-31T23:00:00.000Z";
    request();
    assert.match(today(), /: 1 sent on this device/);
    now = "2026-02-01T01:00:00.000Z";
    request();
    assert.match(today(), /: 2 sent on this device/);
  });

  it("counts what was forwarded although the server had said it would not as off this device, never as on it", () => {
    for (const reached of [true, false]) {
      record({ ...attempt, id: `${reached}` });
      if (reached) move("connected", `${reached}`, destination());
      record({ phase: "end", id: `${reached}`, outcome: "forwarded", bytesIn: 0, tookMs: 0 });
    }
    assert.match(today(), /: 0 sent on this device, 2 off it\./);
  });

  it("counts a link that a person opened apart from sends, and takes it back when the editor did not open it", () => {
    const link = (id: string): LedgerEntry => ({
      ...{ phase: "opened", id, workspace: "w", workspaceKey: "k", version: "0.0.0" },
      ...{ from: "answer", url: "https://docs.example/", host: "docs.example" },
    });
    const end = (id: string, outcome: string): LedgerEntry => ({
      ...{ phase: "end", id, outcome, bytesIn: 0, tookMs: 0 },
    });
    const toldLast = (): string => told.at(-1)?.hover.notes.join() ?? "";
    record(link("1"));
    record(link("2"));
    assert.match(toldLast(), /: 0 sent on this device, 0 off it\..* 2 links opened in your browser\./);
    record(end("1", "opened"));
    record(end("2", "notOpened"));
    assert.match(toldLast(), / 1 link opened in your browser\./);
  });

  it("adds what other windows did, as last counted, to what it did itself", () => {
    request();
    assert.match(today(), /^Today in this window: 1 sent on this device, 0 off it\./);
    source.tellElsewhere({ ...emptyDay("2026-01-31"), onDevice: 5, offDevice: 2 });
    request();
    assert.match(today(), /^Today: 7 sent on this device, 2 off it\./);
    source.tellElsewhere({ ...emptyDay("2026-01-31"), onDevice: 6, offDevice: 2 });
    assert.match(told.at(-1)?.hover.notes.join() ?? "", /Today: 8 sent on this device, 2 off it\./);
  });

  it("counts for the day it is asked on, though nothing is sent after midnight", () => {
    request();
    source.tellElsewhere({ ...emptyDay("2026-01-31"), offDevice: 2 });
    now = "2026-02-01T00:00:00.000Z";
    assert.match(today(), /^Today in this window: 0 sent on this device, 0 off it\./);
  });

  it("shows chat while completion is off, and why completion is silent", () => {
    source.setActiveTask("completion");
    off = "completion is off";
    source.setSilence("Ollama is not running.");
    assert.equal(told.at(-1)?.text, "$(lock) On device · smollm2:135m");
    assert.ok(told.at(-1)?.hover.notes.includes("No suggestion: Ollama is not running."));
    const before = told.length;
    source.setSilence("Ollama is not running.");
    source.setActiveTask("completion");
    assert.equal(told.length, before);
  });

  it("says until when completion is quiet in place of where it would go", () => {
    const row = (): string | undefined => told.at(-1)?.hover.rows[1]?.destination;
    source.setSilence("The model had nothing to add here.");
    source.setQuiet("snoozed until 14:05");
    assert.equal(row(), "snoozed until 14:05");
    assert.doesNotMatch(told.at(-1)?.hover.notes.join() ?? "", /is silent/);
    source.setQuiet(undefined);
    assert.notEqual(row(), "snoozed until 14:05");
    assert.match(told.at(-1)?.hover.notes.join() ?? "", /No suggestion: The model had nothing/);
  });

  it("hears nothing any more once it is gone", () => {
    source.dispose();
    move("started", "a", cloud);
    record(refused);
    changed.fire(policy({ epoch: 1 }));
    assert.deepEqual(told, []);
  });
});
