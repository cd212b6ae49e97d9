import assert from "node:assert/strict";
import { indicator, type IndicatorFacts } from "../../../src/privacy/indicator.ts";
import { emptyDay } from "../../../src/privacy/ledgerCounts.ts";
import type { Outlook } from "../../../src/sending/send.ts";
import type { Destination } from "../../../src/terms/destination.ts";
import type { Refusal } from "../../../src/terms/refusal.ts";
import { clean, destination, lmStudio, ollama, policy, routeTo } from "../../support/samples.ts";

const model = "qwen2.5-coder:1.5b";
const here = destination();
const lm = destination({ class: "unverified", host: "localhost:1234", origin: "http://localhost:1234" });
const lan = destination({ class: "network", host: "gpu-box" });
const cloud = destination({ class: "cloud", host: "api.openai.com" });
const via = destination({ class: "cloudViaDevice", host: "ollama.com" });

function outlook(there: Destination, refusal?: Refusal): Outlook {
  return { ok: true, value: { route: routeTo({ model }), destination: there, ...(refusal && { refusal }) } };
}

const facts: IndicatorFacts = {
  policy: policy(),
  outlooks: { chat: outlook(here), completion: outlook(here) },
  activeTask: "chat",
  slow: false,
  today: { counts: emptyDay("2026-01-31"), everyWindow: true },
  ignored: [],
};

const at = (there: Destination, refusal?: Refusal): Partial<IndicatorFacts> => ({
  outlooks: { chat: outlook(there, refusal), completion: outlook(here) },
});
const error = (told: Extract<Outlook, { ok: false }>["error"]): Partial<IndicatorFacts> => ({
  outlooks: { chat: { ok: false, error: told }, completion: outlook(here) },
});
const moving = (there: Destination, purpose = "chat"): Partial<IndicatorFacts> => ({
  moving: { destination: there, purpose, model },
});

