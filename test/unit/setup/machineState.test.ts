import assert from "node:assert/strict";
import type { NoRoute } from "../../../src/routing/chooseRoute.ts";
import type { KnownServer } from "../../../src/routing/knownServer.ts";
import type { Outlook } from "../../../src/sending/send.ts";
import { ollamaProvider } from "../../../src/settings/providerConfig.ts";
import { machineState, type MachineFacts, type MachineState } from "../../../src/setup/machineState.ts";
import { destination, lmStudio, ollama, routeTo } from "../../support/samples.ts";

const found = { kind: "found", path: "/usr/bin/ollama", service: false } as const;
const suggested = { name: "small:1b", bytes: 1e9, goodFor: "everything", fits: true };
const up: KnownServer = { kind: "up", version: "0.24.0", models: [] };

function down(provider = ollama): NoRoute {
  return { kind: "serverDown", provider, reason: "unreachable" };
}

function stateOf(error: Extract<Outlook, { ok: false }>["error"], facts: Partial<MachineFacts> = {}) {
  return machineState({
    outlook: { ok: false, error },
    known: () => up,
    program: found,
    starting: "no",
    suggested,
    ...facts,
  });
}

describe("setup/machineState", () => {
  const engine = { ...ollama, id: "engine", label: "Development engine" };
  const rows: readonly (readonly [string, MachineState | undefined, MachineState | undefined])[] = [
    ["an Ollama that is there and stopped", stateOf(down()), { kind: "stopped", service: false }],
    [
      "one that is a service",
      stateOf(down(), { program: { ...found, service: true } }),
      { kind: "stopped", service: true },
    ],
    ["one that was not found", stateOf(down(), { program: { kind: "notFound" } }), { kind: "notFound" }],
    ["nothing while nobody looked", stateOf(down(), { program: { kind: "unlooked" } }), undefined],
    ["a start", stateOf(down(), { starting: "waiting" }), { kind: "starting", late: false }],
    ["a start that takes long", stateOf(down(), { starting: "late" }), { kind: "starting", late: true }],
    [
      "a server without a model",
      stateOf({ kind: "noModel", provider: ollama, task: "chat" }),
      { kind: "noModel", version: "0.24.0", suggested },
    ],
    [
      "nothing about an Ollama on another machine",
      stateOf(down(ollamaProvider("http://gpu-box:11434"))),
      undefined,
    ],
    ["nothing about a server that is not sure to be Ollama", stateOf(down(engine)), undefined],
    [
      "nothing about the models of such a server",
      stateOf({ kind: "noModel", provider: engine, task: "chat" }),
      undefined,
    ],
    ["nothing about a server of another kind", stateOf(down(lmStudio)), undefined],
    [
      "nothing about a server that answers oddly",
      stateOf({ kind: "serverDown", provider: ollama, reason: "malformed" }),
      undefined,
    ],
    [
      "nothing where the mode is in the way",
      stateOf({ kind: "serverDown", provider: ollama, reason: "notAllowed" }),
      undefined,
    ],
    ["nothing while paused", stateOf({ kind: "paused" }), undefined],
  ];
  for (const [name, state, expected] of rows)
    it(`tells ${name}`, () => {
      assert.deepEqual(state, expected);
    });

  it("tells nothing where nothing is missing, whatever was not found", () => {
    const outlook: Outlook = { ok: true, value: { route: routeTo(), destination: destination() } };
    const facts = { outlook, known: () => up, program: { kind: "notFound" }, starting: "late" } as const;
    assert.equal(machineState(facts), undefined);
  });
});
