import assert from "node:assert/strict";
import type { RoamingTask } from "../../../src/terms/task.ts";
import { stepHandlers } from "../../../src/vscode/commandHandlers.ts";
import { destination, lmStudio } from "../../support/samples.ts";

describe("vscode/commandHandlers", () => {
  it("has the server confirmed that the very task would use", async () => {
    const asked: string[] = [];
    const servers = { chat: lmStudio, edit: { ...lmStudio, id: "edits", label: "Edits" } } as const;
    const surface = {
      parts: {
        providers: () => Object.values(servers),
        chosen: (task: "chat" | "edit") => ({ provider: servers[task].id, model: "m" }),
        consent: {
          confirm: ({ host }: { readonly host: string }) => Promise.resolve(asked.push(host) > 0),
        },
      },
      sending: {
        outlook: (task: RoamingTask) => ({
          ok: true,
          value: { refusal: { kind: "needsConfirmation", destination: destination({ host: task }) } },
        }),
      },
    };
    for (const task of ["edit", "chat"] as const)
      assert.equal(
        await stepHandlers(task, surface as never, {} as never, {} as never).confirmDestination(),
        true,
      );
    assert.deepEqual(asked, ["edit", "chat"]);
  });
});
