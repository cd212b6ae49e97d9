import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PassThrough } from "node:stream";
import { download, runTests, TestRunFailedError } from "@vscode/test-electron";
import { cacheRoot } from "../cache.ts";
import { projectRoot } from "../tool.ts";
import type { EditorSuite } from "./editorSuites.ts";
import { quietSettings } from "./quietSettings.ts";
import { scopelessExtension } from "./scopelessExtension.ts";
import { temporaryFolder } from "./temporaryFolder.ts";
import { testLog, verdict, type TestCounts } from "./testMessage.ts";
import { testStorageVariable } from "./testStorage.ts";

const version = "1.139.1";

/**
 * Path of a desktop VS Code's executable: `VSCODE_PATH`, else {@link version} from the download folder, downloaded
 * once per user. Throws one line with the cure where neither is possible.
 */
export async function findDesktop(): Promise<string> {
  if (process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"])
    throw new Error("Desktop VS Code needs a display: run this as `xvfb-run -a npm run test:desktop`.");
  const { VSCODE_PATH } = process.env;
  if (VSCODE_PATH !== undefined && VSCODE_PATH !== "") return VSCODE_PATH;
  try {
    return await download({ version, cachePath: join(cacheRoot(), "vscode-desktop"), timeout: 20_000 });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new Error(
      `VS Code ${version} for the desktop could not be downloaded (${reason ?? ""}). Set VSCODE_PATH to the executable of an installed one; \`npm run test:editor\` runs the same tests without it.`,
      { cause: error },
    );
  }
}

/** Runs one suite in the desktop VS Code at `executable` and prints what mocha says. */
export async function runDesktopSuite(
  executable: string,
  suite: EditorSuite,
  testsPath: string,
): Promise<TestCounts> {
  const own = await temporaryFolder("desktop");
  try {
    const [folder, profile] = [join(own.path, "workspace"), join(own.path, "profile")];
    await cp(join(projectRoot, suite.folder), folder, { recursive: true });
    await mkdir(join(profile, "User"), { recursive: true });
    const settings = { ...quietSettings, ...suite.settings };
    await writeFile(join(profile, "User", "settings.json"), JSON.stringify(settings));
    const log = testLog();
    const lines = new PassThrough();
    createInterface({ input: lines }).on("line", log.hear);
    const extension =
      suite.scopeless === true ? await scopelessExtension(projectRoot, own.path) : projectRoot;
    const code = await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: extension,
      extensionTestsPath: testsPath,
      extensionTestsEnv: { [testStorageVariable]: join(profile, "User", "globalStorage") },
      launchArgs: launchArgs(join(folder, suite.workspaceFile ?? ""), profile, suite),
      stdout: lines,
      stderr: lines,
    }).catch((error: unknown) => {
      if (error instanceof TestRunFailedError) return error.code;
      throw error;
    });
    const counts = verdict(log.counts(), code);
    if (counts.failed > 0) console.log(log.rest.slice(-40).join("\n"));
    return counts;
  } finally {
    await own.remove();
  }
}

function launchArgs(folder: string, profile: string, suite: EditorSuite): string[] {
  const args = [folder, "--disable-extensions", `--user-data-dir=${profile}`, "--disable-telemetry"];
  if (suite.trust) args.push("--disable-workspace-trust");
  if (process.getuid?.() === 0) args.push("--no-sandbox", "--disable-gpu");
  return args;
}
