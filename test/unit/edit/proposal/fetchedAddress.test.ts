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
      assert.ok(bringsFetchedAddress(["{\n"], ["{\n", `${line}\n`]));
      assert.ok(!bringsFetchedAddress([`${line}\n`], [`    ${line.trim()}\n`, "more\n"]));
    });

  it("notices an address that stands below its key", () => {
    assert.ok(bringsFetchedAddress([], ['"$schema":\n', '  "https://collect.example"\n']));
  });

  for (const line of [
    '  "url": "https://api.example",',
    "const $schema = schema;",
    "<!DOCTYPE html>",
    '"$schema": "./a.json"',
  ])
    it(`leaves alone ${line.trim()}`, () => {
      assert.ok(!bringsFetchedAddress([], [`${line}\n`]));
    });

  it("knows the kinds of files in which editors look for such addresses", () => {
    for (const path of ["/a/package.json", "/a/b.YML", "/a/pom.xml"])
      assert.ok(mayFetchAddresses(path), path);
    for (const path of ["/a/json.ts", "/a/b.py", "/a/yaml"]) assert.ok(!mayFetchAddresses(path), path);
  });
});
