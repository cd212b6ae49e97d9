import assert from "node:assert/strict";
import { wholeMarkdown } from "../../../media/chat/incrementalMarkdown.ts";
import { inlineLimit } from "../../../media/chat/lexMarkdown.ts";
import type { BlockNode, InlineNode } from "../../../media/chat/markdownNodes.ts";

function inline(markdown: string): readonly InlineNode[] {
  const [block] = wholeMarkdown(markdown);
  assert.equal(block?.kind, "paragraph");
  return block.children;
}

const text = (value: string): InlineNode => ({ kind: "text", text: value });

describe("what Markdown may show", () => {
  it("shows raw HTML as it was written", () => {
    assert.deepEqual(inline("a <b onclick=x>b</b> <img src=x>"), [text("a <b onclick=x>b</b> <img src=x>")]);
    assert.deepEqual(wholeMarkdown("<script>\nalert(1)\n</script>\n\nafter"), [
      { kind: "verbatim", text: "<script>\nalert(1)\n</script>" },
      { kind: "paragraph", children: [text("after")] },
    ] satisfies BlockNode[]);
  });

  it("shows an image as words", () => {
    assert.deepEqual(inline("![a *cat*](https://example.com/p.png 'title')"), [text("[image: a *cat*]")]);
    assert.deepEqual(inline("![](https://example.com/p.png)"), [text("[image: ]")]);
  });

  it("offers http and https links and no others", () => {
    assert.deepEqual(inline("[docs](https://example.com/a?b=c&amp;d)"), [
      {
        kind: "link",
        link: { url: "https://example.com/a?b=c&d", host: "example.com" },
        children: [text("docs")],
      },
    ]);
    for (const address of [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "java&Tab;script:alert(1)",
      "data:text/html,x",
      "command:workbench.action.quit",
      "vscode://file/etc/passwd",
      "file:///etc/passwd",
      "src/sum.ts",
      "//example.com/x",
      "mailto:me@example.com",
    ])
      assert.deepEqual(inline(`[x](<${address}>)`), [text("x")], address);
  });

  it("names the host of a link whose words name another", () => {
    assert.deepEqual(
      inline("[https://good.example/login](https://evil.example/)").at(-1),
      text(" (evil.example)"),
    );
    assert.equal(inline("[www.example.com](https://example.com/)").length, 1);
    assert.equal(inline("[sum.ts](https://example.com/)").at(-1)?.kind, "text");
    assert.equal(inline("[the manual](https://example.com/)").length, 1);
  });

  it("decodes character references outside code", () => {
    assert.deepEqual(inline("&lt;b&gt; &amp;lt; &rarr; &#65; &nope; AT&T"), [
      text("<b> &lt; → A &nope; AT&T"),
    ]);
    assert.deepEqual(inline("`&lt;`"), [{ kind: "code", text: "&lt;" }]);
  });

  it("keeps the info line and the text of code", () => {
    assert.deepEqual(wholeMarkdown("```ts sum.ts\na < b\n```"), [
      { kind: "code", info: "ts sum.ts", text: "a < b" },
    ]);
  });

  it("turns a task's checkbox into a flag", () => {
    assert.deepEqual(wholeMarkdown("- [x] a\n- [ ] b\n- c"), [
      {
        kind: "list",
        ordered: false,
        start: 1,
        loose: false,
        items: [
          { blocks: [{ kind: "paragraph", children: [text("a")] }], checked: true },
          { blocks: [{ kind: "paragraph", children: [text("b")] }], checked: false },
          { blocks: [{ kind: "paragraph", children: [text("c")] }] },
        ],
      },
    ] satisfies BlockNode[]);
  });

  it("is not confused by tags that stay open", () => {
    const [, last] = wholeMarkdown("<a href=x> and <pre>\n\nhttps://example.com &amp;");
    assert.ok(last?.kind === "paragraph");
    assert.deepEqual(
      last.children.map(({ kind }) => kind),
      ["link", "text"],
    );
  });

  it("shows what is nested too deep, or too long to search, as it was written", () => {
    const deep = "> ".repeat(3000) + "deep";
    assert.match(JSON.stringify(wholeMarkdown(deep)), /"verbatim","text":"(?:> )+deep"/);
    assert.equal(wholeMarkdown("- ".repeat(3000) + "deep").length, 1);
    const long = "**bold** ".repeat(inlineLimit / 9 + 1);
    assert.deepEqual(
      inline(long).map(({ kind }) => kind),
      ["text"],
    );
  });
});
