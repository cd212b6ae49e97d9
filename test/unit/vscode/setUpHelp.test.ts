import assert from "node:assert/strict";
import type { SetUpAdvice } from "../../../src/chat/chatPorts.ts";
import { createEmitter } from "../../../src/base/event.ts";
import type { KnownServer } from "../../../src/routing/knownServer.ts";
import type { Outlook } from "../../../src/sending/send.ts";
import type { ProviderConfig } from "../../../src/settings/providerConfig.ts";
import { SetUpHelp } from "../../../src/vscode/setUpHelp.ts";
import { destination, ollama, policy, routeTo } from "../../support/samples.ts";
import { messages, terminals } from "../../support/vscode.ts";

describe("vscode/setUpHelp", () => {
  let outlook: Outlook;
  let server: KnownServer;
  let advise: SetUpAdvice | undefined;
  let help: SetUpHelp;
  let looks: number;
  let failure: Error | undefined;
  let unclear: Error | undefined;
  let logged: (readonly [string, unknown])[];
  const learned = createEmitter<ProviderConfig>();
  beforeEach(() => {
    outlook = { ok: false, error: { kind: "noModel", provider: ollama, task: "chat" } };
    server = { kind: "up", version: "0.24.0", models: [] };
    advise = undefined;
    looks = 0;
    failure = undefined;
    unclear = undefined;
    logged = [];
    const quiet = (): void => undefined;
    const open = {
      parts: { authority: () => undefined, policy: { current: () => policy() } },
      servers: {
        known: () => server,
        look: () => {
          looks += 1;
          return Promise.resolve(server);
        },
        onDidLearn: learned.event,
      },
      sending: {
        outlook: () => {
          if (unclear !== undefined) throw unclear;
          return outlook;
        },
      },
    };
    help = new SetUpHelp({
      ...open,
      log: {
        ...{ debug: quiet, info: quiet, warn: quiet },
        error: (message, cause) => {
          logged.push([message, cause]);
        },
      },
      recordOpening: () => ({ ok: false, error: "ledgerFailed" }),
      chat: () =>
        Promise.resolve({
          refresh: () => undefined,
          adviseBy: (given) => {
            if (failure !== undefined) throw failure;
            advise = given;
          },
        }),
    });
  });
  afterEach(() => {
    help.dispose();
    messages.shown = [];
    terminals.length = 0;
  });

  /** Lets the bundle that is asked for now be loaded. */
  async function loaded(): Promise<void> {
    await new Promise(setImmediate);
  }

  it("loads nothing while nobody sees what is missing, and nothing where nothing is", async () => {
    learned.fire(ollama);
    await loaded();
    assert.equal(advise, undefined);
    outlook = { ok: true, value: { route: routeTo(), destination: destination() } };
    help.pageIs(true);
    learned.fire(ollama);
    await loaded();
    assert.equal(advise, undefined);
  });

  it("advises as soon as somebody sees what is missing", async () => {
    help.pageIs(true);
    await help.desk();
    assert.match(advise?.(outlook)?.found ?? "", /^Ollama 0\.24\.0 is running and has no model/);
    assert.match(advise?.(outlook)?.steps[0]?.label ?? "", /^Get \S+ \(\d\.\d GB\)$/);
  });

  it("opens at the next occasion what could not be opened, and says in the log why", async () => {
    failure = new Error("the file is gone");
    help.pageIs(true);
    await assert.rejects(help.desk(), failure);
    await loaded();
    assert.deepEqual(logged, [["the machine could not be looked at for setting up", failure]]);
    failure = undefined;
    learned.fire(ollama);
    await help.desk();
    assert.match(advise?.(outlook)?.found ?? "", /^Ollama 0\.24\.0 is running/);
  });

  it("says in the log why it could not look at the machine", async () => {
    await help.desk();
    unclear = new Error("nothing is known");
    help.notice();
    await loaded();
    assert.deepEqual(logged, [["the machine could not be looked at for setting up", unclear]]);
  });

  it("offers to get the model that the button names", async () => {
    const desk = await help.desk();
    const label = desk.advice(outlook)?.steps[0]?.label ?? "";
    assert.ok(label.includes(` ${desk.suggested(ollama) ?? "nothing"} `), label);
  });

  it("starts nothing where the server answers by now", async () => {
    const desk = await help.desk();
    await desk.start(ollama);
    await desk.start(undefined);
    await desk.helpStart(ollama);
    assert.equal(terminals.length, 0);
    assert.equal(messages.shown[0]?.[0], "Ollama answers now.");
  });

  it("starts the server when a person says so, and asks it nothing more while nobody sees the wait", async () => {
    const desk = await help.desk();
    server = { kind: "down", reason: "unreachable" };
    await desk.start(ollama);
    assert.equal(terminals.length, 1);
    assert.equal(looks, 1);
  });
});
