import assert from "node:assert/strict";
import { settingPlaces } from "../../../src/settings/settingPlaces.ts";

describe("settings/settingPlaces", () => {
  /** The text between ⟦ and ⟧ is what is found. */
  function finds(
    name: string,
    marked: string,
    path: readonly string[],
    setting = "drawbridge.providers",
  ): void {
    it(`finds ${name}`, () => {
      const text = marked.replaceAll(/[⟦⟧]/g, "");
      const place = settingPlaces(text)(setting, path);
      assert.ok(place !== undefined);
      const end = place.offset + place.length;
      assert.equal(
        `${text.slice(0, place.offset)}⟦${text.slice(place.offset, end)}⟧${text.slice(end)}`,
        marked,
      );
    });
  }

  finds(
    "a value of one line",
    '{ "a": 1, ⟦"drawbridge.ollama.url": "nowhere"⟧ }',
    [],
    "drawbridge.ollama.url",
  );
  finds(
    "a property of an entry, past comments and a comma too many",
    '{\n  // mine\n  "drawbridge.providers": {\n    "team": { ⟦"kind": "vlm"⟧, }, /* end */\n  },\n}',
    ["team", "kind"],
  );
  finds("the name of what is an object", '{"drawbridge.providers":{⟦"team"⟧:{"kind":"vlm"}}}', ["team"]);
  finds("an item of a list", '{"drawbridge.providers":{"team":{"models":["a",⟦""⟧]}}}', [
    "team",
    "models",
    "1",
  ]);
  finds("the entry when the property is missing", '{"drawbridge.providers":{⟦"team"⟧:{}}}', ["team", "url"]);
  finds("the setting when the entry is gone", '{⟦"drawbridge.providers"⟧:{}}', ["team", "url"]);
  finds("a nested setting", '{"drawbridge":{"providers":{⟦"team"⟧:{}}}}', ["team"]);
  finds("a half-nested setting", '{"drawbridge":{⟦"ollama.url": 1⟧}}', [], "drawbridge.ollama.url");
  finds(
    "the last of two, which is the one that counts",
    '{"drawbridge.ollama.url":1,⟦"drawbridge.ollama.url":2⟧}',
    [],
    "drawbridge.ollama.url",
  );
  finds(
    "what a broken file sets before it breaks",
    '{⟦"drawbridge.ollama.url": 1⟧, "x',
    [],
    "drawbridge.ollama.url",
  );

  for (const text of ["", "[]", "7", "{}", '{"drawbridge.provider":1}', "[".repeat(100_000)])
    it(`finds nothing in ${text.slice(0, 30)}`, () => {
      assert.equal(settingPlaces(text)("drawbridge.providers", ["team"]), undefined);
    });
});
