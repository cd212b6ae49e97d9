import assert from "node:assert/strict";
import { hearPolicyFiles } from "../../../src/privacy/policyFiles.ts";
import { WorkspacePolicy } from "../../../src/privacy/workspacePolicy.ts";
import { inMemoryStore } from "../../support/headless.ts";
import { openSettings } from "../../support/noRules.ts";

function twoWindows(): readonly [WorkspacePolicy, WorkspacePolicy] {
  const store = inMemoryStore();
  const open = (): WorkspacePolicy =>
    new WorkspacePolicy({
      store,
      workspace: "file:///p",
      settings: () => openSettings(),
      files: () => hearPolicyFiles([]),
      isTrusted: () => true,
      grants: () => [],
      isOver: () => false,
    });
  return [open(), open()];
}

describe("two windows of one workspace", () => {
  it("obey what was tightened in the other, with a new epoch", async () => {
    const [here, there] = twoWindows();
    await here.choose("cloud", ["https://api.example:443"]);
    const before = there.current();
    assert.equal(before.mode, "cloud");
    await here.choose("onDevice");
    assert.equal(there.current().mode, "onDevice");
    assert.ok(there.current().epoch > before.epoch);
  });

  it("stop together when one is paused", async () => {
    const [here, there] = twoWindows();
    await here.setPaused(true);
    assert.equal(there.current().paused, true);
  });

  it("forget together", async () => {
    const [here, there] = twoWindows();
    await here.confirm("unverified http://127.0.0.1:1234");
    const { epoch } = there.current();
    await here.forgetConfirmations();
    assert.equal(there.current().confirmed.size, 0);
    assert.ok(there.current().epoch > epoch);
  });

  it("keep one policy object while nothing changes", () => {
    const [here] = twoWindows();
    assert.equal(here.current(), here.current());
  });
});
