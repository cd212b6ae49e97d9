import assert from "node:assert/strict";
import { holdsGap, isMarker, unfoldElided } from "../../../../src/edit/apply/marker.ts";

describe("a placeholder in code", () => {
  const markers = [
    "...",
    "  …",
    "[...]",
    "// ... existing code ...",
    "# rest unchanged",
    "  /* the rest of the file */",
    "<!-- other sections stay the same ... -->",
    "{/* ... */}",
    "-- remaining columns",
    "// keep this as is",
    "// Your existing imports",
  ];
  for (const row of markers)
    it(`is ${row.trim()}`, () => {
      assert.equal(isMarker(row), true);
    });

  const others = [
    "// Waits for the rest",
    "// Loading...",
    "# Remaining stock of an item",
    "...rest,",
    "const all = [...first];",
    "return previous;",
    `// ... ${"a".repeat(100)}`,
    "",
  ];
  for (const row of others)
    it(`is not ${row.slice(0, 40) || "a row of nothing"}`, () => {
      assert.equal(isMarker(row), false);
    });

  it("that is all a head's braces hold stands in a row of its own", () => {
    assert.deepEqual(unfoldElided("  add(item) { /* unchanged */ },"), [
      "  add(item) {",
      "    // ...",
      "  },",
    ]);
    assert.deepEqual(unfoldElided("class A { ... }"), ["class A {", "  // ...", "}"]);
  });

  for (const row of ["const none = {};", "run(() => { /* nothing to do */ });", "f({ ...given });"])
    it(`leaves ${row} as it is`, () => {
      assert.deepEqual(unfoldElided(row), [row]);
    });

  for (const row of ["const a = [1, 2, ...];", "f({ one, … })", "const list = [...", "  ...,"])
    it(`inside ${row.trim()} leaves something out`, () => {
      assert.equal(holdsGap(row), true);
    });

  for (const row of [
    "const a = [...first, ...second];",
    "f(...all)",
    "int log(const char *, ...);",
    'say("Loading …");',
  ])
    it(`is not what ${row} holds`, () => {
      assert.equal(holdsGap(row), false);
    });
});
