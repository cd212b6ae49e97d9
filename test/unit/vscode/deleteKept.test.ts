import assert from "node:assert/strict";
import type { KeptData } from "../../../src/privacy/keptData.ts";
import { deleteKept } from "../../../src/vscode/deleteKept.ts";
import { rememberingLog } from "../../support/headless.ts";
import { lists, messages } from "../../support/vscode.ts";

describe("vscode/deleteKept", () => {
  let removed: string[];
  const { log } = rememberingLog();
  const kind = (label: string, amount: string | undefined, failure?: Error): KeptData => ({
    ...{ label, detail: `all of the ${label}` },
    amount: () => Promise.resolve(amount),
    remove: () => {
      removed.push(label);
      return failure === undefined ? Promise.resolve() : Promise.reject(failure);
    },
  });
  beforeEach(() => {
    removed = [];
  });
  afterEach(() => {
    messages.shown = [];
    messages.answer = undefined;
    lists.shown.length = 0;
    lists.pick = () => undefined;
  });
  const said = (): readonly string[] => messages.shown.map(([text]) => text);
  const pickAll = (): void => {
    lists.pick = (rows) => rows;
  };

  it("says that there is nothing, and asks nothing, where nothing is kept", async () => {
    await deleteKept([kind("Ledger", undefined)], log);
    assert.deepEqual([lists.shown, said()], [[], ["Drawbridge keeps nothing on this device."]]);
  });

  it("lists every kind with its amount, all of them chosen, and deletes nothing when the list is left", async () => {
    await deleteKept([kind("Conversations", "12 KB"), kind("API keys", "2 keys")], log);
    assert.deepEqual(
      lists.shown[0]?.map((row) => ({ ...row, data: undefined })),
      [
        {
          ...{ label: "Conversations", description: "12 KB", detail: "all of the Conversations" },
          ...{ picked: true, data: undefined },
        },
        {
          ...{ label: "API keys", description: "2 keys", detail: "all of the API keys" },
          ...{ picked: true, data: undefined },
        },
      ],
    );
    assert.deepEqual([removed, said()], [[], []]);
  });

  it("deletes nothing unless the person confirms what was picked", async () => {
    pickAll();
    await deleteKept([kind("Conversations", "12 KB")], log);
    assert.deepEqual([removed, said()], [[], ["Delete this data?"]]);
    const options = messages.shown[0]?.[1] as { readonly modal: boolean; readonly detail: string };
    assert.equal(options.modal, true);
    assert.match(options.detail, /^Conversations \(12 KB\)\.\n\n/);
    assert.match(options.detail, /Uninstalling Drawbridge alone can leave all of this behind/);
  });

  it("deletes what was picked, and nothing else", async () => {
    messages.answer = "Delete";
    lists.pick = (rows) => rows.slice(1);
    await deleteKept([kind("Conversations", "12 KB"), kind("Ledger", "1 MB")], log);
    assert.deepEqual(removed, ["Ledger"]);
    assert.equal(said().at(-1), "Your data was deleted.");
  });

  it("says what could not be deleted", async () => {
    messages.answer = "Delete";
    pickAll();
    await deleteKept([kind("Conversations", "12 KB", new Error("busy")), kind("Ledger", "1 MB")], log);
    assert.deepEqual(removed, ["Conversations", "Ledger"]);
    assert.equal(said().at(-1), "Could not be deleted: Conversations. The log says why; try again.");
  });
});
