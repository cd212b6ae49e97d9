import assert from "node:assert/strict";
import type { StepAction } from "../../../src/protocol/messages.ts";
import type { ProviderConfig } from "../../../src/settings/providerConfig.ts";
import type { ModelRef } from "../../../src/terms/modelRef.ts";
import type { ModelOffer } from "../../../src/setup/modelOffer.ts";
import { pickModel, type ModelPickerParts } from "../../../src/vscode/modelPicker.ts";
import type { Destination } from "../../../src/terms/destination.ts";
import { destination, lmStudio, ollama } from "../../support/samples.ts";
import { messages, opened, quickPicks, type QuickPick } from "../../support/vscode.ts";

const settled = (): Promise<void> => new Promise(setImmediate);
const qwen: ModelOffer = {
  models: [
    {
      ref: { provider: "ollama", model: "qwen" },
      model: "qwen",
      detail: "Ollama",
      destination: destination(),
    },
  ],
};
const down: ModelOffer = {
  models: [],
  nothing: {
    sentence: "LM Studio is not running.",
    steps: [
      { label: "Choose another model", action: "pickModel" },
      { label: "How to start it", action: "startServer" },
    ],
  },
};

describe("vscode/modelPicker", () => {
  let answers: Map<ProviderConfig, (offer: ModelOffer) => void>;
  let stepped: (readonly [StepAction, string, string])[];
  let confirmed: string[];
  let picks: (readonly [string, ModelRef | undefined])[];
  beforeEach(() => {
    answers = new Map();
    stepped = [];
    confirmed = [];
    picks = [];
  });
  afterEach(() => {
    quickPicks.length = 0;
    messages.shown = [];
    messages.answer = undefined;
    opened.settings = {};
  });

  function open(how: Pick<ModelPickerParts, "onlyOnce"> = {}): {
    readonly picking: Promise<void>;
    readonly pick: QuickPick;
  } {
    const picking = pickModel("chat", {
      ...how,
      providers: () => [ollama, lmStudio],
      offer: (_, provider) => new Promise((resolve) => answers.set(provider, resolve)),
      onStep: (action, { id }, task) => stepped.push([action, id, task]),
      onChangeMode: () => stepped.push(["changeMode", "", "chat"]),
      onConfirm: ({ id }) => {
        confirmed.push(id);
        return Promise.resolve(false);
      },
      onPicked: (task, ref) => Promise.resolve(picks.push([task, ref])),
    });
    const pick = quickPicks.at(-1);
    assert.ok(pick !== undefined);
    return { picking, pick };
  }
  const isHead = (item: object): boolean => "kind" in item;
  const labels = ({ items }: Pick<QuickPick, "items">): readonly string[] =>
    items.filter((item) => !isHead(item)).map(({ label }) => label);
  const outline = ({ items }: Pick<QuickPick, "items">): readonly string[] =>
    items.map((item) => (isHead(item) ? `— ${item.label}` : item.label));

  const described = ({ items }: Pick<QuickPick, "items">): readonly unknown[] =>
    items
      .filter((item) => !isHead(item))
      .map((item) => (item as { readonly description?: string }).description);

  it("never moves a row away under the mouse: who answers later comes after what is there", async () => {
    const { pick } = open();
    answers.get(lmStudio)?.({
      models: [{ ...qwen.models[0], model: "late" } as ModelOffer["models"][number]],
    });
    await settled();
    assert.deepEqual(labels(pick), ["$(sparkle) Automatic", "late", "$(sync) Ollama"]);
    answers.get(ollama)?.(qwen);
    await settled();
    assert.deepEqual(labels(pick), ["$(sparkle) Automatic", "late", "qwen"]);
  });

  it("shows what is there while a server keeps it waiting, and lets it be picked", async () => {
    const { picking, pick } = open();
    assert.deepEqual(labels(pick), ["$(sparkle) Automatic", "$(sync) Ollama", "$(sync) LM Studio"]);
    answers.get(ollama)?.(qwen);
    await settled();
    assert.deepEqual(labels(pick), ["$(sparkle) Automatic", "qwen", "$(sync) LM Studio"]);
    assert.equal(pick.busy, true);
    pick.choose("qwen");
    await picking;
    assert.deepEqual(opened.settings.user, { "chat.model": "ollama/qwen" });
    assert.deepEqual(picks, [["chat", { provider: "ollama", model: "qwen" }]]);
  });

  it("says of each model where it would go, in the words and with the icon of everywhere else", async () => {
    const { pick } = open();
    const at = (model: string, there: Partial<Destination>): ModelOffer["models"][number] => ({
      ref: { provider: "ollama", model },
      model,
      detail: "Ollama",
      destination: destination(there),
    });
    answers.get(ollama)?.({
      models: [
        at("here", {}),
        at("unexamined", { class: "unverified", host: "localhost:1234" }),
        at("own", { class: "network", host: "gpu-box" }),
        at("far", { class: "cloud", host: "api.faraway.example" }),
        at("behind", { class: "cloudViaDevice", host: "ollama.com" }),
      ],
    });
    await settled();
    assert.deepEqual(described(pick).slice(1, 6), [
      "$(lock) On device",
      "$(plug) localhost:1234 · may forward",
      "$(server) Network gpu-box",
      "$(cloud-upload) api.faraway.example",
      "$(cloud-upload) ollama.com via this device",
    ]);
    pick.hide();
  });

  const modelAt = (model: string, there: Partial<Destination>): ModelOffer["models"][number] => ({
    ref: { provider: "ollama", model },
    model,
    detail: "Ollama",
    destination: destination(there),
  });

  it("groups what a provider has by where it would go, the safest first", async () => {
    const { pick } = open();
    const away = { class: "cloudViaDevice", host: "ollama.com" } as const;
    answers.get(ollama)?.({ models: [modelAt("b", away), modelAt("a", {}), modelAt("c", {})] });
    await settled();
    assert.deepEqual(outline(pick), [
      "$(sparkle) Automatic",
      "— On device",
      "a",
      "c",
      "— Cloud through a server of yours",
      "b",
      "$(sync) LM Studio",
    ]);
    answers.get(lmStudio)?.({
      models: [modelAt("d", away), modelAt("e", { class: "unverified", host: "h" })],
    });
    await settled();
    // What was there stays where it is.
    assert.deepEqual(outline(pick).slice(0, 6), [
      "$(sparkle) Automatic",
      "— On device",
      "a",
      "c",
      "— Cloud through a server of yours",
      "b",
    ]);
    assert.deepEqual(outline(pick).slice(6), [
      "— On device, may forward",
      "e",
      "— Cloud through a server of yours",
      "d",
    ]);
    pick.hide();
  });

  it("keeps the row of a model that the mode forbids, and says why once it is picked", async () => {
    const { picking, pick } = open();
    const forbidden = 'In mode "On this device" this workspace does not send to api.faraway.example.';
    const far = modelAt("far", { class: "cloud", host: "api.faraway.example" });
    answers.get(ollama)?.({ models: [{ ...far, forbidden }] });
    await settled();
    assert.deepEqual(labels(pick)[1], "$(circle-slash) far");
    assert.equal(described(pick)[1], "$(cloud-upload) api.faraway.example · not allowed here");
    messages.answer = "Change Mode";
    pick.choose("$(circle-slash) far");
    await picking;
    assert.equal(messages.shown[0]?.[0], forbidden);
    assert.deepEqual(
      stepped.map(([action]) => action),
      ["changeMode"],
    );
    assert.deepEqual(opened.settings.user, { "chat.model": "ollama/far" });
    assert.deepEqual(picks, [["chat", { provider: "ollama", model: "far" }]]);
  });

  it("writes nothing of a pick that is for one answer, and takes no model for it that the mode forbids", async () => {
    const forbidden = "Not in this mode.";
    const far = modelAt("far", { class: "cloud", host: "api.faraway.example" });
    for (const [label, picked] of [
      ["qwen", [["chat", { provider: "ollama", model: "qwen" }]]],
      ["$(circle-slash) far", []],
    ] as const) {
      picks = [];
      const { picking, pick } = open({ onlyOnce: true });
      answers.get(ollama)?.({ models: [...qwen.models, { ...far, forbidden }] });
      await settled();
      pick.choose(label);
      await picking;
      assert.deepEqual([picks, opened.settings.user], [picked, undefined]);
    }
    assert.deepEqual(messages.shown[0]?.[0], forbidden);
  });

  it("makes no link of the reason why a model is forbidden", async () => {
    const { picking, pick } = open();
    const far = modelAt("far", { class: "cloud", host: "api.faraway.example" });
    answers.get(ollama)?.({ models: [{ ...far, forbidden: "Not at [Sign in](https://evil.example)." }] });
    await settled();
    pick.choose("$(circle-slash) far");
    await picking;
    assert.equal(messages.shown[0]?.[0], "Not at [Sign in] (https://evil.example).");
  });

  it("says that a list is longer than what is shown of it", async () => {
    const { pick } = open();
    answers.get(ollama)?.({ ...qwen, cut: "Ollama lists more." });
    await settled();
    assert.deepEqual(labels(pick), ["$(sparkle) Automatic", "qwen", "$(info) Ollama", "$(sync) LM Studio"]);
    const row = pick.items.find(({ label }) => label.startsWith("$(info)")) as { readonly detail?: string };
    assert.equal(row.detail, "Ollama lists more.");
    pick.hide();
  });

  it("draws no icon out of a server's name", async () => {
    const { pick } = open();
    answers.get(ollama)?.({
      models: [
        {
          ref: { provider: "ollama", model: "x" },
          model: "$(lock) x\ny",
          detail: "$(lock)",
          destination: destination({ class: "cloud", host: "$(lock) On device" }),
        },
      ],
    });
    await settled();
    assert.equal(labels(pick)[1], "\\$(lock) x y");
    assert.equal(described(pick)[1], "$(cloud-upload) \\$(lock) On device");
    pick.hide();
  });

  it("asks for the confirmation that a server waits for, and is left alone with a no", async () => {
    const { picking, pick } = open();
    const steps = [{ label: "Confirm", action: "confirmDestination" }] as const;
    answers.get(lmStudio)?.({ models: [], nothing: { sentence: "It needs your confirmation.", steps } });
    await settled();
    pick.choose("$(info) LM Studio");
    await picking;
    assert.deepEqual([confirmed, stepped, quickPicks.length], [["lm"], [], 1]);
  });

  it("says why a provider has nothing, and does what can be done about it", async () => {
    const { picking, pick } = open();
    pick.activeItems = pick.items.slice(0, 1);
    answers.get(lmStudio)?.(down);
    answers.get(ollama)?.(qwen);
    await settled();
    assert.equal(pick.busy, false);
    assert.deepEqual(labels(pick), ["$(sparkle) Automatic", "$(info) LM Studio", "qwen"]);
    assert.deepEqual(labels({ items: pick.activeItems }), ["$(sparkle) Automatic"]);
    const row = pick.items.find(({ label }) => label === "$(info) LM Studio") as {
      readonly detail?: string;
      readonly description?: string;
    };
    assert.deepEqual([row.detail, row.description], ["LM Studio is not running.", "How to start it"]);
    pick.choose("$(info) LM Studio");
    await picking;
    assert.deepEqual(stepped, [["startServer", "lm", "chat"]]);
    assert.deepEqual(opened.settings, {});
  });

  it("leaves the row that Enter takes to the editor while letters choose among the rows", async () => {
    const { pick } = open();
    pick.value = "qwen";
    answers.get(ollama)?.(qwen);
    await settled();
    assert.deepEqual(labels({ items: pick.activeItems }), ["qwen"]);
    pick.hide();
  });

  it("changes nothing when it is left", async () => {
    const { picking, pick } = open();
    pick.hide();
    await picking;
    assert.deepEqual([opened.settings, stepped], [{}, []]);
  });
});
