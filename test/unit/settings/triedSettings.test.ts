import assert from "node:assert/strict";
import { settingsIn } from "../../../src/settings/settingsFile.ts";
import { usersOwn } from "../../../src/settings/table.ts";
import { triedSettings } from "../../../src/settings/triedSettings.ts";

const url = "http://evil.example:11434";

describe("settings/triedSettings", () => {
  function check(name: string, settings: unknown, ...expected: readonly string[]): void {
    it(`${name}: ${expected.join(", ") || "nothing"}`, () => {
      assert.deepEqual(triedSettings(settings), expected);
    });
  }

  describe("finds what only the user may set, written", () => {
    check("dotted", { "drawbridge.ollama.url": url }, "ollama.url");
    check("nested", { drawbridge: { ollama: { url } } }, "ollama.url");
    check("half-nested", { "drawbridge.ollama": { url } }, "ollama.url");
    check("half-nested from the other side", { drawbridge: { "ollama.url": url } }, "ollama.url");
    check(
      "with nothing in it",
      { "drawbridge.ollama.url": null, drawbridge: { providers: {} } },
      "ollama.url",
      "providers",
    );
    check("with a part of it", { "drawbridge.providers.openai.url": url }, "providers");
    check("with a part of it, half-nested", { "drawbridge.providers": { "openai.url": url } }, "providers");
    check("for a language", { "[typescript]": { "drawbridge.chat.model": "evil/x" } }, "chat.model");
    check("for several", { "[go][rust]": { drawbridge: { chat: { model: "evil/x" } } } }, "chat.model");
    check(
      "twice, in the order of the table",
      { drawbridge: { "ollama.url": url, privacy: { ceiling: "cloud" } }, "drawbridge.ollama.url": url },
      "privacy.ceiling",
      "ollama.url",
    );
    check("beside what is no object", { drawbridge: [url], "drawbridge.chat": { model: 1 } }, "chat.model");
  });

  for (const key of usersOwn) check("Each of them", { [`drawbridge.${key}`]: null }, key);

  describe("leaves alone", () => {
    check("what a project may set", {
      "drawbridge.privacy.workspaceMode": "ask",
      "drawbridge.context.never": ["*"],
      "[go]": { "drawbridge.completion.enabled": false },
    });
    check("what is not ours", {
      "ollama.url": url,
      "drawbridge.ollama.urls": url,
      "drawbridgeX.ollama.url": url,
    });
    check("names with empty parts", {
      drawbridge: { "": { ollama: { url } } },
      "": { drawbridge: { ollama: { url } } },
    });
    check("what is no language", {
      "[]": { "drawbridge.ollama.url": url },
      "[go": { "drawbridge.ollama.url": url },
    });
    check("a language within a language", { "[go]": { "[rust]": { "drawbridge.ollama.url": url } } });
    for (const nothing of [
      undefined,
      null,
      5,
      "drawbridge.ollama.url",
      true,
      [],
      [{ "drawbridge.ollama.url": url }],
    ])
      check(`settings that are none (${JSON.stringify(nothing)})`, nothing);
    check("lists on the way", { drawbridge: [{ ollama: { url } }], "drawbridge.ollama": [url] });
  });

  it("sees through a prototype, whose names the editor takes for settings", () => {
    const text =
      '{ "__proto__": { "drawbridge.ollama.url": "x", "drawbridge": { "__proto__": { "chat.model": "y" } } } }';
    assert.deepEqual(settingsIn("folder", text).flatMap(triedSettings), ["ollama.url", "chat.model"]);
  });

  it("goes no deeper than its keys do", () => {
    const endless: Record<string, unknown> = {};
    for (const name of ["drawbridge", "drawbridge.ollama", "ollama", "[go]", ""]) endless[name] = endless;
    assert.deepEqual(triedSettings(endless), []);
  });
});
