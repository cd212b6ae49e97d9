import assert from "node:assert/strict";
import { err, ok } from "../../../src/base/result.ts";
import { trialItems } from "../../../src/models/infillTrial.ts";
import type { KnownModel } from "../../../src/routing/knownServer.ts";
import { routeInfill } from "../../../src/routing/routeInfill.ts";
import { Servers } from "../../../src/sending/servers.ts";
import type { RunErrand } from "../../../src/sending/errands.ts";
import type { Sending } from "../../../src/sending/send.ts";
import { InfillVerdicts } from "../../../src/setup/infillVerdicts.ts";
import { formatModelRef } from "../../../src/terms/modelRef.ts";
import { tellInfill } from "../../../src/vscode/tellInfill.ts";
import { startHeadless, type Headless } from "../../support/headless.ts";
import { destination, ollama, routeTo } from "../../support/samples.ts";
import { storeInMemory } from "../../support/stores.ts";
import { messages, opened, progress } from "../../support/vscode.ts";

describe("vscode/tellInfill", () => {
  let bridge: Headless;
  let models: readonly KnownModel[];
  let done: string[];

  beforeEach(async () => {
    bridge = await startHeadless({ providers: [ollama] });
    models = [{ name: "llama3:8b", generates: true }];
    done = [];
  });
  afterEach(() => {
    bridge.dispose();
    messages.shown = [];
    messages.answer = undefined;
    progress.titles = [];
    opened.settings = {};
  });

  const run: RunErrand = ({ kind }) =>
    Promise.resolve(
      kind === "version"
        ? ok({ kind, version: "0.10.0" })
        : kind === "list"
          ? ok({ kind, models })
          : err({ kind: "notOffered" }),
    );

  /** Tells of a model that gives this answer to whatever it is tried with. */
  async function tell(
    model: string,
    answer: (prompt: string) => string = () => "",
    press?: string,
  ): Promise<readonly string[]> {
    messages.answer = press;
    const { clock, now, networkAddresses } = bridge.parts;
    const servers = new Servers({ run, clock, now, networkAddresses });
    const route = routeTo({ task: "completion", model, ...routeInfill("completion", { name: model }) });
    const sending: Sending = {
      outlook: () => ok({ route, destination: destination() }),
      send: async function* ({ draft }) {
        const [message] = draft(route, { withheld: () => false, removed: new Set() }).messages;
        yield { kind: "text", text: await Promise.resolve(answer(message?.parts[0]?.text ?? "")) };
      },
    };
    await tellInfill(
      { provider: "ollama", model },
      {
        ...{ servers, sending, parts: bridge.parts, questionRefusal: () => undefined },
        verdicts: new InfillVerdicts(storeInMemory()),
        onPull: (ref) => Promise.resolve(void done.push(`pull ${formatModelRef(ref)}`)),
        onPickAnother: () => Promise.resolve(void done.push("pick another")),
      },
    );
    return messages.shown.flatMap((shown) => shown.map(String));
  }

  it("says nothing of a model that fills in, but that it is being tried", async () => {
    const fills = (prompt: string): string =>
      trialItems.find(({ prefix }) => prompt.includes(prefix))?.expected ?? "";
    assert.deepEqual(await tell("qwen2.5-coder:1.5b", fills), []);
    assert.deepEqual(progress.titles, ["Trying how qwen2.5-coder:1.5b fills in"]);
  });

  it("says what a model does instead, and lets another one be picked", async () => {
    assert.deepEqual(await tell("qwen2.5-coder:1.5b", () => "Sure! Here you go", "Choose Another Model"), [
      "qwen2.5-coder:1.5b does not complete as it should. It talks about the code instead of writing it.",
      "Choose Another Model",
    ]);
    assert.deepEqual(done, ["pick another"]);
  });

  it("has a model fetched that fills in, where none is there", async () => {
    const [, label] = await tell("llama3:8b", undefined, "Get qwen2.5-coder:1.5b");
    assert.equal(label, "Get qwen2.5-coder:1.5b");
    assert.deepEqual(done, ["pull ollama/qwen2.5-coder:1.5b"]);
  });

  it("takes one that is there, at one press", async () => {
    models = [...models, { name: "starcoder2:3b", generates: true }];
    await tell("llama3:8b", undefined, "Use starcoder2:3b");
    assert.deepEqual(opened.settings.user, { "completion.model": "ollama/starcoder2:3b" });
  });

  it("changes nothing when the message is closed", async () => {
    assert.equal((await tell("llama3:8b")).length, 2);
    assert.deepEqual([done, opened.settings.user], [[], undefined]);
  });
});
