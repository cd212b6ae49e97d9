import assert from "node:assert/strict";
import {
  formatCount,
  formatSeconds,
  measuredDetails,
  measuredNumbers,
} from "../../../media/chat/measuredText.ts";
import type { MeasuredView } from "../../../src/protocol/messages.ts";

const destination: MeasuredView["destination"] = {
  icon: "lock",
  label: "On device",
  details: ["127.0.0.1 is this device."],
  cloud: false,
};

describe("the numbers under an answer", () => {
  it("are short and line up", () => {
    assert.equal(formatCount(1204), "1,204");
    assert.equal(formatSeconds(312), "0.3 s");
    assert.equal(formatSeconds(9960), "10 s");
    assert.equal(formatSeconds(0), "0.0 s");
    assert.deepEqual(
      measuredNumbers({ destination, record: "r", tokens: 1212, tokensPerSecond: 38.4, firstTokenMs: 312 }),
      ["1,212 tok", "38 tok/s", "0.3 s"],
    );
    assert.deepEqual(measuredNumbers({ destination, record: "r", tokensPerSecond: 4.25 }), ["4.3 tok/s"]);
  });

  it("leave out what was not reported", () => {
    assert.deepEqual(measuredNumbers({ destination, record: "r" }), []);
    assert.equal(
      measuredDetails({ destination, record: "r" }, ""),
      "On device\n127.0.0.1 is this device.\nOpens its record in the ledger.",
    );
  });

  it("are all said in the hover", () => {
    const details = measuredDetails(
      { destination, record: "r", tokens: 12, tokensPerSecond: 30, firstTokenMs: 1500 },
      "qwen2.5-coder:7b",
    );
    for (const sentence of ["Model qwen2.5-coder:7b.", "12 tokens.", "30 tokens per second.", "after 1.5 s."])
      assert.ok(details.includes(sentence), sentence);
  });
});
