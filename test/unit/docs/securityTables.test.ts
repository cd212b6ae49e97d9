import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "../../../scripts/markdownTable.ts";
import { securityTables } from "../../../scripts/securityTables.ts";
import { destinationClasses } from "../../../src/terms/destination.ts";
import { destinationRows } from "../destinations/destinationRows.ts";
import { policyRows } from "../privacy/policyRows.ts";

describe("docs/security/tables.md", () => {
  const lines = securityTables().split("\n");
  const cellsOf = (line: string): readonly string[] => line.split(/(?<!\\)\|/).slice(1, -1);

  it("is what the tables say", () => {
    const page = readFileSync(join(import.meta.dirname, "../../../docs/security/tables.md"), "utf8");
    assert.equal(page, securityTables(), "Run npm run manifest.");
  });

  it("has a line for every row of every table, and in each table lines of one width", () => {
    const expected =
      destinationClasses.length +
      1 +
      destinationRows.reduce((sum, { rows }) => sum + rows.length, 0) +
      policyRows.length;
    const tables = lines.filter((line) => /^\| --- \|/.test(line)).length;
    assert.equal(tables, destinationRows.length + 2);
    assert.equal(lines.filter((line) => line.startsWith("|")).length, expected + 2 * tables);
    lines.forEach((line, index) => {
      const above = lines[index - 1] ?? "";
      if (line.startsWith("|") && above.startsWith("|"))
        assert.equal(cellsOf(line).length, cellsOf(above).length, line);
    });
  });

  it("says in words what a mode makes of a class", () => {
    assert.ok(
      lines.includes("| device | a checked model server on this device | yes | yes | yes | yes |"),
      lines.slice(0, 20).join("\n"),
    );
    assert.ok(lines.includes("| cloud | any other computer | no | no | after a review | after a review |"));
  });
});

describe("A table in Markdown", () => {
  it("keeps what is in a cell in it, as text", () => {
    const table = markdownTable(["a|b", "*c*"], [["x\\", "<b>`y`\n[z](w)"]]);
    assert.deepEqual(table.split("\n"), [
      "| a\\|b | \\*c\\* |",
      "| --- | --- |",
      "| x\\\\ | \\<b>\\`y\\` \\[z\\](w) |",
    ]);
  });

  it("sets an address alone as code, so that no page makes a link of it", () => {
    assert.match(markdownTable(["at"], [["http://127.1:11434"]]), /^\| `http:\/\/127\.1:11434` \|$/m);
  });
});
