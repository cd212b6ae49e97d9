import assert from "node:assert/strict";
import { findTarget } from "../../../../src/edit/answer/findTarget.ts";
import { placesWith, shop } from "./shopFiles.ts";

describe("edit/answer/findTarget", () => {
  const files = [
    "src/sum.ts",
    "src/index.ts",
    "lib/index.ts",
    "packages/cart/total.ts",
    ".git/config",
    "docs/a.md",
  ];
  const find = (named?: string, beside: readonly string[] = [], there: readonly string[] = files) =>
    findTarget({ named, beside: beside.map(shop) }, placesWith(there));

  for (const [how, named, path] of [
    ["by its path from a folder on", "src/sum.ts", "src/sum.ts"],
    ["by its path with the folder's own name", "shop/src/sum.ts", "src/sum.ts"],
    ["by its path from the root on", "/home/me/shop/src/sum.ts", "src/sum.ts"],
    ["by the end of its path, where no other ends so", "cart/total.ts", "packages/cart/total.ts"],
    ["where it guards something: that is asked about when it is to be changed", ".git/config", ".git/config"],
  ] as const)
    it(`finds a file ${how}`, async () => {
      assert.deepEqual(await find(named), { kind: "file", uri: shop(path) });
    });

  it("finds no part of a name", async () => {
    assert.deepEqual(await find("um.ts"), { kind: "new", uri: shop("um.ts") });
  });

  it("asks where several files are called so", async () => {
    const uris = [shop("src/index.ts"), shop("lib/index.ts")];
    assert.deepEqual(await find("index.ts"), { kind: "unsure", uris });
  });

  it("means the one of them that stands beside the question", async () => {
    assert.deepEqual(await find("index.ts", ["lib/index.ts"]), { kind: "file", uri: shop("lib/index.ts") });
  });

  it("asks where one that is called so stands beside the question and another right where the name says", async () => {
    const there = [...files, "index.ts"];
    const uris = [shop("lib/index.ts"), shop("index.ts")];
    assert.deepEqual(await find("index.ts", ["lib/index.ts"], there), { kind: "unsure", uris });
  });

  it("makes a new file of what is nowhere, where the name says", async () => {
    assert.deepEqual(await find("src/cart/new.ts"), { kind: "new", uri: shop("src/cart/new.ts") });
  });

  it("makes none in the place of one that stood beside the question and is gone", async () => {
    assert.deepEqual(await find("src/gone.ts", ["src/gone.ts"]), { kind: "gone", uri: shop("src/gone.ts") });
  });

  for (const named of ["../other/a.ts", "/etc/passwd", "/home/me/shop2/a.ts", "~/.bashrc"])
    it(`goes nowhere for ${named}`, async () => {
      assert.deepEqual(await find(named, ["src/sum.ts"]), { kind: "elsewhere", named });
    });

  for (const named of ["src/sum.ts/total", "shop/src/sum.ts/total/of", "/home/me/shop/src/sum.ts/total"])
    it(`makes no file below another for ${named}`, async () => {
      assert.deepEqual(await find(named, ["src/sum.ts"]), { kind: "elsewhere", named });
    });

  it("takes no folder for a file", async () => {
    assert.deepEqual(await find("src"), { kind: "folder", named: "src" });
  });

  it("means the only file beside the question where nothing is named", async () => {
    assert.deepEqual(await find(undefined, ["src/sum.ts", "src/sum.ts"]), {
      kind: "file",
      uri: shop("src/sum.ts"),
    });
    assert.deepEqual(await find(undefined, ["src/gone.ts"]), { kind: "gone", uri: shop("src/gone.ts") });
  });

  it("asks where nothing is named and none or several stand beside the question", async () => {
    assert.deepEqual(await find(), { kind: "unsure", uris: [] });
    const uris = [shop("src/sum.ts"), shop("docs/a.md")];
    assert.deepEqual(await find(undefined, ["src/sum.ts", "docs/a.md"]), { kind: "unsure", uris });
  });

  it("asks in a window without a folder", async () => {
    const places = { ...placesWith([]), folders: () => [] };
    assert.deepEqual(await findTarget({ named: "a.ts", beside: [] }, places), { kind: "unsure", uris: [] });
  });

  it("looks in every folder of a window", async () => {
    const places = placesWith(files, ["file:///home/me/other", "file:///home/me/shop"]);
    assert.deepEqual(await findTarget({ named: "src/sum.ts", beside: [] }, places), {
      kind: "file",
      uri: shop("src/sum.ts"),
    });
  });
});
