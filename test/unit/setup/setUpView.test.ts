import assert from "node:assert/strict";
import type { MachineState } from "../../../src/setup/machineState.ts";
import { machinePlace, setUpView } from "../../../src/setup/setUpView.ts";

const linux = { place: "here", platform: "linux" } as const;

function actions(state: MachineState): readonly string[] {
  return setUpView(state, linux).steps.map(({ action }) => action);
}

describe("setup/setUpView", () => {
  it("gives Linux the command of Ollama's makers to copy and says what it does, and the others their page", () => {
    const [here, mac, windows] = (["linux", "darwin", "win32"] as const).map((platform) =>
      setUpView({ kind: "notFound" }, { place: "here", platform }),
    );
    assert.equal(here?.command, "curl -fsSL https://ollama.com/install.sh | sh");
    assert.match(here.detail ?? "", /fetches its installer from ollama\.com and runs it/);
    assert.deepEqual([mac?.command, windows?.command], [undefined, undefined]);
    for (const view of [here, mac, windows]) assert.equal(view?.steps[0]?.action, "openInstallPage");
  });

  it("calls what it did not find by what was looked at, and never says that it is not installed", () => {
    const { found } = setUpView({ kind: "notFound" }, linux);
    assert.equal(found, "Ollama does not answer and was not found in the usual places on this machine.");
  });

  const places: readonly (readonly [string | undefined, string])[] = [
    [undefined, "on this machine"],
    ["wsl", "in this Linux subsystem (WSL)"],
    ["ssh-remote", "on the machine that this window is connected to over SSH"],
    ["dev-container", "in the container that this window is connected to"],
    ["attached-container", "in the container that this window is connected to"],
    ["127.0.0.1:8080", "on the machine that this window is connected to"],
    ["web", "on the machine that this window is connected to"],
  ];
  for (const [remote, words] of places)
    it(`says that it looked ${words} (${remote ?? "no remote"})`, () => {
      const machine = { place: machinePlace(remote), platform: "linux" } as const;
      for (const state of [{ kind: "notFound" }, { kind: "stopped", service: false }] as const)
        assert.ok(setUpView(state, machine).found.includes(words), setUpView(state, machine).found);
    });

  it("starts what is stopped with one press, and says before that its cloud is off then", () => {
    const view = setUpView({ kind: "stopped", service: false }, linux);
    assert.deepEqual(view.steps[0], { label: "Start Ollama", action: "startHere" });
    assert.match(view.detail ?? "", /terminal that you can see.+OLLAMA_NO_CLOUD=1/);
    assert.equal(view.command, undefined);
  });

  it("has the command for a service beside it, whose models are others", () => {
    const view = setUpView({ kind: "stopped", service: true }, linux);
    assert.equal(view.command, "sudo systemctl start ollama");
    assert.match(view.detail ?? "", /installed as a service, whose models are its own/);
  });

  it("names the model to get with its size, and says that Ollama downloads it", () => {
    const suggested = { name: "small:1b", bytes: 986_062_089, goodFor: "quick completion", fits: true };
    const view = setUpView({ kind: "noModel", version: "0.24.0", suggested }, linux);
    assert.equal(view.found, "Ollama 0.24.0 is running and has no model to chat with.");
    assert.equal(
      view.detail,
      "small:1b fits this machine's memory: quick completion. Ollama downloads it from its own registry.",
    );
    assert.deepEqual(view.steps[0], { label: "Get small:1b (986 MB)", action: "pullModel" });
  });

  it("does not say of a machine that it does not know that a model fits it", () => {
    const suggested = { name: "small:1b", bytes: 1e9, goodFor: "quick completion", fits: false };
    const { detail = "" } = setUpView({ kind: "noModel", suggested }, linux);
    assert.match(detail, /^small:1b is one of the smallest: /);
  });

  it("always leaves another server and another look", () => {
    const suggested = { name: "a", bytes: 1, goodFor: "b", fits: true };
    assert.deepEqual(actions({ kind: "notFound" }).slice(1), ["addProvider", "retry"]);
    assert.deepEqual(actions({ kind: "stopped", service: false }).slice(1), ["addProvider", "retry"]);
    assert.deepEqual(actions({ kind: "starting", late: false }), ["retry"]);
    assert.deepEqual(actions({ kind: "starting", late: true }), ["retry", "startServer", "addProvider"]);
    assert.deepEqual(actions({ kind: "noModel", suggested }), ["pullModel", "addProvider", "retry"]);
  });
});
