import assert from "node:assert/strict";
import { blockLength } from "../../../src/context/blockLength.ts";

const lengthOf = (code: string): number => blockLength(code.split("\n"));

describe("context/blockLength", () => {
  it("goes to the line that closes what the first one opens", () => {
    assert.equal(lengthOf("function a() {\n  b();\n\n  c();\n}\n\nfunction d() {}"), 5);
  });

  it("goes through a list of parameters over several lines", () => {
    assert.equal(lengthOf("function a(\n  b: number,\n): void {\n  c();\n}\nd();"), 5);
  });

  it("is one line for what opens nothing", () => {
    assert.equal(lengthOf("  readonly a: string;\n  readonly b: string;\n};"), 1);
  });

  it("goes by indentation where nothing closes", () => {
    assert.equal(lengthOf("def a(b):\n    c()\n\n\ndef d():\n    pass"), 2);
  });

  it("ends with the last line that is not blank", () => {
    assert.equal(lengthOf("def a(b):\n    c()\n\n"), 2);
  });
});
