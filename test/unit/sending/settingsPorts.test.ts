import assert from "node:assert/strict";
import { settingsPorts } from "../../../src/sending/settingsPorts.ts";
import { readSettings } from "../../../src/settings/readSettings.ts";
import type { SettingKey } from "../../../src/settings/table.ts";
import { formatModelRef } from "../../../src/terms/modelRef.ts";
import type { Task } from "../../../src/terms/task.ts";

describe("sending/settingsPorts", () => {
  const routes = {
    chat: ["team/large", "ollama/picked"],
    completion: ["ollama/quick"],
    commit: ["ollama/words", "team/words"],
    edit: [],
  };
  const settings = readSettings({
    user: (key: SettingKey) =>
      new Map<string, unknown>([
        ["chat.model", "ollama/picked"],
        ["routes", routes],
      ]).get(key),
    levels: () => [],
  });
  const { chosen, alternatives } = settingsPorts(
    () => settings,
    () => true,
  );

  function check(name: string, task: Task, expected: readonly string[]): void {
    it(name, () => {
      const refs = [chosen(task), ...alternatives(task)].flatMap((ref) => ref ?? []);
      assert.deepEqual(refs.map(formatModelRef), expected);
    });
  }

  check("puts the picked model first, then what is listed", "chat", ["ollama/picked", "team/large"]);
  check("takes the models of a list where none is picked", "completion", ["ollama/quick"]);
  check("has code edited by the models of chat as long as none are listed for it", "edit", [
    "ollama/picked",
    "team/large",
  ]);
  check("has commit messages written by the models that are listed for them, and by no other", "commit", [
    "ollama/words",
    "team/words",
  ]);
  check("has no model that chats make embeddings", "embed", []);
});
