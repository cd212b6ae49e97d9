import assert from "node:assert/strict";
import { providerKinds } from "../../../src/settings/providerPresets.ts";
import { table, type SettingKey } from "../../../src/settings/table.ts";

describe("settings/table", () => {
  function good(key: SettingKey, raw: unknown, expected: unknown): void {
    it(`${key} takes ${JSON.stringify(raw)}`, () => {
      assert.deepEqual(table[key].parse(raw), { ok: true, value: expected });
    });
  }

  function bad(key: SettingKey, raw: unknown, says: RegExp): void {
    it(`${key} refuses ${JSON.stringify(raw)} and says what it must be`, () => {
      const parsed = table[key].parse(raw);
      assert.ok(!parsed.ok);
      assert.match(parsed.error, says);
    });
  }

  good("privacy.defaultMode", "ask", "ask");
  bad("privacy.defaultMode", "cloud", /^must be one of onDevice, network, ask$/);
  bad("privacy.defaultMode", 3, /^must be one of/);
  good("privacy.ceiling", "cloud", "cloud");
  bad("privacy.ceiling", "ondevice", /^must be one of/);
  good("privacy.workspaceMode", ["cloud", "network", "ask"], "network");
  bad("privacy.workspaceMode", ["cloud", "local"], /^must be one of/);
  good("network.hosts", ["GPU-Box", " 192.168.1.20 ", "[fd00::1]"], ["gpu-box", "192.168.1.20", "[fd00::1]"]);
  good("network.hosts", ["fd00::1"], ["[fd00::1]"]);
  good("network.hosts", [], []);
  bad("network.hosts", ["[fd00::1]:8080"], /without scheme or port$/);
  bad("network.hosts", ["gpu-box", "no such host"], /without scheme or port$/);
  bad("network.hosts", ["http://gpu-box"], /without scheme or port$/);
  bad("network.hosts", ["gpu-box:8080"], /without scheme or port$/);
  bad("network.hosts", ["gpu-box:80"], /without scheme or port$/);
  bad("network.hosts", ["me@gpu-box"], /without scheme or port$/);
  bad("network.hosts", [":secret@gpu-box"], /without scheme or port$/);
  bad("network.hosts", ["192.168.1.0/24"], /without scheme or port$/);
  bad("network.hosts", ["gpu-box?"], /without scheme or port$/);
  bad("network.hosts", ["gpu-box#x"], /without scheme or port$/);
  bad("network.hosts", [""], /without scheme or port$/);
  bad("network.hosts", [7], /without scheme or port$/);
  bad("network.hosts", "gpu-box", /^must be a list/);
  good("ledger.days", 1, 1);
  bad("ledger.days", 0, /^must be a whole number from 1 to 3650$/);
  bad("ledger.days", 1.5, /^must be a whole number/);
  bad("ledger.days", "30", /^must be a whole number/);
  good("ledger.bodyDays", 0, 0);
  bad("ledger.bodyDays", -1, /^must be a whole number from 0 to 3650$/);
  bad("ledger.bodyDays", 3651, /^must be a whole number/);
  good("ollama.url", " http://localhost:11434/ ", "http://localhost:11434");
  good("ollama.url", "http://0.0.0.0:11434", "http://127.0.0.1:11434");
  good("ollama.url", "http://[::]:11434", "http://127.0.0.1:11434");
  good("ollama.url", "http://2130706433:11434/", "http://127.0.0.1:11434");
  good("ollama.url", "https://box/ollama//", "https://box/ollama");
  bad("ollama.url", "localhost:11434", /^must be a web address/);
  bad("ollama.url", "ftp://box", /^must be a web address/);
  bad("ollama.url", 11434, /^must be a web address/);
  bad("ollama.url", "http://me:key@box", /^must not hold a user name or password/);
  bad("ollama.url", "http://box?key=1", /^must not hold a \? or # part$/);
  bad("ollama.url", "http://box#x", /^must not hold a \? or # part$/);
  good("chat.model", "", undefined);
  good("chat.model", " ollama/qwen2.5-coder:7b ", { provider: "ollama", model: "qwen2.5-coder:7b" });
  bad("chat.model", "qwen2.5-coder:7b", /^must be written provider\/model/);
  good("completion.model", "lm/a/b", { provider: "lm", model: "a/b" });
  bad("completion.model", null, /^must be written provider\/model/);
  good("completion.enabled", [true, true], true);
  good("completion.enabled", [true, false, true], false);
  bad("completion.enabled", [true, "false"], /^must be true or false$/);
  good(
    "completion.exclude",
    [{ level: "project", value: ["*.md"] }],
    [{ from: "this project's settings", rules: ["*.md"] }],
  );
  bad("completion.exclude", [{ level: "project", value: "*.md" }], /^must be a list of path rules/);
  good("completion.eco", true, true);
  bad("completion.eco", [true], /^must be true or false$/);

  const team = { kind: "openaiCompatible", url: "https://llm.example.com/v1/" };
  good("providers", { team }, [
    { id: "team", kind: "openaiCompatible", url: "https://llm.example.com/v1", label: "team", models: [] },
  ]);
  good("providers", { lm: { ...team, label: "Mine", models: ["a"] } }, [
    { id: "lm", kind: "openaiCompatible", url: "https://llm.example.com/v1", label: "Mine", models: ["a"] },
  ]);
  good("providers", {}, []);
  bad("providers", [team], /^must be an object/);
  bad("providers", null, /^must be an object/);

  /** What `wrongProviders` says of an entry, with where and how bad: the others beside it are used all the same. */
  function leftOut(raw: Readonly<Record<string, unknown>>, path: readonly string[], says: RegExp): void {
    it(`providers leaves out ${JSON.stringify(raw)}, keeps the others and says why`, () => {
      const others = { before: team, ...raw, after: team };
      const parsed = table.providers.parse(others);
      assert.deepEqual(parsed.ok && parsed.value.map(({ id }) => id), ["before", "after"]);
      const said = table.providers.leftOut?.(others) ?? [];
      assert.deepEqual(
        said.map(({ path: at, severity }) => [at, severity]),
        [[path, "error"]],
      );
      assert.match(said[0]?.sentence ?? "", says);
      assert.match(said[0]?.sentence ?? "", / This entry is not used\.$/);
    });
  }

  leftOut({ ollama: team }, ["ollama"], /^entry "ollama": an id has letters, digits, - and _ only/);
  leftOut({ "a/b": team }, ["a/b"], /^entry "a\/b": an id has/);
  leftOut({ bad: 1 }, ["bad"], /^entry "bad": must be an object such as /);
  const kinds = providerKinds.join(", ");
  for (const [kind, meant] of [
    ["vllm2", "vllm"],
    ["lm-studio", "lmStudio"],
    ["LLAMA.CPP", "llamaCpp"],
    ["OpenAI", "openai"],
    ["antropic", "anthropic"],
  ] as const)
    leftOut(
      { team: { kind } },
      ["team", "kind"],
      new RegExp(
        `^entry "team": kind "${kind}" is unknown; did you mean "${meant}"\\? \\(known are ${kinds}\\)`,
      ),
    );
  leftOut(
    { team: { kind: "carrier-pigeon" } },
    ["team", "kind"],
    new RegExp(`is unknown; known are ${kinds}\\.`),
  );
  leftOut({ team: { kind: 7 } }, ["team", "kind"], /this kind is unknown; known are/);
  leftOut({ team: {} }, ["team", "kind"], /kind is missing; known are/);
  leftOut(
    { team: { ...team, model: "a" } },
    ["team", "model"],
    /"model" has no meaning there; did you mean "models"\?/,
  );
  leftOut({ team: { ...team, zone: "a" } }, ["team", "zone"], /"zone" has no meaning there\./);
  leftOut({ team: { ...team, url: 80 } }, ["team", "url"], /url must be a text such as/);
  leftOut({ team: { ...team, label: "" } }, ["team", "label"], /label must be a text of 1 to 60 letters\./);
  leftOut({ team: { ...team, models: [""] } }, ["team", "models", "0"], /models must be a list of names/);
  leftOut({ team: { ...team, models: "a" } }, ["team", "models"], /models must be a list of names/);
  leftOut({ team: { kind: "azureOpenai" } }, ["team", "url"], /url is missing; Azure OpenAI has no address/);
  const urls: readonly (readonly [string, string])[] = [
    ["llm.example.com/v1", "; did you mean https://llm.example.com/v1?"],
    ["//llm.example.com/v1", "; did you mean https://llm.example.com/v1?"],
    ["203.0.113.7:8000", "; did you mean https://203.0.113.7:8000?"],
    ["localhost:8000", "; did you mean http://localhost:8000?"],
    ["127.0.0.1:8000/v1", "; did you mean http://127.0.0.1:8000/v1?"],
    ["[fd00::1]:8000", "; did you mean http://[fd00::1]:8000?"],
    ["gpu-box", "; did you mean http://gpu-box?"],
    ["ftp://gpu-box", " such as http://127.0.0.1:11434."],
    ["me:secret@gpu-box", " such as http://127.0.0.1:11434."],
    ["", " such as http://127.0.0.1:11434."],
  ];
  for (const [url, end] of urls)
    it(`providers says of the address ${JSON.stringify(url)}: must be a web address${end}`, () => {
      const [said] = table.providers.leftOut?.({ team: { ...team, url } }) ?? [];
      assert.equal(said?.sentence, `entry "team": url must be a web address${end} This entry is not used.`);
    });
  leftOut(
    { team: { ...team, url: "https://me:secret@llm.example.com" } },
    ["team", "url"],
    /url must not hold a user name or password; keys belong in Drawbridge: Set API Key\./,
  );
  it("providers does not repeat the password of an address", () => {
    const [said] =
      table.providers.leftOut?.({ team: { ...team, url: "https://me:secret@llm.example.com" } }) ?? [];
    assert.doesNotMatch(said?.sentence ?? "secret", /secret/);
  });

  for (const name of [
    "apiKey",
    "api_key",
    "key",
    "token",
    "Authorization",
    "headers",
    "clientSecret",
    "password",
  ]) {
    it(`providers uses an entry without its ${name}, and says so without what stands there`, () => {
      const raw = { team: { ...team, [name]: "sk-canary" } };
      const parsed = table.providers.parse(raw);
      assert.deepEqual(parsed.ok && parsed.value, [
        {
          id: "team",
          kind: "openaiCompatible",
          url: "https://llm.example.com/v1",
          label: "team",
          models: [],
        },
      ]);
      const said = table.providers.leftOut?.(raw) ?? [];
      assert.deepEqual(
        said.map(({ path, severity, holdsKey }) => [path, severity, holdsKey]),
        [[["team", name], "warning", true]],
      );
      assert.match(said[0]?.sentence ?? "", /is never used/);
      assert.doesNotMatch(said[0]?.sentence ?? "sk-canary", /canary/);
    });
  }
});
