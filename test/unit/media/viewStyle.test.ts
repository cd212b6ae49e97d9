import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { themes } from "../../webview/themes.ts";

const media = join(import.meta.dirname, "../../../media");
const css = globSync("*/*.css", { cwd: media })
  .map((name) => readFileSync(join(media, name), "utf8"))
  .join("\n");

describe("the style of the views", () => {
  it("uses only the editor's variables, each with a fallback", () => {
    const uses = [...css.matchAll(/var\((--vscode-[\w-]+)(,?)/g)];
    assert.ok(uses.length > 40, `${uses.length} uses were found`);
    for (const [whole, , comma] of uses) assert.equal(comma, ",", whole);
  });

  it("uses no colour that no theme of the editor has", () => {
    const known = new Set(Object.values(themes).flatMap(({ colours }) => Object.keys(colours)));
    for (const [, name = ""] of css.matchAll(/var\(--vscode-([\w-]+)/g))
      if (!/font/.test(name)) assert.ok(known.has(name), name);
  });

  it("names a colour only as a fallback", () => {
    const bare = css
      .replace(/\/\*[\s\S]*?\*\//g, "")
      .split("\n")
      .filter((line) => /#[0-9a-f]{3,8}\b|rgba?\(/i.test(line.replace(/var\([^;]*\)/g, "")));
    assert.deepEqual(bare, []);
  });

  it("loads nothing", () => {
    assert.doesNotMatch(css, /url\(|@import|@font-face|image-set/);
  });
});
