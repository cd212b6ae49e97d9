import assert from "node:assert/strict";
import { commandTable, type CommandId } from "../../../src/vscode/commandTable.ts";
import { registerCommands, type CommandHandlers } from "../../../src/vscode/commands.ts";
import { rememberingLog } from "../../support/headless.ts";
import { commandsRegistered, messages } from "../../support/vscode.ts";

const ids = Object.keys(commandTable) as readonly CommandId[];

describe("vscode/commands", () => {
  let given: (readonly unknown[])[];
  const handlersThat = (handle: (...args: readonly unknown[]) => unknown) =>
    Object.fromEntries(ids.map((id) => [id, handle])) as CommandHandlers;
  beforeEach(() => {
    given = [];
  });
  afterEach(() => {
    messages.shown = [];
  });

  it("hands on what a menu of files or terminals stands on and nothing else, and gives nothing back", async () => {
    const registered = registerCommands(
      handlersThat((...args) => {
        given.push(args);
        return "the ledger";
      }),
      rememberingLog().log,
    );
    for (const id of ids) {
      const hostile = [{ mode: "cloud" }, "ollama/gpt-oss:120b-cloud", false];
      assert.equal(await commandsRegistered.get(id)?.(...hostile), undefined);
    }
    registered.dispose();
    assert.deepEqual(
      given.map((args) => args.length),
      ids.map((id) =>
        /^drawbridge\.(?:add(?:Terminal)?ToChat|writeCommitMessage|fix|explain|writeDocs|writeTests|suggestNames|editInline)$/.test(
          id,
        )
          ? 3
          : 0,
      ),
    );
    assert.equal(commandsRegistered.size, 0);
  });

  it("tells whoever runs one nothing of what went wrong", async () => {
    const registered = registerCommands(
      handlersThat(() => {
        throw new Error("what only the log may know");
      }),
      rememberingLog().log,
    );
    assert.equal(await commandsRegistered.get("drawbridge.openLedger")?.(), undefined);
    registered.dispose();
    assert.deepEqual(messages.shown, [[`"Open Ledger" failed; Drawbridge's log has the details.`]]);
  });
});
