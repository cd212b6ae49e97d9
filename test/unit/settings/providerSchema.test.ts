import assert from "node:assert/strict";
import { parseProviders } from "../../../src/settings/providerConfig.ts";
import { presetOf, providerKinds } from "../../../src/settings/providerPresets.ts";
import { providersSchema } from "../../../src/settings/providerSchema.ts";

/** A snippet as it stands after a person has accepted it as it is. */
function accepted(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body).replaceAll(/\$\{\d:([^}]*)\}/g, "$1")) as unknown;
}

describe("settings/providerSchema", () => {
  it("completes a whole setting for every kind, and each is one that is read", () => {
    assert.equal(providersSchema.defaultSnippets.length, providerKinds.length);
    for (const { body, label } of providersSchema.defaultSnippets) {
      const raw = accepted(body);
      const parsed = parseProviders(raw);
      assert.deepEqual(parsed.ok && parsed.value.map((provider) => presetOf(provider.kind).name), [label]);
    }
  });

  it("completes an entry for every kind, and wants an address only where the kind has none", () => {
    const { defaultSnippets, then } = providersSchema.additionalProperties;
    const entries = defaultSnippets.map(({ body }) => accepted(body));
    for (const entry of entries) {
      const parsed = parseProviders({ mine: entry });
      assert.equal(parsed.ok && parsed.value.length, 1, JSON.stringify(entry));
    }
    assert.deepEqual(then.required, ["kind", "url"]);
    assert.deepEqual(
      providersSchema.additionalProperties.if.properties.kind.enum,
      providerKinds.filter((kind) => !parseOf(kind)),
    );
  });

  it("takes the ids, names and models that are read, and no others", () => {
    const { propertyNames, additionalProperties } = providersSchema;
    const { label, models } = additionalProperties.properties;
    const read = (id: string, entry: object): boolean => {
      const parsed = parseProviders({ [id]: { kind: "vllm", ...entry } });
      return parsed.ok && parsed.value.length === 1;
    };
    for (const id of [
      "team",
      "Team-2_b",
      "ollama2",
      "Ollama",
      "9",
      "ollama",
      "_a",
      "a b",
      "x".repeat(40),
      "x".repeat(41),
    ])
      assert.equal(new RegExp(propertyNames.pattern).test(id), read(id, {}), id);
    assert.deepEqual(
      [label.maxLength, label.maxLength + 1].map((length) => read("team", { label: "x".repeat(length) })),
      [true, false],
    );
    const longest = models.items.maxLength;
    assert.deepEqual(
      [longest, longest + 1].map((length) => read("team", { models: ["x".repeat(length)] })),
      [true, false],
    );
  });

  /** Whether an entry of a kind is read without an address. */
  function parseOf(kind: string): boolean {
    const parsed = parseProviders({ mine: { kind } });
    return parsed.ok && parsed.value.length === 1;
  }
});
