import assert from "node:assert/strict";
import { parseEnvValues } from "../../../src/gate/knownSecrets.ts";
import type { KnownSecrets } from "../../../src/terms/screening.ts";
import { createEnvFiles } from "../../../src/vscode/envFiles.ts";
import { rememberingLog } from "../../support/headless.ts";
import { happenings, opened, Uri } from "../../support/vscode.ts";

const line = (name: string): string => `${name}=${["tr0ub4dor", "and", name].join("&")}\n`;

describe("vscode/envFiles", () => {
  beforeEach(() => {
    opened.folders = ["file:///project"];
  });
  afterEach(() => {
    opened.folders = [];
    opened.files = {};
  });

  async function read(files: typeof opened.files): Promise<KnownSecrets> {
    opened.files = files;
    const source = createEnvFiles(parseEnvValues, rememberingLog().log);
    const known = await source.known();
    source.dispose();
    return known;
  }

  async function check(
    files: typeof opened.files,
    names: readonly string[],
    isWhole: boolean,
  ): Promise<void> {
    const known = await read(files);
    const found = known.secrets.map(({ label }) => /^value of (\w+)/.exec(label)?.[1]);
    assert.deepEqual([found.sort(), known.isWhole], [names, isWhole]);
  }

  it("are found in every package, however deep", () =>
    check(
      {
        "/project/.env": line("A_KEY"),
        "/project/packages/api/.env.local": line("B_KEY"),
        "/project/services/one/two/three/four/.env": line("C_KEY"),
        "/project/packages/api/readme.md": line("D_KEY"),
        "/project/packages/api/.env.example": line("E_KEY"),
      },
      ["A_KEY", "B_KEY", "C_KEY"],
      true,
    ));

  it("are not looked for in what others made", () =>
    check(
      {
        "/project/node_modules/left-pad/.env": line("A_KEY"),
        "/project/packages/api/node_modules/x/.env": line("B_KEY"),
        "/project/.git/.env": line("C_KEY"),
      },
      [],
      true,
    ));

  it("are not all there is when a file or a folder cannot be read, or is too large", async () => {
    await check({ "/project/.env": line("A_KEY"), "/project/a/b/.env": undefined }, ["A_KEY"], false);
    await check({ "/project/.env": line("A_KEY"), "/project/a/locked.d": undefined }, ["A_KEY"], false);
    await check({ "/project/a/b/.env": line("A_KEY") + "#".repeat(300_000) }, [], false);
  });

  function checkHeard(name: string, happens: () => void, isHeard = true): void {
    it(`${isHeard ? "are read again" : "are kept"} ${name}, although a project can keep the watcher of files from telling`, async () => {
      opened.files = { "/project/.env": line("A_KEY") };
      const source = createEnvFiles(parseEnvValues, rememberingLog().log);
      await source.known();
      opened.files = { "/project/.env": line("B_KEY") };
      happens();
      assert.match((await source.known()).secrets[0]?.label ?? "", isHeard ? /B_KEY/ : /A_KEY/);
      source.dispose();
    });
  }

  checkHeard("when one is saved in the editor", () => {
    happenings.savedDocument.fire({ uri: Uri.file("/project/packages/api/.env.local") });
  });
  checkHeard("when the focus comes back to the window", () => {
    happenings.windowState.fire({ focused: true });
  });
  checkHeard(
    "when another file is saved",
    () => {
      happenings.savedDocument.fire({ uri: Uri.file("/project/a.ts") });
    },
    false,
  );

  it("are not all there is when there are more folders than are looked into", () => {
    const many = Array.from({ length: 10_001 }, (_, index) => [`/project/f${index}/x`, ""] as const);
    return check({ ...Object.fromEntries(many), "/project/.env": line("A_KEY") }, ["A_KEY"], false);
  });
});
