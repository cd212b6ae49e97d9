import assert from "node:assert/strict";
import { bodyText } from "../../../src/privacy/bodyText.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("privacy/bodyText", () => {
  it("shows exactly what left, and that it matches its record", () => {
    const { text, note } = bodyText({ bytes: bytes('{"prompt":"a\n\tb"}'), matches: true });
    assert.equal(text, '{"prompt":"a\n\tb"}');
    assert.equal(note, "The 17 B that left, exactly. They match the mark in the record.");
  });

  it("says so when the bytes were changed since, or nobody can tell", () => {
    assert.match(bodyText({ bytes: bytes("x"), matches: false }).note, /do not match/);
    assert.match(bodyText({ bytes: bytes("x"), matches: undefined }).note, /Nothing tells any more/);
  });

  it("makes characters visible that would hide others", () => {
    assert.equal(
      bodyText({ bytes: bytes("a\u202Eb\u0000c\u200Bd"), matches: true }).text,
      String.raw`a\u{202e}b\u{0}c\u{200b}d`,
    );
  });

  it("shows the beginning of a long one and says so", () => {
    const { text, note } = bodyText({ bytes: bytes("x".repeat(300_000)), matches: true });
    assert.equal(text.length, 200_000);
    assert.match(note, /^The 300\.0 KB that left, .* Only the first 200\.0 KB are shown\.$/);
  });

  it("says that nothing is kept", () => {
    assert.deepEqual(bodyText(undefined).text, "");
    assert.match(bodyText(undefined).note, /not kept/);
  });
});
