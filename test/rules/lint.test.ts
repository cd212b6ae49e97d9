/** The same as `rules.test.ts` for the rules of lint, which are most and take longest: they can be tried alone. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { run } from "../../scripts/run.ts";
import { lintFindings, parseCheckOutput } from "./checkOutput.ts";
import { allowedLint, plantedLint } from "./plantedLint.ts";
import { scratchProject } from "./scratchProject.ts";

describe("npm run check -- lint on a project that breaks every rule of lint", () => {
  let found: ReadonlyMap<string, ReadonlySet<string>>;

  before(async () => {
    const project = await scratchProject(["scripts/check.ts"], {
      ...Object.fromEntries(plantedLint.map(({ path, source }) => [path, source])),
      ...allowedLint,
    });
    try {
      const { code, output } = await run(process.execPath, [join("scripts", "check.ts"), "lint"], {
        cwd: project.folder,
        // Where tools colour what they print, the findings must read the same.
        env: { ...process.env, CI: "true", FORCE_COLOR: "1" },
      });
      const printed = parseCheckOutput(code, output);
      assert.deepEqual([printed.code, printed.closing], [1, "0 passed, 1 failed"]);
      found = lintFindings(printed.sections["lint"] ?? "", project.folder);
    } finally {
      await project.remove();
    }
  });

  for (const { what, rule, path } of plantedLint) {
    it(`${what}: ${rule}`, () => {
      assert.deepEqual([...(found.get(path) ?? [])], [rule]);
    });
  }

  it("leaves alone the door's fetch, the gate's cast and what just fits", () => {
    const paths = [...found.keys()];
    assert.ok(paths.length >= plantedLint.length);
    assert.deepEqual(
      Object.keys(allowedLint).filter((path) => paths.includes(path)),
      [],
    );
  });
});
