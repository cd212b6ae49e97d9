import assert from "node:assert/strict";
import { screenWire } from "../../../src/gate/screenWire.ts";
import { secretRules } from "../../../src/gate/secretRules.ts";
import { sampleText, secretSamples } from "./secretSamples.ts";
import type { SecretFinding } from "../../../src/terms/screening.ts";

function found(text: string): readonly SecretFinding[] {
  const body = new TextEncoder().encode(JSON.stringify({ prompt: text }));
  return screenWire({ path: "/v1/chat", body }, [], () => 0).findings;
}

/** Every repeat of a pattern without an upper bound, and every repeat around one that is not a fixed number. */
function repeatFaults(source: string): readonly string[] {
  const atom = /\\.|\[(?:\\.|[^\]\\])*\]|\(\?(?:<?[=!]|:)|[()|^$.]|[^\\[\]()]/y;
  const quantifier = /[*+?]\??|\{(\d+)(,(\d*))?\}\??/y;
  const faults: string[] = [];
  const open: { readonly start: number; varies: boolean }[] = [{ start: 0, varies: false }];
  for (let at = 0; at < source.length;) {
    atom.lastIndex = at;
    const found = atom.exec(source)?.[0];
    if (found === undefined) throw new Error(`Cannot read ${source} at ${at}.`);
    if (found.startsWith("(")) open.push({ start: at, varies: false });
    const closed = found === ")" ? open.pop() : undefined;
    const start = closed?.start ?? at;
    at += found.length;
    quantifier.lastIndex = at;
    const repeat = found.startsWith("(") ? null : quantifier.exec(source);
    const around = open.at(-1);
    if (around === undefined) throw new Error(`${source} closes what it did not open.`);
    if (closed?.varies === true) around.varies = true;
    if (repeat === null) continue;
    at += repeat[0].length;
    const [text, least = "", range, most = ""] = repeat;
    const isOptional = text.startsWith("?");
    const isBounded = isOptional || (text.startsWith("{") && (range === undefined || most !== ""));
    const repeats = !isOptional && (range === undefined ? Number(least) : Number(most)) > 1;
    if (!isBounded || (repeats && closed?.varies === true)) faults.push(source.slice(start, at));
    if (!isOptional && range !== undefined) around.varies = true;
  }
  return faults;
}

describe("gate/secretRules", () => {
  for (const [index, sample] of secretSamples.entries()) {
    it(`finds exactly the secret of sample ${index}, ${sample.rule}, and not what nearly is one`, () => {
      assert.deepEqual(
        found(`// a line before\n${sampleText(sample)}// a line after\n`).map(({ rule, secret }) => [
          rule,
          secret,
        ]),
        [[sample.rule, sample.secret]],
      );
      assert.deepEqual(found(sample.miss), []);
    });
  }

  it("has a sample for every rule, and every rule once", () => {
    const ids = secretRules.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(ids.toSorted(), [...new Set(secretSamples.map(({ rule }) => rule))].sort());
  });

  it("repeats nothing without a bound, and nothing that already repeats", () => {
    for (const { id, pattern } of secretRules) assert.deepEqual(repeatFaults(pattern.source), [], id);
    assert.deepEqual(repeatFaults("a+"), ["a+"]);
    assert.deepEqual(repeatFaults("[*]\\+x{2,}"), ["x{2,}"]);
    assert.deepEqual(repeatFaults("(?:a{0,3}b){0,3}"), ["(?:a{0,3}b){0,3}"]);
    assert.deepEqual(repeatFaults("(?:a{0,3}b)?[(+]c{1,4}(?:d{2}e){0,3}"), []);
  });

  it("names keywords in lower case and patterns that are tried in one place", () => {
    for (const { id, keywords, pattern } of secretRules) {
      assert.ok(
        keywords.length > 0 && keywords.every((word) => word === word.toLowerCase() && word !== ""),
        id,
      );
      assert.ok(pattern.sticky && !pattern.global, id);
    }
  });
});
