import assert from "node:assert/strict";
import { deleteLedger } from "../../../src/vscode/deleteLedger.ts";
import { messages } from "../../support/vscode.ts";

describe("vscode/deleteLedger", () => {
  let deleted: number;
  const book = {
    deleteAll: () => {
      deleted += 1;
      return Promise.resolve();
    },
  };
  beforeEach(() => {
    deleted = 0;
  });
  afterEach(() => {
    messages.shown = [];
    messages.answer = undefined;
  });

  it("deletes nothing unless the person says so", async () => {
    messages.answer = undefined;
    assert.equal(await deleteLedger(book), false);
    assert.deepEqual([deleted, messages.shown.length], [0, 1]);
    assert.equal(messages.shown[0]?.[0], "Delete the ledger of all workspaces?");
  });

  it("deletes it after a yes, and says so", async () => {
    messages.answer = "Delete Ledger";
    assert.equal(await deleteLedger(book), true);
    assert.deepEqual([deleted, messages.shown[1]?.[0]], [1, "The ledger was deleted."]);
  });
});
