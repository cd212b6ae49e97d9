import assert from "node:assert/strict";
import type { Order } from "../../../src/sending/order.ts";
import type { SendEvent } from "../../../src/sending/sendEvent.ts";
import { createProviderDesk } from "../../../src/vscode/providerDesk.ts";
import { closeDesk, openDesk } from "../../support/desk.ts";
import { destination, routeTo } from "../../support/samples.ts";
import {
  commandsRun,
  inputBoxes,
  lists,
  messages,
  opened,
  progress,
  quickPicks,
  typed,
} from "../../support/vscode.ts";

const settled = (): Promise<void> => new Promise(setImmediate);
const team = { kind: "vllm", url: "https://llm.example.com/v1", label: "Team server", models: ["m"] };
const origin = "https://llm.example.com:443";

/** The person picks the row with this label wherever a list has one. */
function picks(label: string): void {
  lists.pick = (rows) => rows.find((row) => row.label === label);
}

describe("vscode/providerDesk", () => {
  beforeEach(() => {
    opened.settings = { user: { providers: { team } } };
    picks("Team server");
  });
  afterEach(() => {
    closeDesk();
    commandsRun.length = 0;
  });

  describe("removing", () => {
    it("asks first, says what goes and what will miss it, and takes the key along", async () => {
      opened.settings = {
        user: { providers: { team }, "chat.model": "team/m", routes: { chat: ["ollama/x", "team/m"] } },
      };
      const desk = openDesk();
      await desk.parts.keys.store(origin, "sk-canary");
      messages.answer = "Remove";
      await createProviderDesk(desk.parts).remove();
      const [[title, options] = []] = messages.shown;
      assert.equal(title, "Remove Team server?");
      assert.deepEqual(options, {
        modal: true,
        detail: [
          "https://llm.example.com/v1",
          `Its key for ${origin} is removed from the secret storage, too.`,
          "drawbridge.chat.model (team/m) and drawbridge.routes.chat (team/m) name it and will find no provider.",
        ].join("\n\n"),
      });
      assert.deepEqual(opened.settings.user?.["providers"], {});
      assert.deepEqual([desk.stored.size, desk.had.size, desk.forgotten], [0, 0, ["team"]]);
    });

    it("keeps the key that another provider at the same origin uses", async () => {
      opened.settings = {
        user: { providers: { team, other: { kind: "vllm", url: "https://llm.example.com/b/v1" } } },
      };
      const desk = openDesk();
      await desk.parts.keys.store(origin, "sk-1");
      messages.answer = "Remove";
      await createProviderDesk(desk.parts).remove();
      assert.deepEqual([...desk.stored], [[origin, "sk-1"]]);
      assert.deepEqual(Object.keys(opened.settings.user?.["providers"] as object), ["other"]);
    });

    it("removes an entry that is wrong, after a yes, and leaves the others as they are", async () => {
      const wrong = { kind: "vlm", url: "https://gone.example" };
      opened.settings = { user: { providers: { "bad $(flame)": wrong, team, other: 1 } } };
      const desk = openDesk();
      await desk.parts.keys.store("https://gone.example:443", "sk-1");
      picks("bad \\$(flame)");
      await createProviderDesk(desk.parts).remove();
      assert.deepEqual(Object.keys(opened.settings.user?.["providers"] as object).length, 3);
      messages.answer = "Remove";
      await createProviderDesk(desk.parts).remove();
      assert.deepEqual(opened.settings.user?.["providers"], { team, other: 1 });
      assert.equal(desk.stored.size, 0);
      assert.deepEqual(messages.shown.at(-1)?.slice(0, 2), [
        'Remove the entry "bad $(flame)"?',
        {
          modal: true,
          detail:
            "It is wrong and is not used.\n\nIts key for https://gone.example:443 is removed from the secret storage, too.",
        },
      ]);
    });

    it("removes nothing without a yes", async () => {
      const desk = openDesk();
      await desk.parts.keys.store(origin, "sk-1");
      await createProviderDesk(desk.parts).remove();
      assert.deepEqual(opened.settings.user, { providers: { team } });
      assert.equal(desk.stored.size, 1);
    });

    it("offers to add one where there is none", async () => {
      opened.settings = {};
      messages.answer = "Add Provider";
      await createProviderDesk(openDesk().parts).remove();
      assert.deepEqual(commandsRun, [["drawbridge.addProvider"]]);
    });
  });

  describe("editing", () => {
    async function edit(part: string, value: string) {
      const desk = openDesk();
      await desk.parts.keys.store(origin, "sk-1");
      const editing = createProviderDesk(desk.parts).edit();
      await settled();
      quickPicks.at(-1)?.choose(part);
      await settled();
      inputBoxes.at(-1)?.type(value);
      inputBoxes.at(-1)?.accept();
      await settled();
      await editing;
      return desk;
    }
    const written = (): unknown => (opened.settings.user?.["providers"] as Record<string, unknown>)["team"];

    it("changes the name, and nothing else", async () => {
      await edit("Name", "Our server");
      assert.deepEqual(written(), { ...team, label: "Our server" });
    });

    it("opens an entry that is wrong in settings.json", async () => {
      opened.settings = { user: { providers: { team, bad: { kind: "vlm" } } } };
      picks("bad");
      await createProviderDesk(openDesk().parts).edit();
      assert.deepEqual(
        lists.shown[0]?.map(({ label }) => label),
        ["Ollama", "Team server", "bad"],
      );
      assert.deepEqual(commandsRun, [
        ["workbench.action.openSettingsJson", { revealSetting: { key: "drawbridge.providers" } }],
      ]);
    });

    for (const [answer, stored] of [
      ["Try Again", ["sk-new"]],
      [undefined, []],
    ] as const)
      it(`stores a key that a locked key ring did not take after "${answer ?? "nothing"}" was picked: ${stored.length}`, async () => {
        const desk = openDesk();
        const { keys } = desk.parts;
        let fails = 1;
        const store = (...given: Parameters<typeof keys.store>): Promise<void> =>
          fails-- > 0 ? Promise.reject(new Error("locked")) : keys.store(...given);
        messages.answer = answer;
        const editing = createProviderDesk({ ...desk.parts, keys: { ...keys, store } }).edit();
        await settled();
        quickPicks.at(-1)?.choose("API key");
        await settled();
        inputBoxes.at(-1)?.type("sk-new");
        inputBoxes.at(-1)?.accept();
        await editing;
        assert.deepEqual([...desk.stored.values()], stored);
        assert.deepEqual(
          messages.shown.map(([, ...buttons]) => buttons),
          [["Try Again"]],
        );
      });

    it("tells every provider at the address that its key has changed", async () => {
      const twin = { kind: "vllm", url: "https://llm.example.com/b/v1" };
      opened.settings = { user: { providers: { team, twin } } };
      const desk = await edit("API key", "sk-new");
      assert.deepEqual(desk.forgotten, ["team", "twin"]);
    });

    it("changes the models", async () => {
      await edit("Models", "a, b,a");
      assert.deepEqual(written(), { ...team, models: ["a", "b"] });
    });

    it("changes the key, and shows none", async () => {
      const desk = await edit("API key", "sk-canary");
      assert.deepEqual([[...desk.stored], desk.forgotten], [[[origin, "sk-canary"]], ["team"]]);
      assert.doesNotMatch(JSON.stringify([messages.shown, opened.settings]), /canary/);
    });

    it("sends no key to an address it was not given for: it is gone, and asked for again", async () => {
      const desk = await edit("Address", "https://llm2.example.com");
      assert.deepEqual(written(), { ...team, url: "https://llm2.example.com/v1" });
      assert.equal(desk.stored.size, 0);
      assert.match(String(messages.shown[0]?.[0]), /never sent to the new address: set the key again/);
    });

    it("stores no key that was typed before the address was picked instead", async () => {
      const desk = openDesk();
      const editing = createProviderDesk(desk.parts).edit();
      await settled();
      quickPicks.at(-1)?.choose("API key");
      await settled();
      inputBoxes.at(-1)?.type("sk-canary");
      inputBoxes.at(-1)?.press("Back");
      await settled();
      quickPicks.at(-1)?.choose("Address");
      await settled();
      inputBoxes.at(-1)?.type("https://llm2.example.com");
      inputBoxes.at(-1)?.accept();
      await editing;
      assert.deepEqual(written(), { ...team, url: "https://llm2.example.com/v1" });
      assert.equal(desk.stored.size, 0);
    });

    it("keeps the key when only the path changes", async () => {
      const desk = await edit("Address", "https://llm.example.com/team/v1");
      assert.deepEqual([[...desk.stored], messages.shown], [[[origin, "sk-1"]], []]);
    });

    it("changes the address of the built-in provider in its own setting", async () => {
      picks("Ollama");
      await edit("Address", "http://127.0.0.1:11500");
      assert.equal(opened.settings.user?.["ollama.url"], "http://127.0.0.1:11500");
      assert.deepEqual(written(), team);
    });
  });

  describe("testing", () => {
    const gone = destination({ class: "network", host: "llm.example.com", origin });
    const opening: readonly SendEvent[] = [
      { kind: "routed", route: routeTo({ model: "m" }) },
      { kind: "opened", destination: gone, record: "r1", firstByteMs: 20 },
      { kind: "text", text: "one" },
    ];

    it("says what was measured, with where it went and a way to the ledger", async () => {
      const desk = openDesk();
      desk.events = [
        ...opening,
        { kind: "end", reason: "stop", usage: { answerTokens: 30, answerMs: 1500 } },
      ];
      messages.answer = "Open Ledger";
      await createProviderDesk(desk.parts).test();
      assert.deepEqual(progress.titles, ["Testing Team server with m"]);
      assert.deepEqual(messages.shown, [
        [
          `Team server answered: first token after 70 ms, 20 tokens/s, model m. Destination: Network llm.example.com (${origin}).`,
          "Open Ledger",
        ],
      ]);
      assert.deepEqual(desk.steps, ["openLedger team"]);
    });

    it("says of a provider that failed that it did, and lets no other one stand in", async () => {
      const desk = openDesk();
      const { provider } = routeTo();
      desk.events = [
        { kind: "routed", route: routeTo({ provider: { ...provider, label: "Team server" }, model: "m" }) },
        { kind: "failed", failure: { kind: "unauthorized" } },
      ];
      const orders: Order[] = [];
      const { send } = desk.parts.sending;
      const sending: typeof desk.parts.sending = {
        send: (order, signal) => {
          orders.push(order);
          return send(order, signal);
        },
      };
      await createProviderDesk({ ...desk.parts, sending }).test();
      assert.deepEqual(
        orders.map(({ noStandIn }) => noStandIn),
        [true],
      );
      assert.match(String(messages.shown[0]?.[0]), /^Team server did not accept the key\./);
    });

    it("takes the first thought of a model for its first token", async () => {
      const desk = openDesk();
      desk.events = [
        ...opening.slice(0, 2),
        { kind: "thinking", text: "Hm" },
        { kind: "end", reason: "length", usage: {} },
      ];
      await createProviderDesk(desk.parts).test();
      assert.match(String(messages.shown[0]?.[0]), /first token after 70 ms/);
    });

    it("says what was not reported", async () => {
      const desk = openDesk();
      desk.events = [...opening, { kind: "end", reason: "stop", usage: {} }];
      await createProviderDesk(desk.parts).test();
      assert.match(String(messages.shown[0]?.[0]), /first token after 70 ms, speed not reported, model m\./);
    });

    it("says what is in the way, with its next steps as buttons", async () => {
      const desk = openDesk();
      desk.events = [{ kind: "failed", failure: { kind: "keyMissing", origin, lost: true } }];
      messages.answer = "Set API key";
      await createProviderDesk(desk.parts).test();
      assert.deepEqual(messages.shown, [
        [
          "The editor's secret storage lost the key for llm.example.com. Set it again.",
          "Set API key",
          "Choose another model",
        ],
      ]);
      assert.deepEqual(desk.steps, ["setKey team"]);
    });

    it("tries again when the person says so", async () => {
      const desk = openDesk();
      desk.events = [{ kind: "failed", failure: { kind: "unreachable", code: "ECONNREFUSED" } }];
      let left = 2;
      const parts = {
        ...desk.parts,
        sending: {
          send: (...order: Parameters<typeof desk.parts.sending.send>) => {
            left -= 1;
            messages.answer = left > 0 ? "Try again" : undefined;
            return desk.parts.sending.send(...order);
          },
        },
      };
      await createProviderDesk(parts).test();
      assert.equal(progress.titles.length, 2);
    });

    it("stops when the person cancels, and says nothing more", async () => {
      const desk = openDesk({
        sending: {
          send: async function* (_, signal) {
            await settled();
            progress.cancel();
            yield { kind: "failed", failure: { kind: signal.aborted ? "stopped" : "revoked" } };
          },
        },
      });
      await createProviderDesk(desk.parts).test();
      assert.deepEqual(messages.shown, []);
    });

    it("sends words of Drawbridge's own, by a person's act, and no file", async () => {
      const orders: unknown[] = [];
      const desk = openDesk({
        sending: {
          send: async function* (order) {
            await Promise.resolve();
            orders.push([order.task, order.trigger, order.model, order.files]);
            const draft = order.draft(routeTo(), { withheld: () => false, removed: new Set() });
            orders.push(draft.messages.flatMap(({ parts }) => parts.map(({ source }) => source.kind)));
            yield { kind: "failed", failure: { kind: "paused" } };
          },
        },
      });
      await createProviderDesk(desk.parts).test();
      assert.deepEqual(orders, [["chat", "person", { provider: "team", model: "m" }, []], ["instructions"]]);
    });

    it("asks for the name of a model where none is known", async () => {
      opened.settings = { user: { providers: { team: { ...team, models: [] } } } };
      const desk = openDesk();
      typed.text = " big ";
      desk.events = [{ kind: "failed", failure: { kind: "modelMissing" } }];
      await createProviderDesk(desk.parts).test();
      assert.deepEqual(progress.titles, ["Testing Team server with big"]);
    });
  });

  describe("moving a key out of the settings", () => {
    function held(entry: object) {
      opened.settings = { user: { providers: { team: { ...team, ...entry }, other: { kind: "vlm" } } } };
      return openDesk();
    }
    const written = (): unknown => opened.settings.user?.["providers"];

    for (const entry of [
      { apiKey: "sk-canary" },
      { token: " Bearer sk-canary " },
      { headers: { "x-team": "1", Authorization: "Bearer sk-canary" } },
    ])
      it(`stores it under the exact origin and leaves nothing of it: ${Object.keys(entry).join()}`, async () => {
        const desk = held(entry);
        await createProviderDesk(desk.parts).moveKey("team", Object.keys(entry)[0] ?? "");
        assert.deepEqual([...desk.stored], [[origin, "sk-canary"]]);
        assert.deepEqual(written(), { team, other: { kind: "vlm" } });
        assert.deepEqual(desk.forgotten, ["team"]);
        assert.doesNotMatch(JSON.stringify([messages.shown, opened.settings]), /canary/);
      });

    it("tells every provider at the address of it", async () => {
      const desk = held({ apiKey: "sk-1" });
      const twin = { kind: "vllm", url: "https://llm.example.com/b/v1" };
      opened.settings = { user: { providers: { team: { ...team, apiKey: "sk-1" }, twin } } };
      await createProviderDesk(desk.parts).moveKey("team", "apiKey");
      assert.deepEqual(desk.forgotten, ["team", "twin"]);
    });

    it("asks which of two keys is right, and closes the question without touching either", async () => {
      for (const [answer, key, left] of [
        ["Use the One from the Settings", "sk-new", false],
        ["Keep the Stored One", "sk-old", false],
        [undefined, "sk-old", true],
      ] as const) {
        const desk = held({ key: "sk-new" });
        await desk.parts.keys.store(origin, "sk-old");
        messages.answer = answer;
        await createProviderDesk(desk.parts).moveKey("team", "key");
        assert.deepEqual([...desk.stored.values()], [key], String(answer));
        assert.equal(JSON.stringify(written()).includes("sk-new"), left, String(answer));
      }
    });

    for (const [what, entry] of [
      ["what is no key", { apiKey: "two words" }],
      ["an empty one", { apiKey: "" }],
      ["one whose address nobody knows", { apiKey: "sk-1", url: "nowhere" }],
    ] as const)
      it(`stores nothing of ${what}, and leaves the settings alone`, async () => {
        const desk = held(entry);
        await createProviderDesk(desk.parts).moveKey("team", "apiKey");
        assert.equal(desk.stored.size, 0);
        assert.deepEqual(written(), { team: { ...team, ...entry }, other: { kind: "vlm" } });
        assert.equal(messages.shown.length, 1);
      });
  });

  describe("setting a key", () => {
    it("stores it for the origin of the provider, and says which server has to be asked anew", async () => {
      const desk = openDesk();
      typed.text = " sk-1 ";
      await createProviderDesk(desk.parts).setKey();
      assert.deepEqual([[...desk.stored], desk.forgotten], [[[origin, "sk-1"]], ["team"]]);
    });

    it("says in the list which keys the secret storage lost", async () => {
      const desk = openDesk();
      desk.had.add(origin);
      await createProviderDesk(desk.parts).setKey();
      assert.deepEqual(
        lists.shown.map((rows) => rows.map((row) => (row as { readonly description?: string }).description)),
        [[`${origin} · lost by the secret storage`]],
      );
    });

    describe("for an address that no provider has any more", () => {
      const gone = "https://gone.example:443";
      const shown = () => lists.shown.map((rows) => rows.map(({ label }) => label)).flat();

      it("offers to remove it, and does so after a yes", async () => {
        const desk = openDesk();
        await desk.parts.keys.store(gone, "sk-canary");
        picks(gone);
        await createProviderDesk(desk.parts).setKey();
        assert.deepEqual([...desk.stored.keys()], [gone]);
        assert.deepEqual(lists.shown[0]?.[1], {
          label: gone,
          description: "no longer used · remove",
          unused: gone,
        });
        messages.answer = "Remove";
        await createProviderDesk(desk.parts).setKey();
        assert.deepEqual([desk.stored.size, desk.had.size], [0, 0]);
        assert.equal(messages.shown[0]?.[0], `Remove the key for ${gone}?`);
      });

      it("offers nothing of the kind while an entry at its address is only wrong", async () => {
        opened.settings = {
          user: {
            providers: {
              team,
              a: { kind: "vlm", url: "https://gone.example" },
              b: { kind: "openai", label: "" },
            },
          },
        };
        const desk = openDesk();
        await desk.parts.keys.store(gone, "sk-1");
        await desk.parts.keys.store("https://api.openai.com:443", "sk-2");
        await createProviderDesk(desk.parts).setKey();
        assert.deepEqual(shown(), ["Team server"]);
      });

      it("counts a provider that takes no key as none that uses it", async () => {
        opened.settings = { user: { providers: { box: { kind: "ollama", url: "https://gone.example" } } } };
        const desk = openDesk();
        await desk.parts.keys.store(gone, "sk-1");
        await createProviderDesk(desk.parts).setKey();
        assert.deepEqual(shown(), [gone]);
      });
    });
  });
});
