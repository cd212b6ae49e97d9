import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { realCases } from "../../providers/realCases.ts";

describe("docs/providers.md", () => {
  it("names every case that is tried on a real server", () => {
    const page = readFileSync(join(import.meta.dirname, "../../../docs/providers.md"), "utf8");
    const said = page.slice(page.indexOf("## Try your own")).replace(/\s+/g, " ");
    assert.deepEqual(
      realCases.map(({ name }) => name).filter((name) => !said.includes(name)),
      [],
    );
  });
});
