import assert from "node:assert/strict";
import { nameWords } from "../../../src/context/nameWords.ts";

describe("context/nameWords", () => {
  it("takes a name apart, however it is put together", () => {
    for (const name of ["parseHTTPUrl", "ParseHTTPUrl", "parse_HTTP_Url", "_parse__HTTP$Url_"])
      assert.deepEqual(
        nameWords(name).map((word) => word.toLowerCase()),
        ["parse", "http", "url"],
        name,
      );
  });

  it("keeps single letters, which a name may need", () => {
    assert.deepEqual(nameWords("isAUser"), ["is", "A", "User"]);
  });
});
