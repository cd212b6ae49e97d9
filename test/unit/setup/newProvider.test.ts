import assert from "node:assert/strict";
import {
  entryOf,
  idFor,
  judgeModels,
  judgeName,
  judgeUrl,
  mayBeOwn,
} from "../../../src/setup/newProvider.ts";
import { providerGroups } from "../../../src/setup/providerGroups.ts";
import { parseProviders } from "../../../src/settings/providerConfig.ts";
import { presetOf, providerKinds } from "../../../src/settings/providerPresets.ts";

describe("setup/newProvider", () => {
  const ids: readonly (readonly [string, readonly string[], string | undefined])[] = [
    ["Team server", [], "team-server"],
    ["Team server", ["team-server"], "team-server-2"],
    ["Team server", ["team-server", "team-server-2"], "team-server-3"],
    ["  Größe: 7! ", [], "gro-e-7"],
    ["Ollama", [], "ollama-2"],
    ["_private", [], "private"],
    ["x".repeat(60), [], "x".repeat(36)],
    ["模型", [], undefined],
  ];
  for (const [label, taken, id] of ids)
    it(`makes of the name ${JSON.stringify(label)} beside ${JSON.stringify(taken)} the id ${id ?? "none"}`, () => {
      assert.equal(idFor(label, new Set(taken)), id);
    });

  it("gives every name that it lets through an id that the settings take", () => {
    for (const { name } of providerKinds.map(presetOf)) {
      const id = idFor(name, new Set());
      assert.equal(judgeName(name, new Set()).kind, "fine");
      const read = parseProviders({ [id ?? ""]: { kind: "vllm" } });
      assert.equal(read.ok && read.value.length, 1, name);
    }
  });

  const judged: readonly (readonly [string, string | undefined])[] = [
    ["http://127.0.0.1:8000", "Used as http://127.0.0.1:8000/v1"],
    ["http://127.0.0.1:8000/v1/", "Used as http://127.0.0.1:8000/v1"],
    ["http://127.0.0.1:8000/v1/v1", "Used as http://127.0.0.1:8000/v1"],
    ["http://0.0.0.0:8000/v1", "Used as http://127.0.0.1:8000/v1"],
    ["http://127.0.0.1:8000/v1", undefined],
    ["", "Used as http://127.0.0.1:8000/v1"],
  ];
  for (const [typed, note] of judged)
    it(`says of the address ${JSON.stringify(typed)}: ${note ?? "nothing"}`, () => {
      assert.deepEqual(
        judgeUrl(typed, "vllm", []),
        note === undefined ? { kind: "fine" } : { kind: "fine", note },
      );
    });

  it("says of plain http to a host that looks public that nothing is sent there, unless it is the user's own", () => {
    const url = "http://llm.example.com/v1";
    const note =
      "Plain http to a host that looks public: nothing is sent there unless the host is your own; use https";
    assert.deepEqual(judgeUrl(url, "vllm", []), { kind: "fine", note });
    assert.deepEqual(judgeUrl("http://llm.example.com", "vllm", []), {
      kind: "fine",
      note: `Used as ${url}. ${note}`,
    });
    for (const fine of ["https://llm.example.com/v1", "http://gpu-box:8000/v1"])
      assert.deepEqual(judgeUrl(fine, "vllm", []), { kind: "fine" });
    assert.deepEqual(judgeUrl(url, "vllm", ["llm.example.com"]), { kind: "fine" });
  });

  it("asks whose a machine is only where nobody else can know", () => {
    const asks = [
      mayBeOwn("http://gpu-box:8000/v1", "vllm", []),
      mayBeOwn("https://llm.example.com/v1", "openaiCompatible", []),
      mayBeOwn("http://gpu-box:8000/v1", "vllm", ["gpu-box"]),
      mayBeOwn("http://127.0.0.1:8000/v1", "vllm", []),
      mayBeOwn("http://localhost:8000/v1", "vllm", []),
      mayBeOwn("https://api.openai.com/v1", "openai", []),
    ];
    assert.deepEqual(asks, [true, true, false, false, false, false]);
  });

  it("writes an entry that is read as it was meant, as short as it can be", () => {
    const usual = {
      id: "vllm",
      kind: "vllm",
      url: "http://127.0.0.1:8000/v1",
      label: "vllm",
      models: [],
    } as const;
    const own = { ...usual, url: "http://gpu-box:8000/v1", label: "GPU", models: ["m"] };
    assert.deepEqual(entryOf(usual), { kind: "vllm" });
    for (const provider of [usual, own])
      assert.deepEqual(parseProviders({ vllm: entryOf(provider) }), { ok: true, value: [provider] });
  });

  it("takes a list of models only with names that the settings take", () => {
    assert.equal(judgeModels("a, b").kind, "fine");
    assert.equal(judgeModels("").kind, "fine");
    assert.equal(judgeModels(`a, ${"x".repeat(201)}`).kind, "wrong");
  });
});

describe("setup/providerGroups", () => {
  it("offers every kind of provider, and no kind twice in a group", () => {
    const offered = providerGroups.flatMap(({ kinds }) => kinds);
    assert.deepEqual([...new Set(offered)].toSorted(), [...providerKinds].toSorted());
    for (const { kinds, title } of providerGroups) assert.equal(new Set(kinds).size, kinds.length, title);
  });

  it("promises this machine only for what listens on loopback", () => {
    const [here] = providerGroups;
    for (const kind of here?.kinds ?? []) {
      const { url, key } = presetOf(kind);
      assert.match(url ?? "http://127.0.0.1", /^http:\/\/127\.0\.0\.1/, kind);
      assert.notEqual(key, "required", kind);
    }
  });
});
