import assert from "node:assert/strict";
import { marked, type Token } from "marked";
import { createStatusBar } from "../../../src/vscode/statusBar.ts";
import { statusBarItems, type MarkdownString } from "../../support/vscode.ts";

const there = "https://attacker.example";
const hostile = [
  `![x](${there}/a.png)`,
  `[Pause](command:workbench.action.terminal.new)`,
  `<img src="${there}/b.png" onerror="x">`,
  `<${there}>`,
  there,
  "www.attacker.example",
  "x@attacker.example",
  `| a | b |\n| - | - |\n\n# big\n\n- item`,
  `[x]: ${there}\n[x]`,
  "$(sync~spin)",
  "**bold** _thin_ `code` ~~gone~~ \\",
  "&lt;b&gt;",
];

const commands = [
  "drawbridge.changeMode",
  "drawbridge.openLedger",
  "drawbridge.openDataFlow",
  "drawbridge.togglePause",
  "drawbridge.chooseChatModel",
  "drawbridge.chooseCompletionModel",
  "drawbridge.completionDoctor",
  "drawbridge.snoozeCompletion",
  "drawbridge.openCompletionStatistics",
];

/** What the hover holds besides plain text when names and notes are `text`. */
function hoverWith(text: string): { readonly hover: MarkdownString; readonly kinds: readonly string[] } {
  const bar = createStatusBar();
  bar.show({
    text: "",
    warning: false,
    spoken: "",
    hover: {
      mode: text,
      paused: false,
      rows: [{ task: "Chat", model: text, destination: text }],
      notes: [text],
    },
  });
  bar.dispose();
  const hover = statusBarItems.pop()?.tooltip;
  assert.ok(hover !== undefined);
  const kinds: string[] = [];
  void marked.walkTokens(marked.lexer(hover.value), (token: Token) => {
    kinds.push(token.type === "link" ? `link ${String(token["href"])}` : token.type);
  });
  return { hover, kinds };
}

describe("vscode/statusBar", () => {
  it("makes nothing but text of what comes from outside", () => {
    const { kinds: plain } = hoverWith("x");
    for (const text of hostile) {
      const { hover, kinds } = hoverWith(text);
      const inText = new Set(["text", "escape"]);
      const others = (all: readonly string[]): readonly string[] => all.filter((kind) => !inText.has(kind));
      assert.deepEqual(others(kinds), others(plain), text);
      assert.doesNotMatch(hover.value, /\$\(|attacker\.example/, text);
    }
  });

  it("starts its own commands from the hover, and no other", () => {
    const { hover, kinds } = hoverWith("x");
    assert.deepEqual(hover.isTrusted, { enabledCommands: commands });
    assert.deepEqual(
      kinds.filter((kind) => kind.startsWith("link")),
      commands.map((command) => `link command:${command}`),
    );
    assert.ok(!("supportHtml" in hover));
  });
});
