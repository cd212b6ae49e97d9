import { EventEmitter } from "node:events";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "node:util";
import type { Page } from "playwright-core";
import { projectRoot } from "../tool.ts";
import type { EditorSuite } from "./editorSuites.ts";
import { openEditor } from "./openEditor.ts";
import { startEditor, type EditorServer } from "./startEditor.ts";
import { temporaryFolder } from "./temporaryFolder.ts";
import { parseMessage, type TestCounts } from "./testMessage.ts";

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
 * Runs one suite inside the real extension host, in a window of its own, and prints what mocha says. A run that ends
 * without a count, or with an exit code that contradicts it, counts one more failure.
 */
export async function runSuite(suiteRun: SuiteRun): Promise<TestCounts> {
  const { suite, extension } = suiteRun;
  const folder = await temporaryFolder("suite");
  try {
    await cp(join(projectRoot, suite.folder), folder.path, { recursive: true });
    const server = await startEditor({
      folder: folder.path,
      extension: { kind: "development", path: extension },
      settings: suite.settings,
      trust: suite.trust,
    });
    try {
      return await runInBrowser(server, suiteRun);
    } finally {
      await server.stop();
    }
  } finally {
    await folder.remove();
  }
}

async function runInBrowser(server: EditorServer, { suite, ...run }: SuiteRun): Promise<TestCounts> {
  const watched = watchMocha(run.limitMs);
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${server.port}${path}`;
  const url = server.url([
    ["extensionDevelopmentPath", remote(run.extension)],
    ["extensionTestsPath", remote(run.testsPath)],
  ]);
  const editor = await openEditor(url, { prepare: watched.listen });
  try {
    const { counts, code, log } = await watched.ended;
    const whole = counts !== undefined && counts.passed + counts.failed > 0;
    if (whole && (code === 0) === (counts.failed === 0)) return counts;
    const output = join(projectRoot, "test-output");
    const shot = await editor.screenshot(output, `editor-${suite.name}`);
    await writeFile(join(output, `editor-${suite.name}.log`), `${log.join("\n")}\n${server.output()}`);
    const how =
      code === undefined ? `did not end within ${run.limitMs / 1000} s` : `ended with exit code ${code}`;
    console.log(
      `  ${suite.name} ${how}${whole ? "" : " and ran no test"}; see ${shot} and the .log beside it`,
    );
    return { passed: counts?.passed ?? 0, failed: (counts?.failed ?? 0) + 1 };
  } finally {
    await editor.stop();
  }
}

type Ended = {
  readonly counts: TestCounts | undefined;
  readonly code: number | undefined;
  /** What the workbench and the extensions logged besides. */
  readonly log: readonly string[];
};

function watchMocha(limitMs: number): {
  readonly listen: (page: Page) => Promise<void>;
  readonly ended: Promise<Ended>;
} {
  const exits = new EventEmitter<{ readonly exit: [code: number | undefined] }>();
  const log: string[] = [];
  let counts: TestCounts | undefined;
  const timer = setTimeout(() => exits.emit("exit", undefined), limitMs);
  const hear = (_type: unknown, args: unknown): void => {
    const entry = format(...(Array.isArray(args) ? (args as readonly unknown[]) : [args]));
    const message = parseMessage(entry);
    if (message === undefined) log.push(entry);
    else if (message.kind === "line") console.log(message.text);
    else counts = message.counts;
  };
  return {
    ended: new Promise((resolve) => {
      exits.once("exit", (code) => {
        clearTimeout(timer);
        resolve({ counts, code, log });
      });
    }),
    listen: async (page) => {
      await page.exposeFunction("codeAutomationLog", hear);
      await page.exposeFunction("codeAutomationExit", (code: unknown) => {
        exits.emit("exit", Number(code));
      });
    },
  };
}
