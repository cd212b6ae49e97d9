import assert from "node:assert/strict";
import { createProviderDesk } from "../../../src/vscode/providerDesk.ts";
import { presetOf } from "../../../src/settings/providerPresets.ts";
import { closeDesk, openDesk } from "../../support/desk.ts";
import { policy } from "../../support/samples.ts";
import {
  commandsRun,
  env,
  inputBoxes,
  messages,
  opened,
  quickPicks,
  workspace,
  type InputBox,
  type QuickPick,
} from "../../support/vscode.ts";

const settled = (): Promise<void> => new Promise(setImmediate);

async function list(): Promise<QuickPick> {
  await settled();
  const pick = quickPicks.at(-1);
  assert.ok(pick !== undefined);
  return pick;
}

async function box(): Promise<InputBox> {
  await settled();
  const input = inputBoxes.at(-1);
  assert.ok(input !== undefined);
  return input;
}

const place = ({ step, totalSteps }: QuickPick | InputBox): string => `${step}/${totalSteps}`;
const look = "$(search) Look for servers on this machine";

describe("vscode/addProvider", () => {
  afterEach(() => {
    closeDesk();
    commandsRun.length = 0;
    env.opened = [];
  });

  it("asks for kind, address, name and key, and writes what is not usual only", async () => {
    const desk = openDesk();
    const adding = createProviderDesk(desk.parts).add();
    const kinds = await list();
    assert.equal(kinds.title, "Add Provider");
    kinds.choose("OpenAI");
    const url = await box();
    assert.deepEqual([url.value, place(url)], ["https://api.openai.com/v1", "2/4"]);
    url.accept();
    const name = await box();
    assert.deepEqual([name.value, place(name)], ["OpenAI", "3/4"]);
    assert.equal(name.validationMessage?.message, 'In the settings it is "openai"');
    name.accept();
    const key = await box();
    assert.deepEqual([key.password, place(key)], [true, "4/4"]);
    assert.match(key.prompt ?? "", /sent to https:\/\/api\.openai\.com:443 only/);
    key.type(" sk-canary ");
    key.accept();
    await adding;
    assert.deepEqual(opened.settings.user, { providers: { openai: { kind: "openai", label: "OpenAI" } } });
    assert.deepEqual([...desk.stored], [["https://api.openai.com:443", "sk-canary"]]);
    assert.deepEqual(desk.forgotten, ["openai"]);
    const [[sentence, button] = []] = messages.shown;
    assert.match(
      String(sentence),
      /^OpenAI is added\. It is a cloud and may be used in modes "Ask before cloud" and "Cloud allowed" only; this workspace stays in "On this device"\.$/,
    );
    assert.equal(button, "Test");
    assert.doesNotMatch(JSON.stringify(messages.shown), /canary/);
  });

  it("keeps what was typed on the way back, and takes no wrong address", async () => {
    const adding = createProviderDesk(openDesk().parts).add();
    (await list()).choose("OpenAI-compatible server");
    const first = await box();
    first.accept();
    assert.match(first.validationMessage?.message ?? "", /^The address is missing/);
    first.type("gpu-box:8000");
    assert.equal(
      first.validationMessage?.message,
      "The address must be a web address; did you mean http://gpu-box:8000?",
    );
    first.accept();
    await settled();
    assert.equal(inputBoxes.length, 1);
    first.press("Back");
    const kinds = await list();
    assert.equal(kinds.activeItems[0]?.label, "OpenAI-compatible server");
    kinds.choose("OpenAI-compatible server");
    const again = await box();
    assert.equal(again.value, "gpu-box:8000");
    again.type("http://gpu-box:8000/");
    assert.equal(again.validationMessage?.message, "Used as http://gpu-box:8000/v1");
    again.accept();
    const owner = await list();
    assert.equal(place(owner), "3/5");
    owner.choose("gpu-box is my own");
    (await box()).type("GPU box");
    (await box()).accept();
    const key = await box();
    key.type("with blank");
    assert.equal(key.validationMessage?.message, "A key has no spaces or line breaks inside.");
    key.type("k");
    assert.match(key.validationMessage.message, /No key is sent over plain http/);
    key.press("Back");
    const name = await box();
    assert.equal(name.value, "GPU box");
    name.accept();
    const back = await box();
    assert.equal(back.value, "k");
    back.type("");
    back.accept();
    await adding;
    assert.deepEqual(opened.settings.user, {
      "network.hosts": ["gpu-box"],
      providers: { "gpu-box": { kind: "openaiCompatible", url: "http://gpu-box:8000/v1", label: "GPU box" } },
    });
    assert.match(
      String(messages.shown[0]?.[0]),
      /from mode "My network" on; this workspace stays in "On this device"/,
    );
  });

  it("makes a machine the user's own only when they say so", async () => {
    const adding = createProviderDesk(openDesk().parts).add();
    (await list()).choose("vLLM");
    (await box()).type("https://llm.example.com");
    (await box()).accept();
    const owner = await list();
    assert.equal(owner.activeItems[0]?.label, "llm.example.com is somebody else's");
    owner.choose("llm.example.com is somebody else's");
    (await box()).accept();
    (await box()).accept();
    await adding;
    assert.deepEqual(Object.keys(opened.settings.user ?? {}), ["providers"]);
  });

  it("writes nothing and stores nothing when a step is closed", async () => {
    const desk = openDesk();
    const adding = createProviderDesk(desk.parts).add();
    (await list()).choose("OpenAI");
    (await box()).accept();
    (await box()).accept();
    (await box()).type("sk-canary");
    (await box()).hide();
    await adding;
    assert.deepEqual([opened.settings.user, desk.stored.size, messages.shown], [undefined, 0, []]);
  });

  describe("a key that was typed before something else changed", () => {
    /** Types a key for OpenAI, and goes back to the list of kinds. */
    async function typeKeyAndGoBack() {
      const desk = openDesk();
      const adding = createProviderDesk(desk.parts).add();
      (await list()).choose("OpenAI");
      (await box()).accept();
      (await box()).accept();
      (await box()).type("sk-canary");
      for (let step = 0; step < 3; step += 1) (await box()).press("Back");
      return { desk, adding, kinds: await list() };
    }

    for (const [where, host] of [
      ["is stored for no server of another kind, which takes none", "llm.example.com"],
      ["is stored for no kind that takes none, not even at the address it was typed for", "api.openai.com"],
    ] as const)
      it(where, async () => {
        const { desk, adding, kinds } = await typeKeyAndGoBack();
        kinds.choose("Ollama");
        (await box()).type(`https://${host}`);
        (await box()).accept();
        (await list()).choose(`${host} is somebody else's`);
        (await box()).accept();
        await adding;
        assert.deepEqual(desk.stored, new Map());
        assert.match(String(messages.shown[0]?.[0]), / is added\./);
      });

    it("is not carried to another address", async () => {
      const { desk, adding, kinds } = await typeKeyAndGoBack();
      kinds.choose("OpenAI");
      (await box()).type("https://llm.example.com/v1");
      (await box()).accept();
      (await box()).accept();
      const key = await box();
      assert.match(key.prompt ?? "", /sent to https:\/\/llm\.example\.com:443 only/);
      assert.equal(key.value, "");
      key.accept();
      await adding;
      assert.deepEqual(desk.stored, new Map());
    });

    it("is there still for the address it was typed for", async () => {
      const { desk, adding, kinds } = await typeKeyAndGoBack();
      kinds.choose("OpenAI");
      (await box()).accept();
      (await box()).accept();
      const key = await box();
      assert.equal(key.value, "sk-canary");
      key.accept();
      await adding;
      assert.deepEqual([...desk.stored], [["https://api.openai.com:443", "sk-canary"]]);
    });
  });

  it("tells every provider at the address of a new key", async () => {
    opened.settings = { user: { providers: { old: { kind: "openai" } } } };
    const desk = openDesk();
    const adding = createProviderDesk(desk.parts).add();
    (await list()).choose("OpenAI");
    (await box()).accept();
    (await box()).accept();
    (await box()).type("sk-1");
    (await box()).accept();
    await adding;
    assert.deepEqual(desk.forgotten, ["openai", "old"]);
  });

  it("leaves every other entry as it is, wrong ones too, and gives a name twice two ids", async () => {
    const before = { openai: { kind: "openai" }, typo: { kind: "vlm" } };
    opened.settings = { user: { providers: before } };
    const adding = createProviderDesk(openDesk().parts).add();
    (await list()).choose("OpenAI");
    for (let step = 0; step < 3; step += 1) (await box()).accept();
    await adding;
    assert.deepEqual(opened.settings.user?.["providers"], {
      ...before,
      "openai-2": { kind: "openai", label: "OpenAI" },
    });
  });

  it("loses nothing while the settings cannot be written, and tries again", async () => {
    const getConfiguration = workspace.getConfiguration;
    let fails = 1;
    workspace.getConfiguration = (section, scope) => {
      const real = getConfiguration(section, scope);
      return {
        ...real,
        update: (key, value) => (fails-- > 0 ? Promise.reject(new Error("broken")) : real.update(key, value)),
      };
    };
    try {
      messages.answer = "Try Again";
      const adding = createProviderDesk(openDesk().parts).add();
      (await list()).choose("OpenAI");
      for (let step = 0; step < 3; step += 1) (await box()).accept();
      await adding;
      assert.match(String(messages.shown[0]?.[0]), /^The settings could not be written\./);
      assert.deepEqual(opened.settings.user, { providers: { openai: { kind: "openai", label: "OpenAI" } } });
    } finally {
      workspace.getConfiguration = getConfiguration;
    }
  });

  it("opens the page with keys only after its address was confirmed, and records it", async () => {
    const desk = openDesk();
    const adding = createProviderDesk(desk.parts).add();
    (await list()).choose("OpenAI");
    (await box()).accept();
    (await box()).accept();
    const key = await box();
    key.press("Where to get a key");
    await settled();
    assert.deepEqual([env.opened, desk.links], [[], []]);
    messages.answer = "Open in Browser";
    key.press("Where to get a key");
    await settled();
    assert.deepEqual(desk.links, [presetOf("openai").keyPage]);
    assert.equal(env.opened.length, 1);
    key.hide();
    await adding;
  });

  describe("looking for servers", () => {
    it("asks loopback only, each usual address once, and only once it was agreed to", async () => {
      const desk = openDesk();
      const adding = createProviderDesk(desk.parts).add();
      (await list()).choose(look);
      const agree = await list();
      assert.deepEqual(desk.asked, []);
      agree.choose("$(search) Ask these 6 addresses");
      const found = await list();
      await settled();
      assert.deepEqual(desk.asked.map((url) => new URL(url).host).toSorted(), [
        "127.0.0.1:11434",
        "127.0.0.1:1234",
        "127.0.0.1:23333",
        "127.0.0.1:3000",
        "127.0.0.1:8000",
        "127.0.0.1:8080",
      ]);
      assert.deepEqual(
        [found.items, found.busy],
        [[{ label: "Nothing answered", detail: "Go back and type the address" }], false],
      );
      found.choose("Nothing answered");
      const back = await list();
      assert.equal(back.items[0]?.label, "$(search) Ask these 6 addresses");
      back.hide();
      await adding;
      assert.equal(opened.settings.user, undefined);
    });

    it("says that nothing answered only once every address was asked", async () => {
      let answer = (): void => undefined;
      const asked = new Promise<void>((resolve) => (answer = resolve));
      const desk = openDesk({
        run: async () => {
          await asked;
          return { ok: false, error: { kind: "notOffered" } };
        },
      });
      const adding = createProviderDesk(desk.parts).add();
      (await list()).choose(look);
      (await list()).choose("$(search) Ask these 6 addresses");
      const found = await list();
      assert.deepEqual([found.items, found.busy], [[], true]);
      answer();
      await settled();
      assert.equal(found.items.length, 1);
      found.hide();
      await adding;
    });

    it("offers what answers by every name it can have, and takes its address", async () => {
      const desk = openDesk({
        run: (_, { url }) =>
          Promise.resolve(
            new URL(url).port === "8000"
              ? { ok: true, value: { kind: "list", models: [{ name: "a", generates: true }] } }
              : { ok: false, error: { kind: "notOffered" } },
          ),
      });
      const adding = createProviderDesk(desk.parts).add();
      (await list()).choose(look);
      (await list()).choose("$(search) Ask these 6 addresses");
      const found = await list();
      await settled();
      assert.deepEqual(
        found.items.map(({ label }) => label),
        ["vLLM", "Hugging Face transformers serve"],
      );
      found.choose("Hugging Face transformers serve");
      const url = await box();
      assert.deepEqual([url.value, place(url)], ["http://127.0.0.1:8000/v1", "4/6"]);
      url.accept();
      (await box()).accept();
      (await box()).accept();
      await adding;
      assert.deepEqual(Object.values(opened.settings.user?.["providers"] as object), [
        { kind: "transformers", label: "Hugging Face transformers serve" },
      ]);
    });

    it("asks nothing while paused", async () => {
      const desk = openDesk({ policy: () => policy({ paused: true }) });
      const adding = createProviderDesk(desk.parts).add();
      (await list()).choose(look);
      (await list()).choose("$(search) Ask these 6 addresses");
      const agree = await list();
      assert.match(
        String(messages.shown[0]?.[0]),
        /^Drawbridge is paused in this workspace, so nothing is asked\./,
      );
      assert.deepEqual(desk.asked, []);
      agree.hide();
      await adding;
    });
  });
});
