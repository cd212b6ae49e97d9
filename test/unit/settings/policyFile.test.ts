import assert from "node:assert/strict";
import { parsePolicyFile, type PolicyAuthor } from "../../../src/settings/policyFile.ts";
import { policySchemas } from "../../../scripts/policySchemas.ts";

describe("settings/policyFile", () => {
  function good(author: PolicyAuthor, raw: object, expected: object): void {
    it(`takes ${JSON.stringify(raw)} of a ${author}`, () => {
      assert.deepEqual(parsePolicyFile(JSON.stringify(raw), author), { ok: true, value: expected });
    });
  }

  function bad(author: PolicyAuthor, text: string, says: string): void {
    it(`refuses ${text.slice(0, 60)} of a ${author}: it ${says}`, () => {
      assert.deepEqual(parsePolicyFile(text, author), { ok: false, error: says });
    });
  }

  const none = { never: [], deviceOnly: [] };
  good("project", { version: 1 }, none);
  good("project", { version: 1, mode: "network" }, { ...none, mode: "network" });
  good(
    "project",
    { version: 1, never: ["secrets/"], deviceOnly: ["*.rs"] },
    {
      never: ["secrets/"],
      deviceOnly: ["*.rs"],
    },
  );
  good("project", { version: 1, never: ["!*.env"] }, { ...none, never: ["!*.env"] });
  good("machine", { version: 1, ledgerDays: 30 }, { ...none, ledgerDays: 30 });
  good("machine", { version: 1, providers: ["ollama"] }, { ...none, providers: ["ollama"] });
  good("machine", { version: 1, providers: [] }, { ...none, providers: [] });

  for (const author of ["project", "machine"] as const) {
    bad(author, "", "is not JSON");
    bad(author, '{ "version": 1, }', "is not JSON");
    bad(author, '{ "version": 1 } // ours', "is not JSON");
    bad(author, "null", "does not hold an object");
    bad(author, "[]", "does not hold an object");
    bad(author, "{}", 'has a wrong "version"');
    bad(author, '{ "version": 2 }', 'has a wrong "version"');
    bad(author, '{ "version": "1" }', 'has a wrong "version"');
    bad(author, '{ "version": 1, "mode": "everything" }', 'has a wrong "mode"');
    bad(author, '{ "version": 1, "never": "*.ts" }', 'has a wrong "never"');
    bad(author, '{ "version": 1, "never": [7] }', 'has a wrong "never.0"');
    bad(author, '{ "version": 1, "never": [""] }', 'has a wrong "never.0"');
    bad(author, '{ "version": 1, "never": ["a\\nb"] }', 'has a wrong "never.0"');
    bad(author, '{ "version": 1, "never": ["*a*a*a*a*a"] }', 'has a wrong "never.0"');
    bad(author, '{ "version": 1, "url": "http://evil.example" }', 'has "url", which has no meaning there');
    bad(
      author,
      '{ "version": 1, "__proto__": { "mode": "cloud" } }',
      'has "__proto__", which has no meaning there',
    );
    bad(author, JSON.stringify({ version: 1, never: new Array(1001).fill("a") }), 'has a wrong "never"');
  }
  bad("project", '{ "version": 1, "providers": ["ollama"] }', 'has "providers", which has no meaning there');
  bad("project", '{ "version": 1, "ledgerDays": 30 }', 'has "ledgerDays", which has no meaning there');
  bad("machine", '{ "version": 1, "providers": "ollama" }', 'has a wrong "providers"');
  bad("machine", '{ "version": 1, "ledgerDays": 0 }', 'has a wrong "ledgerDays"');
  bad("machine", '{ "version": 1, "ledgerDays": 1.5 }', 'has a wrong "ledgerDays"');

  type Schema = {
    readonly required: unknown;
    readonly additionalProperties: unknown;
    readonly properties: object;
  };

  it("offers in the editor exactly what it reads", () => {
    const keys = (author: PolicyAuthor): readonly string[] =>
      Object.keys((policySchemas[author].schema as Schema).properties).sort();
    const project = ["deviceOnly", "mode", "never", "version"];
    assert.deepEqual(keys("project"), project);
    assert.deepEqual(keys("machine"), [...project, "ledgerDays", "providers"].sort());
    for (const { schema } of Object.values(policySchemas)) {
      const { required, additionalProperties } = schema as Schema;
      assert.deepEqual([required, additionalProperties], [["version"], false]);
    }
  });
});
