import assert from "node:assert/strict";
import { exportConversation } from "../../../src/vscode/exportConversation.ts";
import { fileDialogs, lists, messages } from "../../support/vscode.ts";

describe("vscode/exportConversation", () => {
  afterEach(() => {
    messages.shown = [];
    lists.shown.length = 0;
    lists.pick = () => undefined;
  });

  it("says that a damaged conversation cannot be exported to be read, and asks for no place", async () => {
    lists.pick = (rows) => rows.find((row) => row.label === "Markdown");
    await exportConversation(
      { title: "Sums", text: "damaged from its first letter on" },
      { day: String, clock: String, zone: "UTC" },
    );
    assert.deepEqual(messages.shown, [["This conversation is damaged and could not be exported."]]);
    assert.deepEqual(fileDialogs.shown, []);
  });
});
