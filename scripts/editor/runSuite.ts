import { EventEmitter, once } from "node:events";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "node:util";
import { projectRoot } from "../tool.ts";
import type { EditorSuite } from "./editorSuites.ts";
import { openEditor } from "./openEditor.ts";
import { scopelessExtension } from "./scopelessExtension.ts";
import { startEditor, type EditorServer } from "./startEditor.ts";
import { temporaryFolder } from "./temporaryFolder.ts";
import { testStorageVariable } from "./testStorage.ts";
import { testLog, verdict, type TestCounts } from "./testMessage.ts";

/** One suite and where its parts are; `limitMs` bounds the whole suite. */
export type SuiteRun = {
  readonly suite: EditorSuite;
  /** Folder of the extension under test, built. */
  readonly extension: string;
  /** The bundled `run.cjs` of the suite. */
  readonly testsPath: string;
  readonly limitMs: number;
};

/**
 * Runs one suite inside the real extension host of VS Code's own server, in a window of its own, and prints what mocha
 * says. When something is wrong, a picture of the window and its log are in test-output/.
 */
export async function runSuite(suiteRun: SuiteRun): Promise<TestCounts> {
  const { suite } = suiteRun;
  const own = await temporaryFolder("suite");
  try {
    const [folder, profileDir] = [join(own.path, "workspace"), join(own.path, "profile")];
    await cp(join(projectRoot, suite.folder), folder, { recursive: true });
    const extension =
      suite.scopeless === true ? await scopelessExtension(suiteRun.extension, own.path) : suiteRun.extension;
    const server = await startEditor({
      folder: join(folder, suite.workspaceFile ?? ""),
      extension: { kind: "development", path: extension },
      settings: suite.settings,
      trust: suite.trust,
      profileDir,
      env: { [testStorageVariable]: join(profileDir, "user", "User", "globalStorage") },
      ...(suite.machineSettings && { machineSettings: suite.machineSettings }),
    });
    try {
      return await runInBrowser(server, { ...suiteRun, extension });
    } finally {
      await server.stop();
    }
  } finally {
    await own.remove();
  }
}

async function runInBrowser(server: EditorServer, { suite, ...run }: SuiteRun): Promise<TestCounts> {
  const log = testLog();
  const window = new EventEmitter();
  const ended = once(window, "exit") as Promise<[code: number | undefined]>;
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${server.port}${path}`;
  const url = server.url([
    ["extensionDevelopmentPath", remote(run.extension)],
    ["extensionTestsPath", remote(run.testsPath)],
  ]);
  const editor = await openEditor(url, {
    prepare: async (page) => {
      await page.exposeFunction("codeAutomationLog", (_type: unknown, args: unknown) => {
        log.hear(format(...(Array.isArray(args) ? (args as readonly unknown[]) : [args])));
      });
      await page.exposeFunction("codeAutomationExit", (code: unknown) => {
        window.emit("exit", Number(code));
      });
    },
  });
  const timer = setTimeout(() => {
    window.emit("exit", undefined);
  }, run.limitMs);
  try {
    const [code] = await ended;
    const counts = verdict(log.counts(), code);
    if (counts.failed === 0) return counts;
    const output = join(projectRoot, "test-output");
    await mkdir(output, { recursive: true });
    const shot = await editor.screenshot(output, `editor-${suite.name}`);
    await writeFile(join(output, `editor-${suite.name}.log`), `${log.rest.join("\n")}\n${server.output()}`);
    const how =
      code === undefined ? `did not end within ${run.limitMs / 1000} s` : `ended with exit code ${code}`;
    console.log(`  ${suite.name} ${how}; see ${shot} and the .log beside it`);
    return counts;
  } finally {
    clearTimeout(timer);
    await editor.stop();
  }
}
