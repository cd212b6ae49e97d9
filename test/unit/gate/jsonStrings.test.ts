import assert from "node:assert/strict";
import { jsonStrings } from "../../../src/gate/jsonStrings.ts";

describe("gate/jsonStrings", () => {
  function check(json: string, expected: readonly string[] | undefined): void {
    it(`reads ${json}`, () => {
      assert.deepEqual(jsonStrings(json), expected);
    });
  }

  check(`{"a":["b",1,{"c":"d"}],"e":null}`, ["a", "b", "c", "d", "e"]);
  check(String.raw`["quote \" here","end \\","\u0041\n",""]`, ['quote " here', "end \\", "A\n", ""]);
  check(`{"a":"1","a":"2"}`, ["a", "1", "a", "2"]);
  check("12", []);
  check("", undefined);
  check(`{"a":"b`, undefined);
  check(`plain "text"`, undefined);
});
