import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ChatSession } from "../../../src/chat/chatSession.ts";
import { registerChatView, type ChatView } from "../../../src/vscode/chatView.ts";
import { fakeView, type FakeView } from "../../editor/fakeView.ts";
import { rememberingLog } from "../../support/headless.ts";
import { env, messages, viewProviders } from "../../support/vscode.ts";

const url = "https://user:word@docs.example/a/b";

describe("vscode/chatView", () => {
  let registered: ChatView;
  let page: FakeView;
  beforeEach(() => {
    const none = (): undefined => undefined;
    const silent: Pick<ChatSession, "onDidChange"> = { onDidChange: () => ({ dispose: none }) };
    registered = registerChatView(silent as ChatSession, {
      extensionUri: vscode.Uri.file("/extension"),
      log: rememberingLog().log,
      onReady: none,
      onStep: none,
      onUse: none,
      onOpenRecord: none,
    });
    page = fakeView(none);
    viewProviders.get("drawbridge.chat")?.resolveWebviewView(page.view);
  });
  afterEach(() => {
    registered.dispose();
    messages.shown = [];
    messages.answer = undefined;
    env.opened.length = 0;
  });

  async function press(address: string): Promise<void> {
    page.say({ type: "openLink", url: address });
    await new Promise(setImmediate);
  }

  it("opens a link only after its whole address was shown in a dialog that holds the window", async () => {
    await press(url);
    assert.deepEqual(
      messages.shown.map(([, options]) => options),
      [{ modal: true, detail: url }],
    );
    assert.deepEqual(env.opened, []);
    messages.answer = "Open in Browser";
    await press(url);
    assert.deepEqual(env.opened, [url]);
  });

  it("opens no address that is not of the web, and does not even ask", async () => {
    messages.answer = "Open in Browser";
    for (const address of [
      "command:workbench.action.terminal.new",
      "vscode://somebody.extension/x",
      "file:///etc/passwd",
      "javascript:alert(1)",
      "mailto:x@docs.example",
      "docs.example",
    ])
      await press(address);
    assert.deepEqual([messages.shown, env.opened], [[], []]);
  });
});
