import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandTable, manifestKeys } from "../../../src/vscode/commandTable.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/keyboard.md"), "utf8");

/** What each row of the table of commands says: their titles, the default key, what they do. */
const rows = page
  .slice(page.indexOf("## Commands"), page.indexOf("## In the message box"))
  .split("\n")
  .filter((line) => /^\| (?!command|-)/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, titles = "", key = ""]) => ({ titles: titles.split(", "), key }));

/** A key of package.json in the page's words: `Ctrl+Alt+PageDown, in the panel`. */
function inWords({ key, when }: { readonly key: string; readonly when?: string }): string {
  const parts = key.split("+").map((part) => part.charAt(0).toUpperCase() + part.slice(1));
  const named = parts.join("+").replace("Pagedown", "PageDown").replace("Pageup", "PageUp");
  if (when === undefined) return named;
  const place =
    when === "editorTextFocus"
      ? "in an editor"
      : /panel|view\.drawbridge/.test(when)
        ? "in the panel"
        : "in a proposal";
  return `${named}, ${place}`;
}

describe("docs/keyboard.md", () => {
  it("has every command once, and no other", () => {
    const titles = Object.values(commandTable).map(({ title }) => title);
    assert.deepEqual(rows.flatMap((row) => row.titles).sort(), titles.sort());
  });

  it("says the default key of each command that has one, and of no other", () => {
    const said = rows.filter(({ key }) => key !== "").map(({ titles, key }) => [titles.join(), key]);
    const keys = manifestKeys().map((binding) => [titleOf(binding.command), inWords(binding)]);
    assert.deepEqual(said, keys);
  });
});

function titleOf(command: string): string | undefined {
  return Object.entries(commandTable).find(([id]) => id === command)?.[1].title;
}
