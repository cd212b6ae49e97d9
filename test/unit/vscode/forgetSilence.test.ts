import assert from "node:assert/strict";
import { forgetSilence } from "../../../src/vscode/forgetSilence.ts";
import { happenings, window } from "../../support/vscode.ts";

describe("vscode/forgetSilence", () => {
  it("takes silence back for another editor and another language, and not for a document in the background", () => {
    const told: (string | undefined)[] = [];
    const document = {};
    window.activeTextEditor = { document };
    const following = forgetSilence({ setSilence: (reason) => told.push(reason) });
    happenings.openedDocument.fire({});
    assert.deepEqual(told, []);
    happenings.activeTextEditor.fire(undefined);
    assert.deepEqual(told, [undefined]);
    happenings.openedDocument.fire(document);
    assert.deepEqual(told, [undefined, undefined]);
    following.dispose();
    happenings.activeTextEditor.fire(undefined);
    assert.equal(told.length, 2);
    window.activeTextEditor = undefined;
  });
});
