import assert from "node:assert/strict";
import { hasRunOut, type Grant } from "../../../src/gate/grant.ts";
import type { Policy } from "../../../src/gate/policy.ts";
import { hearPolicyFiles, type PolicyFiles } from "../../../src/privacy/policyFiles.ts";
import {
  WorkspacePolicy,
  type PolicySettings,
  type PrivateStore,
  type PolicyParts,
} from "../../../src/privacy/workspacePolicy.ts";
import { inMemoryStore } from "../../support/headless.ts";
import { lmStudio, openaiCloud } from "../../support/samples.ts";
import { openSettings } from "../../support/noRules.ts";

describe("privacy/workspacePolicy", () => {
  let store: PrivateStore;
  let wishes: PolicySettings;
  let files: PolicyFiles;
  let trusted: boolean;
  let grants: readonly Grant[];
  let nowMs: number;
  beforeEach(() => {
    store = inMemoryStore();
    wishes = openSettings();
    files = hearPolicyFiles([]);
    trusted = true;
    grants = [];
    nowMs = 0;
  });

  function parts(workspace = "file:///a"): PolicyParts {
    return {
      store,
      workspace,
      settings: () => wishes,
      files: () => files,
      isTrusted: () => trusted,
      grants: () => grants,
      isOver: (one) => hasRunOut(one, nowMs),
    };
  }

  function open(workspace = "file:///a"): WorkspacePolicy {
    return new WorkspacePolicy(parts(workspace));
  }

  it("starts on the device, with nothing allowed", () => {
    assert.deepEqual(open().current(), {
      epoch: 0,
      mode: "onDevice",
      setBy: "default",
      cap: { mode: "cloud", setBy: "ceiling" },
      paused: false,
      confirmed: new Set(),
      namedOrigins: new Set(),
      grants: [],
    });
  });

  /** How many epochs an act is worth. */
  function check(name: string, act: (policy: WorkspacePolicy) => Promise<void> | void, epochs: number): void {
    it(`${epochs === 0 ? "lets requests run on" : "ends what is under way"} when ${name}`, async () => {
      const policy = open();
      await policy.choose("cloud", ["https://a:443"]);
      await policy.confirm("network http://box:1");
      const before = policy.current().epoch;
      const told: Policy[] = [];
      policy.onDidChange((next) => told.push(next));
      await act(policy);
      assert.equal(policy.current().epoch - before, epochs);
      assert.deepEqual(told.at(-1), policy.current());
    });
  }

  check("the mode gets stricter", (policy) => policy.choose("ask"), 1);
  check("the mode is chosen once more", (policy) => policy.choose("cloud", ["https://a:443"]), 0);
  check(
    "another provider is named",
    (policy) => policy.choose("cloud", ["https://a:443", "https://b:443"]),
    1,
  );
  check("no provider is named any more", (policy) => policy.choose("cloud"), 1);
  check("everything is paused", (policy) => policy.setPaused(true), 1);
  check("nothing was paused", (policy) => policy.setPaused(false), 0);
  check("a destination is confirmed", (policy) => policy.confirm("unverified http://127.0.0.1:1"), 0);
  check("a confirmation is taken back", (policy) => policy.forgetConfirmations(), 1);
  check(
    "the ceiling comes down",
    (policy) => {
      wishes = { ...wishes, "privacy.ceiling": "network" };
      policy.refresh();
    },
    1,
  );
  check(
    "the repository asks for a stricter mode",
    (policy) => {
      wishes = { ...wishes, "privacy.workspaceMode": "onDevice" };
      policy.refresh();
    },
    1,
  );
  check(
    "a setting changes that changes nothing",
    (policy) => {
      wishes = { ...wishes, "privacy.defaultMode": "network" };
      policy.refresh();
    },
    0,
  );

  it("resumes in a new epoch, too", async () => {
    const policy = open();
    await policy.setPaused(true);
    assert.equal(policy.current().paused, true);
    await policy.setPaused(false);
    assert.deepEqual([policy.current().paused, policy.current().epoch], [false, 2]);
  });

  /** What a change of settings or policy files is worth, which the policy itself does not show. */
  function checkFooting(name: string, change: () => void, epochs: number): void {
    it(`${epochs === 0 ? "lets requests run on" : "ends what is under way"} when ${name}`, async () => {
      wishes = openSettings({ providers: [lmStudio, openaiCloud], "network.hosts": ["gpu-box", "nas"] });
      files = heard({ deviceOnly: ["rates/"] });
      const policy = open();
      await policy.choose("cloud");
      const before = policy.current().epoch;
      let told = 0;
      policy.onDidChange(() => (told += 1));
      change();
      // Whoever asks next must not get the old epoch, even before anybody was told of the change.
      assert.equal(policy.current().epoch - before, epochs);
      assert.equal(told, epochs);
      policy.refresh();
      assert.equal(policy.current().epoch - before, epochs);
    });
  }

  const heard = (content: object): PolicyFiles =>
    hearPolicyFiles([
      {
        place: { kind: "machine", path: "/etc/drawbridge/policy.json", owner: "administrator" },
        file: { kind: "text", text: JSON.stringify({ version: 1, ...content }) },
      },
    ]);
  const settle = (changes: Partial<PolicySettings>) => (): void => {
    wishes = { ...wishes, ...changes };
  };
  const other = { ...lmStudio, id: "other" };
  const list = [{ from: "your settings", rules: ["a.ts"] }];

  checkFooting(
    "a provider's address changes",
    settle({ providers: [{ ...lmStudio, url: "http://box:1/v1" }, openaiCloud] }),
    1,
  );
  checkFooting("a provider is gone", settle({ providers: [openaiCloud] }), 1);
  checkFooting("a provider is new", settle({ providers: [lmStudio, openaiCloud, other] }), 0);
  checkFooting(
    "a provider has another label",
    settle({ providers: [{ ...lmStudio, label: "Mine" }, openaiCloud] }),
    0,
  );
  checkFooting("Ollama listens elsewhere", settle({ "ollama.url": "http://127.0.0.1:9" }), 1);
  checkFooting("a host is no longer the user's own", settle({ "network.hosts": ["nas"] }), 1);
  checkFooting("one host more is the user's own", settle({ "network.hosts": ["nas", "gpu-box", "new"] }), 0);
  checkFooting("a path rule is added", settle({ "context.never": list }), 1);
  checkFooting("a path rule for the device is added", settle({ "context.deviceOnly": list }), 1);
  checkFooting(
    "a policy file's path rules change",
    () => {
      files = heard({ deviceOnly: ["other/"] });
    },
    1,
  );
  checkFooting(
    "a policy file forbids a provider",
    () => {
      files = heard({ deviceOnly: ["rates/"], providers: ["ollama", "lm"] });
    },
    1,
  );
  checkFooting(
    "a policy file forbids nothing that is used",
    () => {
      files = heard({ deviceOnly: ["rates/"], providers: ["ollama", "lm", "openai"] });
    },
    0,
  );
  checkFooting(
    "a policy file makes the mode stricter",
    () => {
      files = heard({ deviceOnly: ["rates/"], mode: "ask" });
    },
    1,
  );
  checkFooting(
    "a policy file cannot be read any more",
    () => {
      files = heard({ mode: 7 });
    },
    1,
  );

  it("is held by a policy file whatever is chosen, and let go when it is gone", async () => {
    files = heard({ mode: "network" });
    const policy = open();
    await policy.choose("cloud");
    assert.deepEqual([policy.current().mode, policy.current().setBy], ["network", "administrator"]);
    files = hearPolicyFiles([]);
    assert.deepEqual([policy.current().mode, policy.current().setBy], ["cloud", "you"]);
  });

  it("lets a new choice take the place of one that nobody can read", async () => {
    await store.set("drawbridge.mode file:///a", { mode: "everything" });
    const policy = open();
    assert.equal(policy.current().setBy, "unreadableChoice");
    await policy.choose("ask");
    assert.deepEqual([policy.current().mode, policy.current().setBy], ["ask", "you"]);
  });

  it("keeps a choice and a pause for their workspace alone, a confirmation for all", async () => {
    const policy = open("file:///a");
    await policy.choose("cloud", ["https://a:443"]);
    await policy.setPaused(true);
    await policy.confirm("network http://box:1");
    const again = open("file:///a").current();
    assert.deepEqual(
      [again.mode, again.setBy, again.paused, [...again.namedOrigins]],
      ["cloud", "you", true, ["https://a:443"]],
    );
    for (const other of ["file:///b", "file:///a/", "file:///", "", "file:///a mode"]) {
      const { mode, paused, namedOrigins, confirmed } = open(other).current();
      assert.deepEqual(
        [mode, paused, namedOrigins.size, [...confirmed]],
        ["onDevice", false, 0, ["network http://box:1"]],
        other,
      );
    }
  });

  function checkGarbage(value: unknown): void {
    it(`takes ${JSON.stringify(value)} for the strictest choice`, async () => {
      wishes = openSettings({ "privacy.defaultMode": "ask" });
      await store.set("drawbridge.mode file:///a", value);
      const { mode, setBy, namedOrigins } = open().current();
      assert.deepEqual([mode, setBy, namedOrigins.size], ["onDevice", "unreadableChoice", 0]);
    });
  }

  checkGarbage("cloud");
  checkGarbage({ mode: "cloud" });
  checkGarbage({ mode: "everything", namedOrigins: [] });
  checkGarbage({ mode: "cloud", namedOrigins: "https://a:443" });
  checkGarbage({ mode: "cloud", namedOrigins: [5] });
  checkGarbage(null);
  checkGarbage([]);

  const grant: Grant = {
    id: "g1",
    origin: "https://a:443",
    host: "a",
    tasks: ["chat"],
    term: { kind: "workspace" },
    givenMs: 0,
  };

  it("ends what is under way when a grant is taken back, and not when one is given", () => {
    const policy = open();
    grants = [grant, { ...grant, id: "g2" }];
    policy.refresh();
    assert.deepEqual([policy.current().epoch, policy.current().grants.length], [0, 2]);
    grants = [grant];
    assert.deepEqual([policy.current().epoch, policy.current().grants.length], [1, 1]);
  });

  it("lets requests run on when a grant runs out, and tells of it", () => {
    grants = [grant, { ...grant, id: "g2", term: { kind: "until", atMs: 10 } }];
    const policy = open();
    const told: number[] = [];
    policy.onDidChange((next) => told.push(next.grants.length));
    nowMs = 10;
    grants = [grant];
    assert.deepEqual([policy.current().epoch, told], [0, [1]]);
  });

  it("ends what is under way when a grant is taken back before it runs out", () => {
    grants = [{ ...grant, term: { kind: "until", atMs: 10 } }];
    const policy = open();
    nowMs = 9;
    grants = [];
    assert.equal(policy.current().epoch, 1);
  });

  it("lets requests run on when a grant ended in another way than by being taken back", () => {
    grants = [grant];
    const policy = new WorkspacePolicy({ ...parts(), isOver: () => true });
    grants = [];
    assert.equal(policy.current().epoch, 0);
  });

  it("does not take anything but true for a confirmation or a pause", async () => {
    for (const value of ["true", 1, {}]) {
      await store.set("drawbridge.confirmed x", value);
      await store.set("drawbridge.paused file:///a", value);
      assert.deepEqual([[...open().current().confirmed], open().current().paused], [[], false]);
    }
  });

  it("forgets names of providers that were given for another mode", async () => {
    await store.set("drawbridge.mode file:///a", { mode: "ask", namedOrigins: ["https://a:443"] });
    assert.deepEqual([open().current().mode, open().current().namedOrigins.size], ["ask", 0]);
  });

  it("holds an untrusted workspace on the device, whatever was chosen for it", async () => {
    const policy = open();
    await policy.choose("cloud", ["https://a:443"]);
    trusted = false;
    policy.refresh();
    assert.deepEqual([policy.current().mode, policy.current().setBy], ["onDevice", "untrusted"]);
    trusted = true;
    policy.refresh();
    assert.equal(policy.current().mode, "cloud");
  });

  it("takes back every confirmation, and nothing else", async () => {
    const policy = open();
    await policy.choose("ask");
    await policy.confirm("a");
    await policy.confirm("b");
    await policy.forgetConfirmations();
    assert.deepEqual(
      [[...policy.current().confirmed], policy.current().mode, store.keys()],
      [[], "ask", ["drawbridge.mode file:///a"]],
    );
  });
});
