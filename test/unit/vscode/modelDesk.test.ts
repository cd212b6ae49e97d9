import assert from "node:assert/strict";
import { once } from "node:events";
import { mock } from "node:test";
import { err, ok, type Result } from "../../../src/base/result.ts";
import type { Consent } from "../../../src/gate/clear.ts";
import type { ErrandAnswer, LoadedModel } from "../../../src/providers/provider.ts";
import type { ChoreEvent, ChoreOrder, Chores } from "../../../src/sending/chores.ts";
import type { ErrandFailure, RunErrand } from "../../../src/sending/errands.ts";
import { Servers } from "../../../src/sending/servers.ts";
import type { Refusal } from "../../../src/terms/refusal.ts";
import type { Errand } from "../../../src/terms/errand.ts";
import { ModelPins } from "../../../src/setup/modelPins.ts";
import { UnfinishedPulls, type StorePort } from "../../../src/setup/unfinishedPulls.ts";
import type { KnownModel, KnownServer } from "../../../src/routing/knownServer.ts";
import type { ProviderConfig } from "../../../src/settings/providerConfig.ts";
import type { ModelRef } from "../../../src/terms/modelRef.ts";
import type { Task } from "../../../src/terms/task.ts";
import { ModelDesk } from "../../../src/vscode/modelDesk.ts";
import { startHeadless, type Headless } from "../../support/headless.ts";
import { destination, ollama } from "../../support/samples.ts";
import { storeInMemory } from "../../support/stores.ts";
import { lists, messages, progress, quickPicks, typed } from "../../support/vscode.ts";

const digest = "365c0bd3c000".padEnd(64, "0");
const llama: KnownModel = {
  name: "llama3:8b",
  generates: true,
  bytes: 4_661_224_676,
  digest,
  parameters: "8.0B",
  quantisation: "Q4_0",
  contextTokens: 8192,
  can: { chat: true, tools: true },
};
const yes: Consent = { bodySha256: "0", origin: "o" };
const refused: Refusal = {
  kind: "needsConsent",
  destination: destination(),
  bodySha256: "0",
  screening: { findings: [], complete: true },
};

type LabelledRow = { readonly label: string; readonly detail?: string; readonly description?: string };

/** What a server says to an errand. */
function answers(
  server: KnownServer,
  loaded: readonly LoadedModel[],
  kind: Errand["kind"],
): Result<ErrandAnswer, ErrandFailure> {
  if (server.kind !== "up") {
    const isFailing = server.kind === "down" && server.reason === "failing";
    const gone = { kind: "unreachable", code: "ECONNREFUSED" } as const;
    const fails = { kind: "serverError", status: 500, message: "" } as const;
    return err({ kind: "failed", failure: isFailing ? fails : gone });
  }
  switch (kind) {
    case "version":
      return ok({ kind: "version", version: server.version ?? "0.24.0" });
    case "status":
      return ok({ kind: "status", cloudDisabled: true });
    case "list":
      return ok({ kind: "list", models: server.models });
    case "show":
      return ok({ kind: "show", contextTokens: 131_072 });
    case "loaded":
      return ok({ kind: "loaded", models: loaded });
    case "reach":
    case "pull":
    case "load":
    case "unload":
    case "delete":
      return err({ kind: "notOffered" });
  }
}

