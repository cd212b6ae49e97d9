import assert from "node:assert/strict";
import { codeChunks } from "../../../media/chat/codeChunks.ts";
import { isOpenFence, OpenFence } from "../../../media/chat/openFence.ts";

function shown(fence: OpenFence): string {
  const view = fence.view();
  assert.equal(view.kind, "openCode");
  return view.chunks.join("");
}

describe("a code block that is being written", () => {
  it("is recognised once its first line is complete", () => {
    assert.equal(isOpenFence("```ts"), false);
    assert.equal(isOpenFence("```ts\n"), true);
    assert.equal(isOpenFence("~~~\ncode\n```\n"), true);
    assert.equal(isOpenFence("```\ncode\n```"), false);
    assert.equal(isOpenFence("```\ncode\n`````  \n"), false);
    assert.equal(isOpenFence("``` a`b\n"), false);
    assert.equal(isOpenFence("    ```\n"), false);
  });

  it("hides the line that may close it", () => {
    const fence = new OpenFence("```ts\n");
    fence.append("a\n``");
    assert.equal(shown(fence), "a\n");
    fence.append("x");
    assert.equal(shown(fence), "a\n``x");
  });

  it("hands back what follows the closing line", () => {
    const fence = new OpenFence("````\n");
    assert.equal(fence.append("a\n```\nb\n"), undefined);
    assert.equal(fence.append("`````\nafter\nmore"), "after\nmore");
    assert.equal(fence.raw, "````\na\n```\nb\n`````\n");
  });

  it("takes the indentation of its first line off the others", () => {
    const fence = new OpenFence("  ```\n    a\n b\n");
    assert.equal(shown(fence), "  a\nb\n");
  });

  it("cuts into the pieces that the finished block has", () => {
    const lines = Array.from({ length: 100 }, (_, n) => `line ${n}`);
    const fence = new OpenFence("```\n");
    for (const line of lines) fence.append(`${line}\n`);
    const view = fence.view();
    assert.ok(view.kind === "openCode");
    assert.deepEqual(view.chunks, codeChunks(`${lines.join("\n")}\n`));
    assert.equal(view.chunks.length, 4);
  });
});
