import assert from "node:assert/strict";
import type { Goal } from "../../../src/protocol/messages.ts";
import { registerChatView, type ChatView } from "../../../src/vscode/chatView.ts";
import { fakeView } from "../../editor/fakeView.ts";
import { commandsRun, viewProviders } from "../../support/vscode.ts";

describe("vscode/chatView", () => {
  let loads: number;
  let view: ChatView;
  let shown: unknown[];
  let keyboardCalls: (Goal | undefined)[];
  beforeEach(() => {
    [loads, keyboardCalls, shown] = [0, [], []];
    view = registerChatView(() => {
      loads += 1;
      return Promise.resolve({
        show: (one) => shown.push(one),
        forgetDrafts: () => Promise.resolve(),
        actOnCode: () => false,
        wantKeyboard: (to) => {
          keyboardCalls.push(to);
        },
      });
    });
  });
  afterEach(() => {
    view.dispose();
    commandsRun.length = 0;
  });

  it("loads the chat when its view first comes up, and fills that view", async () => {
    assert.equal(loads, 0);
    const page = fakeView(() => undefined);
    await viewProviders.get("drawbridge.chat")?.resolveWebviewView(page.view);
    assert.equal(loads, 1);
    assert.deepEqual(shown, [page.view]);
  });

  it("brings the view to the front before the keyboard is wanted there", async () => {
    const opening = view.open();
    assert.deepEqual([commandsRun.flat(), keyboardCalls], [["drawbridge.chat.focus"], []]);
    await opening;
    await view.open("nextTurn");
    assert.deepEqual(keyboardCalls, [undefined, "nextTurn"]);
  });
});
