import assert from "node:assert/strict";
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

  function leftOut(raw: Readonly<Record<string, unknown>>, says: RegExp): void {
    it(`providers leaves out ${JSON.stringify(raw)}, keeps the others and says why`, () => {
      const others = { before: team, ...raw, after: team };
      const parsed = table.providers.parse(others);
      assert.deepEqual(parsed.ok && parsed.value.map(({ id }) => id), ["before", "after"]);
      const said = table.providers.leftOut?.(others) ?? [];
      assert.equal(said.length, 1);
      assert.match(said[0] ?? "", says);
    });
  }

  leftOut({ ollama: team }, /an entry named "ollama"/);
  leftOut({ "a/b": team }, /an entry named "a\/b"/);
  leftOut({ team: { ...team, apiKey: "sk-1" } }, /^entry "team", apiKey, is not as described/);
  leftOut({ team: { ...team, kind: "vllm2" } }, /^entry "team", kind, is not as described/);
  leftOut({ team: { ...team, url: "llm.example.com" } }, /^entry "team": url must be a web address/);
  leftOut({ team: { ...team, models: [""] } }, /^entry "team", models.0, is not as described/);
  leftOut({ bad: 1 }, /^entry "bad" is not as described/);
});
