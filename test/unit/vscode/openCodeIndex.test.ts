import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmitter } from "../../../src/base/event.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { codeIndexCommands } from "../../../src/vscode/codeIndexCommands.ts";
import { createKeptPause } from "../../../src/vscode/keptPause.ts";
import { createLazyCodeIndex, type LazyCodeIndex } from "../../../src/vscode/lazyCodeIndex.ts";
import { startHeadless, type Headless } from "../../support/headless.ts";
import { mementoOf } from "../../support/mementoOf.ts";
import { messages, opened, progress, searches, Uri, workspace } from "../../support/vscode.ts";

describe("vscode/openCodeIndex", () => {
  let folder: string;
  let lazy: LazyCodeIndex;
  const refreshed = createEmitter<undefined>();
  const guard = {
    judgeQuietly: (): Promise<PathVerdict> => Promise.resolve({ kind: "allowed" }),
    onDidRefresh: refreshed.event,
  };
  const log = {
    error: (message: string, cause: unknown) => assert.fail(`${message}: ${String(cause)}`),
    info: () => undefined,
  };
  let bridge: Headless;
  /** What the editor keeps of the workspace. */
  let stored: Map<string, unknown>;

  beforeEach(async () => {
    bridge = await startHeadless({ providers: [] });
    folder = mkdtempSync(join(tmpdir(), "drawbridge-open-"));
    writeFileSync(join(folder, "a.ts"), "export function sealLedger() {}");
    opened.folders = [Uri.file(folder).toString()];
    searches.found = () => [Uri.file(join(folder, "a.ts"))];
    workspace.isTrusted = true;
    messages.shown = [];
    progress.titles = [];
    stored = new Map();
    lazy = open(join(folder, "storage"));
  });
  afterEach(() => {
    lazy.dispose();
    bridge.dispose();
    opened.folders = [];
    searches.found = () => [];
    workspace.isTrusted = true;
    messages.shown = [];
    progress.titles = [];
    rmSync(folder, { recursive: true });
  });

  function open(storage: string | undefined): LazyCodeIndex {
    const embedding = { open: bridge, onDidMove: bridge.door.onDidMove };
    const pause = createKeptPause(mementoOf(stored));
    return createLazyCodeIndex({ storage, searchExcludes: () => [], guard, embedding, pause, log });
  }
  const said = (): readonly string[] => messages.shown.map(([text]) => text);
  const kept = (): boolean => existsSync(join(folder, "storage", "codeIndex"));

  it("does nothing until it is asked", async () => {
    await lazy.load();
    refreshed.fire(undefined);
    assert.deepEqual([kept(), progress.titles], [false, []]);
  });

  it("is built by its command, shows how far it is, and says what it takes", async () => {
    await codeIndexCommands(lazy)["drawbridge.buildCodeIndex"]();
    assert.deepEqual(progress.titles, ["Drawbridge: indexing code"]);
    assert.match(
      said()[0] ?? "",
      /^The code index holds 1 file and takes \d+ B on this device\. It finds code by its words; a model/,
    );
  });

  it("shows a build that a question began", async () => {
    const found = await (
      await lazy.load()
    )?.index.search("ledger", {
      mostTokens: 100,
      signal: new AbortController().signal,
    });
    assert.equal(found?.length, 1);
    assert.deepEqual(progress.titles, ["Drawbridge: indexing code"]);
  });

  it("is paused and goes on by one command", async () => {
    const { "drawbridge.toggleCodeIndex": toggle } = codeIndexCommands(lazy);
    await toggle();
    assert.deepEqual((await lazy.load())?.index.state(), { kind: "paused" });
    await toggle();
    assert.equal((await lazy.load())?.index.state().kind, "ready");
  });

  it("stays paused in the next window, where it reads nothing before it is told to go on", async () => {
    const { "drawbridge.toggleCodeIndex": pause } = codeIndexCommands(lazy);
    await pause();
    lazy.dispose();
    searches.found = () => assert.fail("a paused index looks at no file");
    lazy = open(join(folder, "storage"));
    const index = (await lazy.load())?.index ?? assert.fail("no folder is open");
    const { signal } = new AbortController();
    assert.deepEqual(await index.search("ledger", { mostTokens: 100, signal }), []);
    assert.deepEqual(index.state(), { kind: "paused" });
    searches.found = () => [Uri.file(join(folder, "a.ts"))];
    await codeIndexCommands(lazy)["drawbridge.toggleCodeIndex"]();
    assert.deepEqual([index.state().kind, stored.size], ["ready", 0]);
  });

  it("is paused no more once it is deleted", async () => {
    const commands = codeIndexCommands(lazy);
    await commands["drawbridge.toggleCodeIndex"]();
    assert.equal(stored.size, 1);
    await commands["drawbridge.deleteCodeIndex"]();
    assert.equal(stored.size, 0);
  });

  it("is deleted by its command, which says how much that was", async () => {
    const commands = codeIndexCommands(lazy);
    await commands["drawbridge.buildCodeIndex"]();
    await commands["drawbridge.deleteCodeIndex"]();
    assert.match(said()[1] ?? "", /^The code index was deleted: \d+ B\.$/);
    assert.ok(!kept());
  });

  it("is not there without a folder, nor in a workspace that is not trusted", async () => {
    await codeIndexCommands(open(undefined))["drawbridge.buildCodeIndex"]();
    workspace.isTrusted = false;
    await codeIndexCommands(lazy)["drawbridge.buildCodeIndex"]();
    assert.deepEqual(said(), [
      "No folder is open. Open one to have its code indexed.",
      "Drawbridge does not index a workspace that you do not trust. Trust it first.",
    ]);
    assert.ok(!kept());
  });
});
