import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ToView } from "../../../src/protocol/messages.ts";
import { startScriptedServer, type ScriptedServer } from "../../support/scriptedServer.ts";
import { activateApart } from "../activateApart.ts";
import { askForCompletion } from "../askForCompletion.ts";
import { fakeView } from "../fakeView.ts";
import { ledgerRows, newLedgerRow } from "../ledgerRows.ts";
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

  it("asks the user's server what it has, with sockets of its own", async () => {
    const before = globalDispatchers();
    await setUserSettings({ "ollama.url": server.url, "chat.model": "", "completion.model": "" });
    await server.waitFor(({ path, finished }) => path === "/api/show" && finished);
    assert.deepEqual(globalDispatchers(), before);
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
    const rows = (await ledgerRows()).length;
    await askForCompletion();
    const row = await newLedgerRow(rows, /completion .* refused: needsConfirmation/);
    assert.match(row, /On 127\.0\.0\.1:\d+ .* out 0 B .* mode My network/);
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
      apart.view.resolveWebviewView(
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

describe("The ledger as a document", () => {
  it("opens in front, says that its chains hold, and cannot be changed", async () => {
    await vscode.commands.executeCommand("drawbridge.openLedger");
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.scheme, "drawbridge-ledger");
    const text = editor.document.getText();
    assert.match(text, /^Drawbridge ledger\n/);
    assert.match(text, /chain holds/);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), "Nothing was ever sent. ");
    });
    await vscode.commands.executeCommand("type", { text: "Nothing was ever sent. " });
    assert.equal(editor.document.getText(), text);
    assert.equal(editor.document.isDirty, false);
  });
});
