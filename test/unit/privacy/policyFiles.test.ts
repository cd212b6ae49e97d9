import assert from "node:assert/strict";
import {
  allowsProvider,
  hearPolicyFiles,
  policyProblems,
  type FoundPolicyFile,
  type MachineFileOwner,
} from "../../../src/privacy/policyFiles.ts";

const missing = { kind: "missing" } as const;

function written(content: object): FoundPolicyFile["file"] {
  return { kind: "text", text: JSON.stringify({ version: 1, ...content }) };
}

function inProject(file: FoundPolicyFile["file"], name = "shop"): FoundPolicyFile {
  return { place: { kind: "project", folder: `file:///${name}`, name }, file };
}

function ofMachine(
  file: FoundPolicyFile["file"],
  owner: MachineFileOwner = "administrator",
): FoundPolicyFile {
  return { place: { kind: "machine", path: "/etc/drawbridge/policy.json", owner }, file };
}

describe("privacy/policyFiles", () => {
  it("asks for nothing where there is no file", () => {
    assert.deepEqual(hearPolicyFiles([ofMachine(missing), inProject(missing)]), {
      wishes: [],
      rules: { never: [], deviceOnly: [] },
      problems: [],
    });
  });

  it("hears every file, and says of each rule whose it is", () => {
    const heard = hearPolicyFiles([
      ofMachine(written({ mode: "ask", never: ["*.pfx"], ledgerDays: 90 })),
      inProject(written({ mode: "network", never: ["keys/"], deviceOnly: ["rates/"] })),
      inProject(written({ deviceOnly: ["!*"] }), "other"),
    ]);
    const from = "this project's .drawbridge/policy.json";
    assert.deepEqual(heard, {
      wishes: [
        { mode: "ask", setBy: "administrator" },
        { mode: "network", setBy: "repositoryFile" },
      ],
      rules: {
        never: [
          { from: "your administrator", rules: ["*.pfx"] },
          { from, rules: ["keys/"], folder: "file:///shop" },
        ],
        deviceOnly: [
          { from, rules: ["rates/"], folder: "file:///shop" },
          { from, rules: ["!*"], folder: "file:///other" },
        ],
      },
      problems: [],
      ledgerDays: 90,
    });
  });

  function checkOwner(owner: MachineFileOwner, setBy: string, from: string): void {
    it(`calls a machine's file that is ${owner}'s "${from}"`, () => {
      const { wishes, rules } = hearPolicyFiles([ofMachine(written({ mode: "ask", never: ["a"] }), owner)]);
      assert.deepEqual([wishes, rules.never], [[{ mode: "ask", setBy }], [{ from, rules: ["a"] }]]);
    });
  }

  checkOwner("administrator", "administrator", "your administrator");
  checkOwner("you", "yourPolicyFile", "your own policy file");
  checkOwner("unknown", "machinePolicyFile", "this machine's policy file");

  function checkUnusable(found: FoundPolicyFile, sentence: string): void {
    it(`counts as the strictest: ${sentence}`, () => {
      const { wishes, problems } = hearPolicyFiles([found]);
      assert.deepEqual(wishes, [{ mode: "onDevice", setBy: "unreadablePolicy" }]);
      assert.deepEqual(problems, [
        `${sentence}. Until it is mended, only models on this device are used here.`,
      ]);
    });
  }

  checkUnusable(
    inProject({ kind: "unreadable", because: "is larger than 64 KB" }),
    ".drawbridge/policy.json of shop is larger than 64 KB",
  );
  checkUnusable(
    inProject({ kind: "text", text: "mode: cloud" }),
    ".drawbridge/policy.json of shop is not JSON",
  );
  checkUnusable(
    inProject(written({ providers: ["ollama"] })),
    '.drawbridge/policy.json of shop has "providers", which has no meaning there',
  );
  checkUnusable(
    inProject(written({ ledgerDays: 1 })),
    '.drawbridge/policy.json of shop has "ledgerDays", which has no meaning there',
  );
  checkUnusable(ofMachine(written({ mode: "open" })), '/etc/drawbridge/policy.json has a wrong "mode"');

  it("lets no project say how long the ledger of all workspaces is kept", () => {
    const files = [ofMachine(written({ ledgerDays: 90 })), inProject(written({ ledgerDays: 1 }))];
    assert.equal(hearPolicyFiles(files).ledgerDays, 90);
  });

  it("counts as the strictest, without complaint, while nobody has answered yet", () => {
    const { wishes, problems } = hearPolicyFiles([inProject({ kind: "pending" })]);
    assert.deepEqual([wishes, problems], [[{ mode: "onDevice", setBy: "pendingPolicy" }], []]);
  });

  it("lets only those providers be used that the machine's file names", () => {
    const files = hearPolicyFiles([ofMachine(written({ providers: ["ollama", "team"] }))]);
    assert.deepEqual(
      ["ollama", "team", "openai", ""].map((id) => allowsProvider(files, id)),
      [true, true, false, false],
    );
    assert.deepEqual(policyProblems(files, [{ id: "team" }]), []);
    assert.deepEqual(policyProblems(files, [{ id: "team" }, { id: "openai" }, { id: "lm" }]), [
      'The policy file of this machine does not allow "openai", "lm", so it is not used.',
    ]);
  });

  it("lets every provider be used that nobody speaks about, and none by an empty list", () => {
    assert.equal(allowsProvider(hearPolicyFiles([ofMachine(written({}))]), "any"), true);
    assert.equal(allowsProvider(hearPolicyFiles([ofMachine(written({ providers: [] }))]), "any"), false);
  });
});
