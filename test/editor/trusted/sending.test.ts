import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ToView } from "../../../src/protocol/messages.ts";
import { startScriptedServer, type ScriptedServer } from "../../support/scriptedServer.ts";
import { activateApart } from "../activateApart.ts";
import { askForCompletion } from "../askForCompletion.ts";
import { fakeView } from "../fakeView.ts";
import { ledgerEntries, newRefusedCompletion } from "../ledgerEntries.ts";
import { loadedBundles } from "../loadedBundles.ts";
import { setUserSettings } from "../settings.ts";
import { waitFor } from "../waitFor.ts";

const errands = ["/api/version", "/api/status", "/api/tags", "/api/show"];
const dispatchers = [Symbol.for("undici.globalDispatcher.1"), Symbol.for("undici.globalDispatcher.2")];

function globalDispatchers(): readonly unknown[] {
  return dispatchers.map((symbol) => Reflect.get(globalThis, symbol) as unknown);
}

describe("What Drawbridge sends before anybody has confirmed anything", () => {
  let server: ScriptedServer;
  before(async () => {
    server = await startScriptedServer({ models: [{ name: "qwen2.5-coder:1.5b" }] });
  });
  after(async () => {
    await setUserSettings({
      "ollama.url": undefined,
      "chat.model": "mine/none",
      "completion.model": "mine/none",
    });
    await server.stop();
  });

  it("asks the user's server what it has, with sockets of its own and without the package that speaks to it", async () => {
    const before = globalDispatchers();
    await setUserSettings({ "ollama.url": server.url, "chat.model": "", "completion.model": "" });
    await server.waitFor(({ path, finished }) => path === "/api/show" && finished);
    assert.deepEqual(globalDispatchers(), before);
    assert.ok(!loadedBundles().includes("ollamaClient.cjs"));
    assert.deepEqual(
      server.requests.map(({ path }) => path).filter((path) => !errands.includes(path)),
      [],
    );
    for (const { path, body, headers } of server.requests) {
      assert.equal(headers["user-agent"], "Drawbridge");
      assert.equal(body, path === "/api/show" ? '{"model":"qwen2.5-coder:1.5b"}' : "");
    }
  });

  it("refuses a completion, sends nothing of it and writes that down", async () => {
    const before = ledgerEntries().length;
    await askForCompletion();
    const refused = await newRefusedCompletion(before, "needsConfirmation");
    assert.equal(refused.mode, "network");
    assert.equal(refused.class, "remoteDevice");
    assert.match(refused.host, /^127\.0\.0\.1:\d+$/);
    assert.deepEqual(
      server.requests.filter(({ path }) => !errands.includes(path)),
      [],
    );
  });

  it("keeps a question to itself while the editor refuses to ask, and can be asked again", async () => {
    const apart = activateApart();
    const told: ToView[] = [];
    const view = fakeView((message) => told.push(message as ToView));
    try {
      await apart.view.resolveWebviewView(
        view.view,
        { state: undefined },
        new vscode.CancellationTokenSource().token,
      );
      view.say({ type: "ready" });
      for (const text of ["Is this secret?", "And this?"]) {
        view.say({ type: "send", text });
        const ended = await waitFor(`an end of "${text}"`, () =>
          told.findLast(
            (message) =>
              message.type === "state" &&
              !message.state.busy &&
              message.state.turns.at(-1)?.question === text,
          ),
        );
        assert.ok(ended.type === "state");
        const answer = ended.state.turns.at(-1)?.answer;
        assert.equal(answer?.text, "");
        assert.notEqual(answer.status, "done");
      }
      assert.deepEqual(
        server.requests.filter(({ path }) => !errands.includes(path)),
        [],
      );
    } finally {
      apart.dispose();
    }
  });
});

describe("The ledger", () => {
  const pages = (): readonly vscode.Tab[] =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(
        ({ input }) =>
          input instanceof vscode.TabInputWebview && input.viewType.endsWith("drawbridge.ledger"),
      );

  it("opens in front as a page, once per window, and can be closed and opened again", async () => {
    await vscode.commands.executeCommand("drawbridge.openLedger");
    const [first] = await waitFor("the page", () => (pages().length > 0 ? pages() : undefined));
    assert.equal(first?.label, "Drawbridge Ledger");
    await vscode.commands.executeCommand("drawbridge.openLedger");
    assert.equal(pages().length, 1);
    assert.equal(pages()[0]?.isActive, true);
    await vscode.window.tabGroups.close(pages());
    await waitFor("its end", () => (pages().length === 0 ? true : undefined));
    await vscode.commands.executeCommand("drawbridge.openLedger");
    await waitFor("the page again", () => (pages().length === 1 ? true : undefined));
    await vscode.window.tabGroups.close(pages());
  });
});