describe("vscode/modelDesk", () => {
  let bridge: Headless;
  let servers: Servers;
  const run: RunErrand = ({ kind }) => Promise.resolve(answers(server, loaded, kind));
  let store: StorePort;
  let server: KnownServer;
  let providers: readonly ProviderConfig[];
  let chosen: { readonly [T in Task]?: ModelRef };
  let loaded: readonly { readonly digest: string; readonly bytes: number }[];
  let ran: ChoreOrder[];
  let events: readonly ChoreEvent[];
  let stepped: string[];
  let waits: boolean;

  beforeEach(async () => {
    bridge = await startHeadless({ providers: [ollama] });
    const { clock, now, networkAddresses } = bridge.parts;
    servers = new Servers({ run, clock, now, networkAddresses });
    store = storeInMemory();
    server = { kind: "up", version: "0.24.0", models: [llama] };
    providers = [ollama];
    chosen = { chat: { provider: "ollama", model: "llama3:8b" } };
    loaded = [];
    ran = [];
    events = [{ kind: "done" }];
    stepped = [];
    waits = false;
  });
  afterEach(() => {
    bridge.dispose();
    messages.shown = [];
    messages.answer = undefined;
    messages.answering = undefined;
    lists.shown = [];
    lists.pick = () => undefined;
    typed.text = undefined;
    typed.problems = [];
    progress.titles = [];
    progress.reports = [];
    quickPicks.length = 0;
  });

  /** The real rooms with a server that says what the test has it say, and chores that end as it has them end. */
  function desk(): ModelDesk {
    const chores: Chores = {
      forecast: ({ chore: { kind } }) =>
        kind === "pull" || kind === "delete"
          ? { destination: destination(), refusal: refused, yes }
          : { destination: destination() },
      run: async function* (order, signal) {
        ran.push(order);
        if (waits) await once(signal, "abort");
        yield* waits ? [{ kind: "failed", failure: { kind: "stopped" } } as const] : events;
      },
    };
    return new ModelDesk({
      parts: {
        ...bridge.parts,
        providers: () => providers,
        chosen: (task) => chosen[task],
      },
      ...{ servers, chores, ask: run, sending: bridge.sending },
      questionRefusal: () => undefined,
      startServer: ({ id }) => stepped.push(`startServer ${id}`),
      confirmServer: () => Promise.resolve(false),
      onPicked: () => Promise.resolve(),
      privateStore: store,
      onStep: (action) => stepped.push(action),
      // A window has more parts than these, of every name.
      ...{ tried: { onDidChange: () => ({ dispose: () => undefined }) } },
    });
  }

  /** Picks the rows with these labels in the lists that follow. */
  function picks(...labels: readonly string[]): void {
    const left = [...labels];
    lists.pick = (rows) => {
      const label = left.shift();
      return label === undefined ? undefined : rows.find((row) => row.label.includes(label));
    };
  }
  const told = (): readonly string[] => messages.shown.map(([text]) => text);
  const chores = (): readonly unknown[] => ran.map(({ chore, consent }) => [chore, consent === yes]);

  it("fetches a recommended model after a yes in a modal dialog", async () => {
    picks("qwen2.5-coder:7b");
    messages.answer = "Pull";
    await desk().pull();
    assert.deepEqual(chores(), [[{ kind: "pull", model: "qwen2.5-coder:7b" }, true]]);
    const [question] = messages.shown;
    assert.equal(question?.[0], "Let Ollama pull qwen2.5-coder:7b?");
    assert.equal((question[1] as { readonly modal: boolean }).modal, true);
    assert.deepEqual(progress.titles, ["Pulling qwen2.5-coder:7b"]);
    assert.equal(told().at(-1), "Ollama has qwen2.5-coder:7b now.");
  });

  it("says what fits this machine for a server at any of its own addresses, and of no other machine", async () => {
    const says = async (url: string): Promise<boolean> => {
      lists.shown = [];
      await desk().pull({ ...ollama, url });
      return (lists.shown[0] as readonly LabelledRow[]).some(({ detail }) =>
        /this machine/.test(detail ?? ""),
      );
    };
    assert.equal(await says("http://127.0.0.2:11434"), true);
    assert.equal(await says("http://203.0.113.7:11434"), false);
  });

  it("fetches nothing when the dialog is closed", async () => {
    picks("qwen2.5-coder:7b");
    await desk().pull();
    assert.deepEqual(ran, []);
  });

  it("takes any name that is one, and says what is none", async () => {
    picks("Another model");
    typed.text = "https://ollama.com/library/llama3";
    await desk().pull();
    assert.equal(typed.problems.length, 1);
    picks("Another model");
    typed.text = " hf.co/someone/model:Q4_K_M ";
    messages.answer = "Pull";
    await desk().pull();
    assert.deepEqual(chores(), [[{ kind: "pull", model: "hf.co/someone/model:Q4_K_M" }, true]]);
  });

  it("shows how far it is, and never goes back", async () => {
    const at = (completedBytes: number): ChoreEvent => ({
      kind: "progress",
      progress: { phase: "downloading", completedBytes, totalBytes: 1000 },
    });
    events = [at(0), { kind: "done" }];
    messages.answer = "Pull";
    await desk().pull(ollama, "m");
    assert.deepEqual(progress.reports, [{ message: "0 % · 0 B of 1 KB", increment: 0 }]);
  });

  it("says why a model could not be fetched, and tries again when asked to", async () => {
    events = [{ kind: "failed", failure: { kind: "diskFull" } }];
    messages.answer = "Pull";
    await desk().pull(ollama, "m");
    assert.match(told().at(-1) ?? "", /^The disk of Ollama is full\./);
    assert.deepEqual(messages.shown.at(-1)?.slice(1), ["Try again"]);
  });

  it("lists what each model is, whether it is loaded, and where it runs", async () => {
    loaded = [{ digest, bytes: 1 }];
    await servers.preflight(ollama, llama.name, "person");
    await desk().manage();
    const row = lists.shown[0]?.[1] as LabelledRow | undefined;
    assert.equal(row?.label, "$(circle-filled) llama3:8b");
    assert.equal(row.description, "$(lock) On device");
    assert.equal(
      row.detail,
      "Ollama · 8.0B · Q4_0 · 4.7 GB · 8,192 tokens of context · calls tools · 365c0bd3c000 · in memory",
    );
  });

  it("loads with the context length that a send would ask for, and unloads", async () => {
    picks("llama3:8b", "Load");
    await desk().manage();
    assert.deepEqual(chores(), [[{ kind: "load", model: "llama3:8b:local", contextTokens: 8192 }, false]]);
    loaded = [{ digest, bytes: 1 }];
    picks("llama3:8b", "Unload");
    await desk().manage();
    assert.deepEqual(chores()[1], [{ kind: "unload", model: "llama3:8b:local" }, false]);
  });

  it("says how long a model takes to load, and stops that when it is cancelled, without a word", async () => {
    mock.timers.enable({ apis: ["setInterval"] });
    try {
      waits = true;
      picks("llama3:8b", "Load");
      const loading = desk().manage();
      await new Promise(setImmediate);
      mock.timers.tick(2_000);
      assert.deepEqual(progress.titles, ["Loading llama3:8b at Ollama"]);
      assert.deepEqual(progress.reports, [{ message: "1 s" }, { message: "2 s" }]);
      progress.cancel();
      await loading;
      mock.timers.tick(2_000);
      assert.equal(progress.reports.length, 2);
      assert.deepEqual(told(), []);
    } finally {
      mock.timers.reset();
    }
  });

  it("removes a model only after a dialog that says what it frees", async () => {
    picks("llama3:8b", "Remove");
    await desk().manage();
    assert.deepEqual(ran, []);
    picks("llama3:8b", "Remove");
    messages.answer = "Remove";
    await desk().manage();
    assert.deepEqual(chores(), [[{ kind: "delete", model: "llama3:8b" }, true]]);
    assert.match((messages.shown[0]?.[1] as { readonly detail: string }).detail, /frees up to 4\.7 GB/);
  });

  it("pins a model and tells the difference", async () => {
    picks("llama3:8b", "Pin");
    await desk().manage();
    await desk().tellMoved(moved);
    assert.deepEqual(messages.shown.at(-1)?.slice(1), ["Keep Using It", "Choose Another Model"]);
    messages.answer = "Keep Using It";
    await desk().tellMoved(moved);
    lists.shown = [];
    await desk().manage();
    assert.match((lists.shown[0]?.[1] as LabelledRow).detail ?? "", /pinned to 46e0c10c039e$/);
  });

  const moved = { ref: { provider: "ollama", model: "llama3:8b" }, from: digest, to: "46e0c10c039e" };

  it("offers another model for the task that uses the one whose tag has moved", async () => {
    for (const task of ["chat", "completion"] as const) {
      chosen = { [task]: moved.ref };
      messages.answer = "Choose Another Model";
      const telling = desk().tellMoved(moved);
      await new Promise(setImmediate);
      const picker = quickPicks.at(-1);
      assert.equal(picker?.title, `Model for ${task}`);
      picker.hide();
      await telling;
    }
  });

  it("tells once of a moved tag that is chosen for nothing any more, and then forgets it", async () => {
    const pins = new ModelPins(store);
    await pins.pin(moved.ref, digest);
    chosen = {};
    await desk().tellMoved(moved);
    assert.deepEqual([messages.shown.at(-1)?.slice(1), pins.pinned(moved.ref)], [[], undefined]);
  });

  it("draws no icon out of the name of a model, and lists none whose name is more than a line", async () => {
    const names = ["$(lock) x", "$(lock) x\ny"];
    server = { kind: "up", models: names.map((name) => ({ ...llama, name })) };
    await desk().manage();
    assert.deepEqual(
      lists.shown[0]?.slice(1).map(({ label }) => label),
      ["$(circle-outline) \\$(lock) x"],
    );
  });

  it("offers the models of a server for either task, with what was found out about each", async () => {
    for (const task of ["chat", "completion"] as const) {
      const picking = desk().pick(task);
      await new Promise(setImmediate);
      const picker = quickPicks.at(-1);
      const labels = picker?.items.map(({ label }) => label) ?? [];
      assert.ok(labels.includes("llama3:8b"), `${task}: ${labels.join(", ")}`);
      picker?.hide();
      await picking;
    }
  });

  it("says of a server that lists nothing why, and does what can be done about it", async () => {
    server = { kind: "down", reason: "unreachable" };
    picks("$(info) Ollama");
    await desk().manage();
    const [, row] = lists.shown[0] as readonly LabelledRow[];
    assert.deepEqual([row?.detail, row?.description], ["Ollama is not running.", "How to start it"]);
    assert.deepEqual(stepped, ["startServer ollama"]);
  });

  it("looks again at a server that lists nothing when it was chosen to", async () => {
    server = { kind: "down", reason: "failing" };
    picks("$(info) Ollama");
    await desk().manage();
    assert.deepEqual([lists.shown.length, stepped], [2, []]);
  });

  const link = "[Sign in](https://evil.example)";
  const plain = "[Sign in] (https://evil.example)";

  it("makes no link of what a server says about a chore", async () => {
    const said = { kind: "serverError", status: 500, message: `x\n${link}` } as const;
    events = [{ kind: "failed", failure: said }];
    messages.answer = "Pull";
    await desk().pull(ollama, "m");
    assert.ok(told().at(-1)?.includes(`x ${plain}`), told().at(-1));
  });

  it("makes no link of the name of a server or of a model in what it tells", async () => {
    providers = [{ ...ollama, label: link }];
    messages.answer = "Pull";
    await desk().pull(providers[0], "m");
    assert.equal(told().at(-1), `${plain} has m now.`);
    messages.answer = undefined;
    await new UnfinishedPulls({ store, pid: 2 ** 30, isAlive: () => false }).begin({
      provider: "ollama",
      model: "m",
    });
    await desk().offerUnfinished();
    assert.ok(told().at(-1)?.startsWith(`${plain} was `), told().at(-1));
    chosen = { chat: { provider: "ollama", model: link } };
    await desk().tellMoved({ ref: { provider: "ollama", model: link }, from: digest, to: "46e0c10c039e" });
    assert.ok(told().at(-1)?.startsWith(`${plain} is another model now`), told().at(-1));
  });

  it("draws no icon out of the name of a server that shall fetch, nor of one that unloads a model", async () => {
    providers = [
      { ...ollama, label: "$(lock) a\nb" },
      { ...ollama, id: "other" },
    ];
    await desk().pull();
    assert.equal(lists.shown[0]?.[0]?.label, "\\$(lock) a b");
    providers = [{ ...ollama, label: "$(lock)" }];
    loaded = [{ digest, bytes: 1 }];
    picks("llama3:8b", "Unload");
    await desk().manage();
    assert.deepEqual(progress.titles, ["\\$(lock): llama3:8b"]);
  });

  it("lists five thousand models, and asks the server nothing about each", async () => {
    const models = Array.from({ length: 5000 }, (_, index) => ({ ...llama, name: `m${index}` }));
    server = { kind: "up", models };
    await desk().manage();
    assert.equal(lists.shown[0]?.length, 5001);
  });

  it("offers once to go on with what a closed window left, and not what another window fetches", async () => {
    const left = new UnfinishedPulls({ store, pid: 2 ** 30, isAlive: () => true });
    await left.begin({ provider: "ollama", model: "llama3:70b" });
    const mine = new UnfinishedPulls({ store, pid: process.pid, isAlive: () => true });
    await mine.begin({ provider: "ollama", model: "llama3:8b" });
    await desk().offerUnfinished();
    assert.deepEqual(told(), [
      "Ollama was pulling llama3:70b when a window was closed. It keeps what it has.",
    ]);
    await desk().offerUnfinished();
    assert.equal(told().length, 1);
    assert.deepEqual(ran, []);
  });

  it("forgets each pull that was left only once it was answered", async () => {
    const left = new UnfinishedPulls({ store, pid: 2 ** 30, isAlive: () => false });
    const refs = ["a:1b", "b:1b"].map((model) => ({ provider: "ollama", model }));
    for (const ref of refs) await left.begin(ref);
    const answers: (() => void)[] = [];
    messages.answering = () =>
      new Promise((resolve) =>
        answers.push(() => {
          resolve(undefined);
        }),
      );
    const offering = desk().offerUnfinished();
    const settled = (): Promise<void> => new Promise(setImmediate);
    await settled();
    assert.deepEqual([told().length, await left.left()], [1, refs]);
    answers[0]?.();
    await settled();
    assert.deepEqual([told().length, await left.left()], [2, refs.slice(1)]);
    answers[1]?.();
    await offering;
    assert.deepEqual(await left.left(), []);
  });

  it("offers nothing of a server that is not configured any more, or that cannot be read", async () => {
    for (const key of ["x", "gone/m"])
      await store.set(`drawbridge.unfinishedPull ${key}`, { provider: "gone", model: "m", pid: 2 ** 30 });
    await store.set("drawbridge.unfinishedPull y", "nonsense");
    await desk().offerUnfinished();
    assert.deepEqual([told(), store.keys()], [[], []]);
  });
});
