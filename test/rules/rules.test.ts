/**
 * Every rule bites. A scratch project holds the real configuration and one break of each rule; `npm run check` runs
 * once over it, and each test looks for its break in what was printed. The lint rules have a project of their own.
 */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { run } from "../../scripts/run.ts";
import { parseCheckOutput, unusedSection, type CheckOutput } from "./checkOutput.ts";
import { bundleFiles, bundleProblems } from "./plantedBundles.ts";
import { roomBreaks, roomFiles } from "./plantedRooms.ts";
import { plantedTypes, typePath } from "./plantedTypes.ts";
import { scratchProject, type ScratchProject } from "./scratchProject.ts";

const checks = ["types", "rooms", "format", "unused", "bundle"];

const unusedFiles: Readonly<Record<string, string>> = {
  "src/base/plantedExports.ts":
    "export const used = 1;\nexport const plantedValue = 2;\nexport type PlantedType = string;\n",
  "src/base/plantedUnlisted.ts": 'import "acorn";\nexport const unlisted = 1;\n',
  "test/unit/planted.test.ts":
    'import { unlisted } from "../../src/base/plantedUnlisted.ts";\n\nexport const seen = unlisted;\n',
};

const formatFiles: Readonly<Record<string, string>> = {
  "src/base/plantedFormat.ts": "export const planted = 'single quotes'\n",
  "src/base/allowedFormat.ts": 'export const allowed = "double quotes";\n',
};

const declared = createRequire(import.meta.url)("../../.dependency-cruiser.cjs") as {
  readonly forbidden: readonly { readonly name: string }[];
};

describe("npm run check on a project that breaks every rule", () => {
  let project: ScratchProject;
  let printed: CheckOutput;
  const section = (name: string): string => printed.sections[name] ?? "";

  before(async () => {
    const packageJson = (await import("../../package.json", { with: { type: "json" } })).default;
    project = await scratchProject(["scripts/check.ts", "scripts/checkBundle.ts"], {
      ...roomFiles,
      ...Object.fromEntries(plantedTypes.map(({ option, source }) => [typePath(option), source])),
      ...unusedFiles,
      ...formatFiles,
      ...bundleFiles,
      "package.json": JSON.stringify({
        ...packageJson,
        dependencies: { ...packageJson.dependencies, "planted-dependency": "1.0.0" },
        devDependencies: { ...packageJson.devDependencies, "planted-tool": "1.0.0" },
      }),
    });
    const { code, output } = await run(process.execPath, [join("scripts", "check.ts"), ...checks], {
      cwd: project.folder,
      // Where tools colour what they print, the findings must read the same.
      env: { ...process.env, CI: "true", FORCE_COLOR: "1" },
    });
    printed = parseCheckOutput(code, output);
  });

  after(() => project.remove());

  it("exits 1 and counts every check as failed", () => {
    assert.equal(printed.code, 1);
    assert.equal(printed.closing, `0 passed, ${checks.length} failed`);
    assert.deepEqual(Object.keys(printed.sections).sort(), [...checks].sort());
  });

  describe("rooms", () => {
    const reported = (rule: string): readonly string[] =>
      section("rooms")
        .split("\n")
        .flatMap((line) => line.split(`error ${rule}: `).slice(1));

    it("has a break planted for every rule of the configuration", () => {
      assert.deepEqual(Object.keys(roomBreaks).sort(), declared.forbidden.map(({ name }) => name).sort());
    });

    for (const [rule, arrows] of Object.entries(roomBreaks)) {
      it(rule, () => {
        const lines = reported(rule);
        for (const [from, to] of arrows)
          assert.ok(
            lines.some((line) => line.startsWith(from) && line.slice(from.length).includes(to)),
            `${from} → ${to} is missing from:\n${lines.join("\n")}`,
          );
      });
    }

    it("leaves alone what is allowed", () => {
      assert.doesNotMatch(section("rooms"), /: \S*allowed\S* →/);
    });
  });

  describe("types", () => {
    for (const { option, code } of plantedTypes) {
      it(option, () => {
        const path = typePath(option).replace(".", "\\.");
        assert.match(section("types"), new RegExp(`^${path}\\(\\d+,\\d+\\): error ${code}:`, "m"));
      });
    }
  });

  describe("format", () => {
    it("names the file that is not formatted and not the one that is", () => {
      assert.match(section("format"), /^\[warn\] src\/base\/plantedFormat\.ts$/m);
      assert.doesNotMatch(section("format"), /allowedFormat/);
    });
  });

  describe("unused", () => {
    const unused: readonly (readonly [string, RegExp])[] = [
      ["Unused files", /^src\/base\/plantedOrphan\.ts\b/m],
      ["Unused dependencies", /^planted-dependency\b/m],
      ["Unused devDependencies", /^planted-tool\b/m],
      ["Unlisted dependencies", /^acorn\b.*src\/base\/plantedUnlisted\.ts/m],
      ["Unused exports", /^plantedValue\b.*src\/base\/plantedExports\.ts/m],
      ["Unused exported types", /^PlantedType\b.*src\/base\/plantedExports\.ts/m],
    ];
    for (const [heading, line] of unused) {
      it(heading.toLowerCase(), () => {
        assert.match(unusedSection(section("unused"), heading), line);
      });
    }

    it("leaves alone what is used", () => {
      assert.doesNotMatch(section("unused"), /^used\b/m);
    });
  });

  describe("bundle", () => {
    for (const [what, line] of bundleProblems) {
      it(what, () => {
        assert.match(section("bundle"), line);
      });
    }

    it("leaves alone what the manifest explains", () => {
      assert.doesNotMatch(section("bundle"), /^ {4}"vscode"/m);
    });
  });
});
