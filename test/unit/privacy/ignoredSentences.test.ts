import assert from "node:assert/strict";
import { ignoredSentences } from "../../../src/privacy/ignoredSentences.ts";
import type { IgnoredSetting } from "../../../src/settings/readSettings.ts";
import { usersOwn } from "../../../src/settings/table.ts";

const by = (
  who: IgnoredSetting["by"],
  ...keys: readonly IgnoredSetting["key"][]
): readonly IgnoredSetting[] => keys.map((key) => ({ key, by: who }));

describe("privacy/ignoredSentences", () => {
  function check(name: string, ignored: readonly IgnoredSetting[], ...expected: readonly string[]): void {
    it(`has ${name}`, () => {
      assert.deepEqual(ignoredSentences(ignored), expected);
    });
  }

  check("nothing to say of nothing", []);
  check(
    "one sentence for one setting, however often it was found",
    by("project", "ollama.url", "ollama.url"),
    "This workspace tries to set drawbridge.ollama.url. Only you can; it was ignored.",
  );
  check(
    "the names of a few",
    by("project", "ollama.url", "chat.model", "providers"),
    "This workspace tries to set drawbridge.ollama.url, drawbridge.chat.model and drawbridge.providers. Only you can; they were ignored.",
  );
  check(
    "the count and the first of many",
    by("project", ...usersOwn),
    "This workspace tries to set 15 settings: drawbridge.privacy.defaultMode, drawbridge.privacy.ceiling, drawbridge.network.hosts and 12 more. Only you can; they were ignored.",
  );
  check(
    "a sentence for a project and one for the remote machine",
    [...by("machine", "ollama.url"), ...by("project", "ollama.url", "chat.model")],
    "This workspace tries to set drawbridge.ollama.url and drawbridge.chat.model. Only you can; they were ignored.",
    "The remote machine tries to set drawbridge.ollama.url. Only you can; it was ignored.",
  );
});
