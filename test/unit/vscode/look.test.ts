import assert from "node:assert/strict";
import { ok } from "../../../src/base/result.ts";
import { ollamaProvider } from "../../../src/settings/providerConfig.ts";
import type { ModelRef } from "../../../src/terms/modelRef.ts";
import type { RoamingTask, Task } from "../../../src/terms/task.ts";
import { look } from "../../../src/vscode/look.ts";
import { destination, policy, routeTo } from "../../support/samples.ts";

describe("vscode/look", () => {
  /** The tasks whose routes are looked at while these models are chosen. */
  async function looked(chosen: Partial<Record<RoamingTask, ModelRef>>): Promise<readonly string[]> {
    const tasks: string[] = [];
    const window = {
      parts: {
        chosen: (task: Task) => (task === "embed" ? undefined : chosen[task]),
        providers: () => [ollamaProvider("http://127.0.0.1:11434")],
        policy: { current: () => policy() },
      },
      servers: {
        look: () => Promise.resolve({ kind: "unasked" } as const),
        preflight: () => Promise.resolve({}),
      },
      sending: {
        outlook: (task: Task) => {
          tasks.push(task);
          return ok({ route: routeTo({ task }), destination: destination() });
        },
      },
    };
    await look(window, "person");
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
