import assert from "node:assert/strict";
import { createEmitter } from "../../../src/base/event.ts";

import type { KnownServer } from "../../../src/routing/knownServer.ts";
import type { Outlook } from "../../../src/sending/send.ts";
import type { ProviderConfig } from "../../../src/settings/providerConfig.ts";
import type { DestinationClass } from "../../../src/terms/destination.ts";
import { tickWalkthrough } from "../../../src/vscode/tickWalkthrough.ts";
import { destination, ollama, routeTo } from "../../support/samples.ts";
import { commandsRun } from "../../support/vscode.ts";

describe("vscode/tickWalkthrough", () => {
  const learned = createEmitter<ProviderConfig>();
  const suggested = createEmitter<undefined>();
  let outlook: Outlook;
  let server: KnownServer;
  let stop: () => void;
  const at = (kind: DestinationClass): Outlook => ({
    ok: true,
    value: { route: routeTo(), destination: destination({ class: kind }) },
  });
  beforeEach(() => {
    commandsRun.length = 0;
    outlook = at("device");
    server = { kind: "up", models: [] };
    const parts = {
      sending: { outlook: () => outlook },
      servers: { onDidLearn: learned.event, known: () => server },
      onDidSuggest: suggested.event,
    };
    const ticking = tickWalkthrough(parts);
    stop = () => {
      ticking.dispose();
    };
  });
  afterEach(() => {
    stop();
  });

  it("ticks a model off once one is ready, and once only", () => {
    outlook = { ok: false, error: { kind: "noModel", provider: ollama, task: "chat" } };
    learned.fire(ollama);
    assert.deepEqual(commandsRun, []);
    outlook = at("device");
    learned.fire(ollama);
    learned.fire(ollama);
    assert.deepEqual(commandsRun, [["setContext", "drawbridge.modelReady", true]]);
  });

  it("does not take a cloud, or a server that did not answer, for a model on the machine", () => {
    for (const kind of ["cloud", "cloudViaDevice", "blocked"] as const) {
      outlook = at(kind);
      learned.fire(ollama);
    }
    outlook = at("device");
    server = { kind: "down", reason: "unreachable" };
    learned.fire(ollama);
    assert.deepEqual(commandsRun, []);
  });

  it("ticks completion off with the first suggestion", () => {
    assert.deepEqual(commandsRun, []);
    suggested.fire(undefined);
    suggested.fire(undefined);
    assert.deepEqual(commandsRun, [["setContext", "drawbridge.hasCompleted", true]]);
  });
});
