import assert from "node:assert/strict";
import { ollamaProvider } from "../../../src/settings/providerConfig.ts";
import type { ModelRef } from "../../../src/terms/modelRef.ts";
import type { RoamingTask } from "../../../src/terms/task.ts";
import { look } from "../../../src/vscode/look.ts";
import type { WindowParts } from "../../../src/vscode/windowParts.ts";
import { policy, routeTo } from "../../support/samples.ts";

describe("vscode/look", () => {
  /** The tasks whose routes are looked at while these models are chosen. */
  async function looked(chosen: Partial<Record<RoamingTask, ModelRef>>): Promise<readonly string[]> {
    const tasks: string[] = [];
    const window = {
      parts: {
        chosen: (task: RoamingTask) => chosen[task],
        providers: () => [ollamaProvider("http://127.0.0.1:11434")],
        policy: { current: () => policy() },
      },
      servers: { look: () => Promise.resolve({ kind: "unasked" }), preflight: () => Promise.resolve({}) },
      sending: {
        outlook: (task: RoamingTask) => {
          tasks.push(task);
          return { ok: true, value: { route: routeTo({ task }) } };
        },
      },
    };
    await look(window as unknown as WindowParts, "person");
    return tasks;
  }

  const small = { provider: "ollama", model: "small" };

  it("looks at chat and completion, and at nothing twice that follows chat", async () => {
    assert.deepEqual(await looked({}), ["chat", "completion"]);
    assert.deepEqual(await looked({ chat: small, edit: { ...small }, commit: small }), [
      "chat",
      "completion",
    ]);
  });

  it("looks at what has a model of its own", async () => {
    assert.deepEqual(await looked({ commit: small }), ["chat", "completion", "commit"]);
    const large = { ...small, model: "large" };
    assert.deepEqual(await looked({ chat: small, commit: small, edit: large }), [
      "chat",
      "completion",
      "edit",
    ]);
  });
});
