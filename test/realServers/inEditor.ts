/** The packaged extension in the real editor, with a real server as its only choice for chat. */
import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { arrange } from "../../scripts/demo/arrange.ts";
import { openPanel, type Panel } from "../../scripts/demo/panel.ts";
import { textOf } from "../../scripts/demo/step.ts";
import { openEditor } from "../../scripts/editor/openEditor.ts";
import { startEditor } from "../../scripts/editor/startEditor.ts";
import { temporaryFolder } from "../../scripts/editor/temporaryFolder.ts";
import { packageVsix } from "../../scripts/package.ts";
import type { RealServer } from "../../scripts/realServers/startPythonServer.ts";
import { projectRoot } from "../../scripts/tool.ts";
import type { LedgerEntry } from "../../src/ledger/record.ts";
import type { ProviderKind } from "../../src/settings/providerPresets.ts";
import { modalDialog } from "../e2e/page/modalDialog.ts";
import { drawbridgeStatus, type StatusItem } from "../e2e/page/statusItem.ts";
import { openFile } from "../e2e/page/textEditor.ts";
import { readLedger } from "../support/ledgers.ts";

/** The editor as a person has it before them. */
type Seat = {
  readonly status: StatusItem;
  readonly panel: () => Promise<Panel>;
  readonly confirmation: () => ReturnType<typeof modalDialog>;
  readonly ledger: () => readonly LedgerEntry[];
  /** Writes `test-output/<name>.png`. */
  readonly screenshot: (name: string) => Promise<string>;
  readonly leave: () => Promise<void>;
};

let packaged: Promise<string> | undefined;

async function takeSeat(server: RealServer, kind: ProviderKind, env: NodeJS.ProcessEnv): Promise<Seat> {
  packaged ??= packageVsix();
  const project = await temporaryFolder("real-server");
  const folder = join(project.path, "corner-shop");
  await cp(join(projectRoot, "sample"), folder, { recursive: true });
  const editor = await startEditor({
    folder,
    extension: { kind: "vsix", file: await packaged },
    trust: true,
    env,
    settings: {
      "drawbridge.providers": { real: { kind, url: server.url, label: server.label } },
      "drawbridge.chat.model": `real/${server.model}`,
      "drawbridge.completion.enabled": false,
    },
  });
  const { page, screenshot, stop } = await openEditor(editor.url());
  const storage = join(editor.dataDir, "user", "User", "globalStorage", "drawbridge.drawbridge");
  await drawbridgeStatus(page).item.waitFor({ timeout: 60_000 });
  await openFile(page, "src/strings.ts");
  return {
    status: drawbridgeStatus(page),
    panel: async () => {
      const panel = await openPanel(page);
      await arrange(page, 460);
      return panel;
    },
    confirmation: () => modalDialog(page),
    ledger: () =>
      readLedger(join(storage, "ledger")).flatMap(({ records }) => records.map(({ entry }) => entry)),
    screenshot: (name) => screenshot(join(projectRoot, "test-output"), name),
    leave: async () => {
      await stop();
      await editor.stop();
      await project.remove();
    },
  };
}

/**
 * A person asks in the side panel, confirms the server once and reads the answer; everything on screen and in the ledger
 * must call it a server that may forward. `env` is the editor's. Leaves `test-output/real-<name>.png`.
 */
export async function askInEditor(
  name: string,
  server: RealServer,
  kind: ProviderKind,
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  const seat = await takeSeat(server, kind, env);
  try {
    await play(name, server, seat);
  } catch (error) {
    await seat.screenshot(`FAILED-real-${name}`);
    throw error;
  } finally {
    await seat.leave();
  }
}

async function play(name: string, server: RealServer, seat: Seat): Promise<void> {
  const { status, ledger, screenshot } = seat;
  await status.shows("may forward");
  const panel = await seat.panel();
  await panel.ask("Write a short function reverseString in TypeScript.");
  const confirmation = await seat.confirmation();
  assert.match(
    await confirmation.message(),
    new RegExp(`^Use the server at ${new URL(server.url).origin} on `),
  );
  assert.match(await confirmation.detail(), /It stays labelled "may forward"/);
  assert.deepEqual(sends(ledger()), []);
  await screenshot(`real-${name}-confirmation`);
  await confirmation.choose("Use it");
  await panel.growing();
  // A small model on a busy machine may take its time, and fill its context before it ends.
  await panel.frame.locator("button.send:not(.stop)").waitFor({ timeout: 300_000 });
  assert.notEqual(await textOf(panel.answer.locator(".markdown")), "");
  const measured = await panel.measured();
  assert.match(measured, /may forward/);
  await status.shows(/may forward/);
  assert.match(await status.text(), new RegExp(server.model));
  await screenshot(`real-${name}`);

  const [attempt, ...more] = sends(ledger());
  assert.ok(attempt?.phase === "attempt");
  assert.deepEqual(more, []);
  assert.deepEqual(
    [attempt.class, attempt.mayForward, attempt.origin, attempt.grant],
    ["remoteDevice", true, new URL(server.url).origin, "confirmed"],
  );
  const end = ledger().findLast((entry) => entry.phase === "end" && entry.id === attempt.id);
  assert.ok(end?.phase === "end");
  assert.deepEqual([end.outcome, end.address], ["done", "127.0.0.1"]);
  console.log(
    `    ${server.label} in the editor: "${await status.text()}" · under the answer: "${measured}"`,
  );
}

function sends(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  return entries.filter((entry) => entry.phase === "attempt" && !entry.purpose.startsWith("errand:"));
}
