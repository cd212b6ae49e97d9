import assert from "node:assert/strict";
import { writeWords } from "../../../../src/edit/proposal/writeWords.ts";

describe("edit/proposal/writeWords", () => {
  const kinds = ["declined", "changed", "missing", "exists", "readOnly", "notebook", "binary"] as const;
  for (const outcome of [
    ...kinds.map((kind) => ({ kind, uri: "file:///a.ts" })),
    { kind: "refused" } as const,
  ])
    it(`says of "${outcome.kind}" what happened, that nothing was written, then what to do`, () => {
      const words = writeWords(outcome, () => "a.ts");
      assert.match(words, /^(?:a\.ts|The editor) .*\. Nothing was written[.;] \S.*\.$/);
      assert.match(words, /Nothing was written[.;] (?:Accept|look|Bring|Move|Make|Copy|Choose|Try)\b/);
    });
});
