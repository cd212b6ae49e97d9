import assert from "node:assert/strict";
import { codeLabel, type CodeLabel } from "../../../src/terms/codeLabel.ts";

describe("the line that opens a code block", () => {
  const expected: Readonly<Record<string, CodeLabel>> = {
    "": { language: "" },
    ts: { language: "ts" },
    TypeScript: { language: "typescript" },
    "c++": { language: "c++" },
    "ts sum.ts": { language: "ts", file: "sum.ts" },
    "ts:src/sum.ts": { language: "ts", file: "src/sum.ts" },
    'ts title="src/a b.ts"': { language: "ts", file: "src/a b.ts" },
    "py filename=a.py": { language: "py", file: "a.py" },
    "src/sum.ts": { language: "ts", file: "src/sum.ts" },
    "ts {1,3}": { language: "ts" },
    "{.python .numberLines}": { language: "python" },
    "js 1.5": { language: "js" },
  };
  for (const [info, label] of Object.entries(expected))
    it(`reads ${JSON.stringify(info)}`, () => {
      assert.deepEqual(codeLabel(info), label);
    });
});
