import assert from "node:assert/strict";
import { textWithSecrets, withSecretsBack } from "../../../../src/edit/proposal/redactedLines.ts";

const left = 'const old = "[redacted: API key]";';
const secret = 'const key = "s3cr3t";';
const hidden = 'const key = "[redacted: API key]";';
const lost = 'const key = f("[redacted: API key]");';
const text = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

describe("edit/proposal/redactedLines", () => {
  it("leaves a placeholder alone that stands in the lines themselves", () => {
    assert.deepEqual(withSecretsBack([left, "b"], [left, "a"]), { lines: [left, "b"], isComplete: true });
    assert.ok(withSecretsBack([`  ${left.replace("const", "let")}`], [left]).isComplete);
  });

  it("puts a secret back beside a placeholder that stands in the lines themselves", () => {
    const back = withSecretsBack([left, hidden, "b"], [left, secret, "a"]);
    assert.deepEqual(back, { lines: [left, secret, "b"], isComplete: true });
  });

  it("finds another placeholder beside one that stands in the lines themselves", () => {
    assert.ok(!withSecretsBack([left, lost], [left, secret]).isComplete);
    assert.ok(!withSecretsBack([left, left], [left]).isComplete);
  });

  it("tells that a secret is lost although a placeholder stands elsewhere in the file", () => {
    const before = text(left, "a", secret, "b");
    const whole = textWithSecrets(before, text(left, "a", lost, "b"));
    assert.deepEqual(whole, { text: text(left, "a", lost, "b"), isSecretLost: true });
    assert.ok(textWithSecrets(before, text("a", lost, left, "b")).isSecretLost);
  });

  it("tells of nothing when a placeholder only moves within the file, and what it hides is put back", () => {
    const before = text(left, "a", secret, "b");
    const moved = textWithSecrets(before, text("a", hidden, "b", left));
    assert.deepEqual(moved, { text: text("a", secret, "b", left), isSecretLost: false });
  });
});
