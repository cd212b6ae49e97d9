import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { useEditor } from "./harness.ts";
import { notifications } from "./page/notifications.ts";
import { quickInput } from "./page/quickInput.ts";
import { openFile } from "./page/textEditor.ts";

describe("A person who opens the editor for the first time", () => {
  const { session } = useEditor();

  it("finds Drawbridge's commands under its name", async () => {
    const { page, screenshot } = session();
    await page.keyboard.press("F1");
    const palette = await quickInput(page);
    await palette.input.fill(">Drawbridge: ");
    await palette.box
      .locator(".label-name", { hasText: /^Drawbridge: / })
      .first()
      .waitFor();
    await screenshot("first-look-commands");
    const labels = await palette.labels();
    assert.ok(
      labels.some((label) => label.startsWith("Drawbridge: ")),
      labels.join("\n"),
    );
    await page.keyboard.press("Escape");
  });

  it("writes and saves a file without being interrupted", async () => {
    const { page, folder, screenshot } = session();
    const editor = await openFile(page, "sum.ts");
    await editor.goTo(1, 1);
    await editor.type("const kept = true;\n");
    await editor.save();
    await screenshot("first-look-file");
    assert.match(await readFile(join(folder, "src", "sum.ts"), "utf8"), /^const kept = true;\n/);
    assert.deepEqual(await notifications(page).messages(), []);
  });
});
