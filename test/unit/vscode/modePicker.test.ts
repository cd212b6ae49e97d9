import assert from "node:assert/strict";
import { hearPolicyFiles } from "../../../src/privacy/policyFiles.ts";
import { WorkspacePolicy, type PolicySettings } from "../../../src/privacy/workspacePolicy.ts";
import { pickMode } from "../../../src/vscode/modePicker.ts";
import { inMemoryStore } from "../../support/headless.ts";
import { openSettings } from "../../support/noRules.ts";
import { lists, messages } from "../../support/vscode.ts";

const cloud = { label: "Team", host: "api.example", origin: "https://api.example:443" };

describe("vscode/modePicker", () => {
  let settings: PolicySettings;
  let policy: WorkspacePolicy;
  beforeEach(() => {
    settings = openSettings();
    policy = new WorkspacePolicy({
      store: inMemoryStore(),
      workspace: "file:///a",
      settings: () => settings,
      files: () => hearPolicyFiles([]),
      isTrusted: () => true,
      grants: () => [],
      isOver: () => false,
    });
  });
  afterEach(() => {
    messages.shown = [];
    messages.answer = undefined;
    lists.shown = [];
    lists.pick = () => undefined;
  });

  /** Picks a mode, then every provider that may be named; `answer` is the button of the dialog, if one comes. */
  async function pick(mode: string, answer?: string): Promise<string> {
    lists.pick = (rows) =>
      lists.shown.length % 2 === 1 ? rows.find(({ label }) => label.includes(mode)) : rows;
    messages.answer = answer;
    lists.shown = [];
    await pickMode(policy, [cloud]);
    return policy.current().mode;
  }

  it("makes the mode looser only when a person says so in a modal dialog", async () => {
    assert.equal(await pick("Ask before cloud"), "onDevice");
    const [[title, options, ...buttons] = [""]] = messages.shown;
    assert.equal(title, 'Lower the bridge to "Ask before cloud" for empty window?');
    assert.equal((options as { readonly modal?: boolean }).modal, true);
    assert.deepEqual(buttons, ["Ask before cloud"]);
    assert.equal(await pick("Ask before cloud", "Cancel"), "onDevice");
    assert.equal(await pick("Ask before cloud", "Ask before cloud"), "ask");
  });

  it("names in that dialog the providers that will not be asked about, and uses those alone", async () => {
    assert.equal(await pick("Cloud allowed", "Cloud allowed"), "cloud");
    assert.match(JSON.stringify(messages.shown), /Named providers: Team \(api\.example\)/);
    assert.deepEqual([...policy.current().namedOrigins], [cloud.origin]);
  });

  it("makes the mode stricter at once", async () => {
    await policy.choose("cloud", [cloud.origin]);
    assert.equal(await pick("On this device"), "onDevice");
    assert.deepEqual(messages.shown, []);
  });

  it("does not let anybody pick what is held, and says who holds it", async () => {
    settings = { ...settings, "privacy.ceiling": "network" };
    policy.refresh();
    messages.shown = [];
    assert.equal(await pick("Cloud allowed", "Cloud allowed"), "onDevice");
    assert.deepEqual(messages.shown, [
      ['Held at "My network" by your ceiling for every workspace (drawbridge.privacy.ceiling).'],
    ]);
    settings = { ...settings, "privacy.ceiling": "cloud" };
    assert.equal(policy.current().mode, "onDevice");
  });
});