describe("privacy/indicator", () => {
  function check(name: string, changes: Partial<IndicatorFacts>, text: string, warning = false): void {
    it(`${name}: ${text}${warning ? ", in the warning colour" : ""}`, () => {
      const shown = indicator({ ...facts, ...changes });
      assert.deepEqual([shown.text, shown.warning], [text, warning]);
    });
  }

  describe("at rest", () => {
    check("a model on this device", {}, `$(lock) On device · ${model}`);
    check("a server that may forward", at(lm), `$(plug) localhost:1234 · may forward · ${model}`);
    check(
      "one that still needs a yes",
      at(lm, { kind: "needsConfirmation", destination: lm, key: "k" }),
      `$(plug) localhost:1234 · may forward · ${model} · needs your confirmation`,
    );
    check("a declared host", at(lan), `$(server) Network gpu-box · ${model}`);
    check("a cloud", at(cloud), `$(cloud-upload) api.openai.com · ${model}`);
    check("a cloud behind this device", at(via), `$(cloud-upload) ollama.com via this device · ${model}`);
    check(
      "a cloud that the mode forbids",
      at(cloud, { kind: "modeForbids", mode: "onDevice", setBy: "default", destination: cloud }),
      `$(warning) api.openai.com · ${model} · not allowed here`,
    );
    check(
      "another machine",
      at(destination({ class: "remoteDevice", host: "build01" })),
      `$(remote) On build01 · ${model}`,
    );
    check("a pause", { policy: policy({ paused: true }) }, "$(debug-pause) Paused");
    check(
      "a server that is down",
      error({ kind: "serverDown", provider: ollama, reason: "unreachable" }),
      "$(warning) Ollama is not running",
    );
    check(
      "a server nobody asked yet",
      error({ kind: "unasked", provider: ollama }),
      "$(question) Ollama not asked yet",
    );
    check(
      "the task at hand",
      { outlooks: { chat: outlook(cloud), completion: outlook(here) }, activeTask: "completion" },
      `$(lock) On device · ${model}`,
    );
    check(
      "a task that is off",
      {
        outlooks: { chat: outlook(here), completion: { off: "completion is off" } },
        activeTask: "completion",
      },
      "$(lock) completion is off",
    );
    check(
      "after something was stopped",
      { blocked: "chat to api.openai.com" },
      `$(lock) On device · ${model}`,
      true,
    );
  });

  describe("while something moves", () => {
    check("on this device", moving(here), `$(lock) On device · ${model}`);
    check("on this device for long", { ...moving(here), slow: true }, `$(loading~spin) On device · ${model}`);
    check(
      "a completion on this device, never with a spinner,",
      { ...moving(here, "completion"), slow: true },
      `$(lock) On device · ${model}`,
    );
    check("to a cloud", moving(cloud), `$(cloud-upload) api.openai.com · ${model}`, true);
    check(
      "to a cloud for long",
      { ...moving(cloud, "completion"), slow: true },
      `$(loading~spin) api.openai.com · ${model}`,
      true,
    );
    check(
      "to a cloud behind this device",
      moving(via),
      `$(cloud-upload) ollama.com via this device · ${model}`,
      true,
    );
    check("to a declared host", moving(lan), `$(server) Network gpu-box · ${model}`);
    check(
      "although paused meanwhile, as measured,",
      { ...moving(cloud), policy: policy({ paused: true }) },
      `$(cloud-upload) api.openai.com · ${model}`,
      true,
    );
  });

  it("draws no icon that a name brought along, and no line break", () => {
    const named = indicator({
      ...facts,
      ...at(destination({ class: "cloudViaDevice", host: "$(lock) On device\n" })),
    });
    assert.equal(named.text, `$(cloud-upload) \\$(lock) On device  via this device · ${model}`);
    assert.doesNotMatch(named.spoken, /\\|\n/);
  });

  it("speaks one sentence after the other: where, whether data moves, the mode, and what a click does", () => {
    assert.equal(
      indicator(facts).spoken,
      `Drawbridge: On device · ${model}. Mode: On this device. Activate to change the mode.`,
    );
    assert.equal(
      indicator({ ...facts, ...moving(cloud), policy: policy({ mode: "ask" }) }).spoken,
      `Drawbridge: api.openai.com · ${model}. Data is moving now. Mode: Ask before cloud. Activate to change the mode.`,
    );
  });

  it("says of the last send where it went, and when by the clock of where it runs", () => {
    const lastTo = (there: Destination): string | undefined => {
      const last = {
        destination: there,
        purpose: "chat",
        bytes: 618,
        time: new Date(2026, 0, 31, 14, 2).toISOString(),
      };
      return indicator({ ...facts, last }).hover.notes[0];
    };
    assert.equal(lastTo(here), "Last sent: Chat, 618 B, on this device, at 14:02.");
    assert.equal(lastTo(via), "Last sent: Chat, 618 B, to ollama.com via this device, at 14:02.");
    const remote = destination({ class: "remoteDevice", host: "build.example" });
    assert.equal(lastTo(remote), "Last sent: Chat, 618 B, on build.example, at 14:02.");
  });

  describe("tells in the hover what was observed", () => {
    const notes = (chat: readonly string[], completion: readonly string[]): readonly string[] =>
      indicator({
        ...facts,
        outlooks: {
          chat: outlook(destination({ class: "cloud", evidence: chat })),
          completion: outlook(destination({ evidence: completion })),
        },
      }).hover.notes.slice(1);
    const somebodys = "api.faraway.example is somebody else's host as far as is known";
    const loopback = "127.0.0.1 is this machine's loopback address";

    it("one line for each task where they differ, with every host as it is written", () => {
      assert.deepEqual(notes([somebodys, "a proxy may apply"], [loopback, "the model runs there"]), [
        `Chat: ${somebodys}; a proxy may apply.`,
        `Completion: ${loopback}; the model runs there.`,
      ]);
    });

    it("one line for both where it is the same, and none without anything", () => {
      assert.deepEqual(notes([loopback], [loopback]), [`Chat and completion: ${loopback}.`]);
      assert.deepEqual(notes([], [loopback]), [`Completion: ${loopback}.`]);
      assert.deepEqual(notes([], []), []);
    });
  });

  describe("tells in the hover of what follows chat", () => {
    const shown = (apart: Partial<IndicatorFacts["outlooks"]>): readonly string[] => {
      const outlooks = { chat: outlook(here), completion: outlook(here), ...apart };
      return indicator({ ...facts, outlooks }).hover.rows.map(
        ({ task, destination: to }) => `${task}: ${to}`,
      );
    };

    it("nothing as long as it goes where chat goes", () => {
      assert.deepEqual(shown({}), ["Chat: On device", "Completion: On device"]);
      assert.deepEqual(shown({ edit: outlook(here), commit: outlook(here) }), shown({}));
    });

    it("where it goes when that is elsewhere", () => {
      assert.deepEqual(shown({ edit: outlook(here), commit: outlook(lan) }), [
        "Chat: On device",
        "Completion: On device",
        "Commit message: Network gpu-box",
      ]);
    });

    it("the same at rest as of chat, when nothing is known of it apart", () => {
      assert.equal(indicator({ ...facts, activeTask: "edit" }).text, `$(lock) On device · ${model}`);
    });
  });

  it("says in the hover who set the mode, and whether it can be resumed or paused", () => {
    const shown = (change: Partial<IndicatorFacts["policy"]>): readonly unknown[] => {
      const { hover } = indicator({ ...facts, policy: policy(change) });
      return [hover.mode, hover.paused];
    };
    assert.deepEqual(shown({ setBy: "you" }), ["On this device, by your choice.", false]);
    assert.deepEqual(shown({ setBy: "default", paused: true }), [
      "On this device, by your default. Paused: no requests at all.",
      true,
    ]);
  });

  it("explains itself in the hover: the mode and who set it, each task, and what there is to know", () => {
    const { hover } = indicator({
      ...facts,
      outlooks: {
        chat: outlook(cloud, { kind: "needsConsent", destination: cloud, bodySha256: "", screening: clean }),
        completion: { off: "completion is off" },
      },
      policy: policy({ mode: "ask", setBy: "ceiling", paused: true }),
      last: {
        destination: cloud,
        purpose: "chat",
        bytes: 2100,
        time: new Date(2026, 0, 31, 14, 30).toISOString(),
      },
      today: {
        counts: { ...emptyDay("2026-01-31"), onDevice: 12, offDevice: 3, errands: 31, refused: 2 },
        everyWindow: true,
      },
      blocked: "Chat to api.openai.com, because the mode forbids it. Nothing was sent.",
      silence: "Ollama is not running.",
      ignored: [
        { key: "ollama.url", by: "project" },
        { key: "chat.model", by: "machine" },
      ],
      serverWithCloud: "Development engine",
      outdated: "0.17.0",
      exposed: { provider: ollama, address: "192.168.1.20" },
    });
    assert.equal(
      hover.mode,
      "Ask before cloud, by your ceiling for every workspace (drawbridge.privacy.ceiling). Paused: no requests at all.",
    );
    assert.deepEqual(hover.rows, [
      { task: "Chat", model, destination: "api.openai.com. Sending to api.openai.com needs your consent." },
      { task: "Completion", model: "", destination: "completion is off" },
    ]);
    assert.deepEqual(hover.notes, [
      "Stopped: Chat to api.openai.com, because the mode forbids it. Nothing was sent.",
      "No suggestion: Ollama is not running.",
      "Last sent: Chat, 2.1 KB, to api.openai.com, at 14:30.",
      "Today: 12 sent on this device, 3 off it. 31 errands without text of yours, 2 refused.",
      "Chat: 127.0.0.1 is this machine's loopback address.",
      "Development engine's own cloud features are on: it contacts ollama.com by itself. Start it with OLLAMA_NO_CLOUD=1 to turn them off.",
      "Ollama 0.17.0 has known security problems; update to 0.17.1 or newer.",
      "Ollama also answers at 192.168.1.20: others on your network can use it, unless a firewall stops them. Start it with OLLAMA_HOST=127.0.0.1.",
      "This workspace tries to set drawbridge.ollama.url. Only you can; it was ignored.",
      "The remote machine tries to set drawbridge.chat.model. Only you can; it was ignored.",
    ]);
  });

  it("tells of another kind of server that the network reaches, and what to change", () => {
    const { notes } = indicator({ ...facts, exposed: { provider: lmStudio, address: "fd00::2" } }).hover;
    assert.ok(
      notes.includes(
        "LM Studio also answers at fd00::2: others on your network can use it, unless a firewall stops them. Let it listen on 127.0.0.1 only.",
      ),
    );
  });
});
