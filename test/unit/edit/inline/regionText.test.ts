import assert from "node:assert/strict";
import { regionText } from "../../../../src/edit/inline/regionText.ts";

describe("edit/inline/regionText", () => {
  it("puts lines in place of the region, and leaves all else byte for byte as it was", () => {
    const text = regionText("a\r\n\tb\r\nc", { at: 1, count: 1 });
    assert.equal(text.done(["B", "BB"]).text, "a\r\n\tB\r\n\tBB\r\nc");
  });

  it("keeps a missing line end at the end of the document, and one that is there", () => {
    assert.equal(regionText("a\nb", { at: 1, count: 1 }).done(["x", "y"]).text, "a\nx\ny");
    assert.equal(regionText("a\nb\n", { at: 1, count: 1 }).done(["x"]).text, "a\nx\n");
  });

  it("puts lines behind everything, on a line of their own", () => {
    assert.equal(regionText("a", { at: 1, count: 0 }).done(["x"]).text, "a\nx\n");
    assert.equal(regionText("a\n", { at: 1, count: 0 }).done(["x"]).text, "a\nx\n");
    assert.equal(regionText("", { at: 0, count: 0 }).done(["x", "y"]).text, "x\ny");
  });

  it("takes lines out when nothing comes in their place", () => {
    assert.equal(regionText("a\nb\nc\n", { at: 1, count: 1 }).done([]).text, "a\nc\n");
  });

  it("grows: new lines above, the old ones that are left below", () => {
    const text = regionText("f\n  a\n  b\n  c\ng\n", { at: 1, count: 3 });
    assert.equal(text.grown([]), "f\n  a\n  b\n  c\ng\n");
    assert.equal(text.grown(["  A"]), "f\n  A\n  b\n  c\ng\n");
    assert.equal(text.grown(["  A", "  b"]), "f\n  A\n  b\n  c\ng\n");
  });

  it("gives what has come by itself, as the document is indented, and with its secrets", () => {
    const text = regionText('f\r\n\ta\r\n\tkey = "s3cr3t"\r\ng\r\n', { at: 1, count: 2 });
    const lines = ["A", 'key = "[redacted: API key]"'];
    assert.equal(text.come(lines).text, '\tA\r\n\tkey = "s3cr3t"');
    assert.equal(text.grown(lines), 'f\r\n\tA\r\n\tkey = "s3cr3t"\r\ng\r\n');
  });

  it("puts a secret back that was left out of what was sent", () => {
    const text = regionText('const a = 1;\nconst key = "s3cr3t";\n', { at: 0, count: 2 });
    const whole = text.done(["const a = 2;", 'const key = "[redacted: API key]";']);
    assert.deepEqual(whole, { text: 'const a = 2;\nconst key = "s3cr3t";\n', isSecretLost: false });
    const lost = text.done(["const a = 2;", 'const token = f("[redacted: API key]");']);
    assert.ok(lost.isSecretLost);
  });
});
