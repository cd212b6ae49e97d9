import assert from "node:assert/strict";
import { bringsFetchedAddress, mayFetchAddresses } from "../../../../src/edit/proposal/fetchedAddress.ts";

describe("edit/proposal/fetchedAddress", () => {
  for (const line of [
    '  "$schema": "https://collect.example/?key=1",',
    "  $schema: https://collect.example",
    "# yaml-language-server: $schema=http://collect.example/x.json",
    '<a xsi:noNamespaceSchemaLocation="https://collect.example/x.xsd">',
    '<!DOCTYPE a SYSTEM "https://collect.example/x.dtd">',
    '<!ENTITY a SYSTEM "file:///etc/passwd">',
    '<?xml-model href="https://collect.example/x.rng"?>',
  ])
    it(`notices ${line.trim()}`, () => {
      assert.ok(bringsFetchedAddress("{\n", `{\n${line}\n`));
      assert.ok(!bringsFetchedAddress(`${line}\n`, `    ${line.trim()}\nmore\n`));
    });

  for (const [what, text] of [
    ["below its key", '"$schema":\n  "https://collect.example"'],
    ["on the other side of a line break", '<a schemaLocation\n=\n"https://collect.example">'],
    ["behind an escaped key", '"\\u0024sch\\u0065ma": "https://collect.example"'],
    ["with an escaped scheme", '"$schema": "\\u0068ttps\\u003A//collect.example"'],
    ["with escapes of YAML", '"\\x24schema": "\\U00000068ttps://collect.example"'],
    ["behind a remark", '"$schema": /* x */ // y\n "https://collect.example"'],
    ["behind a remark whose end is escaped", '"$schema": /* \\u002a/ x */ "https://collect.example"'],
    ["behind a remark of YAML", "$schema: # x\n  https://collect.example"],
    ["as a block of YAML", "$schema: !!str >-\n  https://collect.example"],
    ["under another name in YAML", "a: &x https://collect.example\n$schema: *x"],
    ["without a colon", '"$schema" "https://collect.example"'],
    ["of another computer's share", '"$schema": "\\/\\/collect.example/x.json"'],
    [
      "behind a remark too long to look through",
      `"$schema": /*${"x".repeat(2000)}*/ "https://collect.example"`,
    ],
    ["behind a quoted angle", `<!DOCTYPE a PUBLIC ">" "https://collect.example">`],
    ["for a file of settings", "#:schema https://collect.example"],
  ] as const)
    it(`notices an address ${what}`, () => {
      assert.ok(bringsFetchedAddress("", `{\n${text}\n}\n`));
      assert.ok(!bringsFetchedAddress(text, text));
    });

  it("notices that an address became another one, however the old one was written", () => {
    const old = '{ "$schema": "https://a.example" }';
    assert.ok(bringsFetchedAddress(old, old.replace("a.example", "b.example")));
    assert.ok(!bringsFetchedAddress(old, '{\n  "$schema" : /* x */\n  "\\u0068ttps:\\/\\/a.example"\n}\n'));
    const far = (name: string): string => `"$schema": ${" ".repeat(2000)}"https://${name}.example"`;
    assert.ok(bringsFetchedAddress(far("a"), far("b")));
  });

  it("notices a remark that stands around an address no longer", () => {
    const line = '"$schema": // "https://collect.example"\n"./a.json"';
    assert.ok(!bringsFetchedAddress("", line));
    assert.ok(bringsFetchedAddress(line, line.replace("// ", "")));
  });

  it("finds an address behind very many keys and remarks in bounded time", () => {
    const many = [
      "$schema/*",
      "$schema//",
      '<!ENTITY "',
      "<!DOCTYPE '",
      "schemaLocation = ",
      "\\u0024schema ",
      "<xs:import <",
    ];
    const last = '\n"$schema": "https://collect.example"\n';
    for (const piece of many)
      assert.ok(bringsFetchedAddress("", piece.repeat(1_000_000 / piece.length) + last), piece);
  }).timeout(5000);

  for (const line of [
    '  "url": "https://api.example",',
    "const $schema = schema;",
    "<!DOCTYPE html>",
    '"$schema": "./a.json"',
    '"$schema": { "type": "string", "default": "a:b" },',
    "$schema: # https://remarked.example",
  ])
    it(`leaves alone ${line.trim()}`, () => {
      assert.ok(!bringsFetchedAddress("", `${line}\n`));
    });

  it("knows the kinds of files in which editors look for such addresses", () => {
    for (const path of ["/a/package.json", "/a/b.YML", "/a/pom.xml"])
      assert.ok(mayFetchAddresses(path), path);
    for (const path of ["/a/json.ts", "/a/b.py", "/a/yaml"]) assert.ok(!mayFetchAddresses(path), path);
  });
});
