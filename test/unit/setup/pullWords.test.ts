import assert from "node:assert/strict";
import { paceWords, percentOf, roomQuestion } from "../../../src/setup/pullWords.ts";
import { sizeWords } from "../../../src/base/sizeWords.ts";

const pace = { phase: "downloading", completedBytes: 2e9, totalBytes: 4.7e9 } as const;

describe("setup/pullWords", () => {
  it("says how far, how fast and how long", () => {
    assert.equal(
      paceWords({ ...pace, bytesPerSecond: 11_200_000, remainingMs: 241_000 }),
      "42 % · 2.0 GB of 4.7 GB · 11 MB/s · 5 min left",
    );
    assert.equal(paceWords(pace), "42 % · 2.0 GB of 4.7 GB");
    assert.equal(paceWords({ ...pace, bytesPerSecond: 0 }), "42 % · 2.0 GB of 4.7 GB · waiting");
  });

  it("counts seconds at the end and hours of a large one", () => {
    const left = (remainingMs: number): string =>
      paceWords({ ...pace, remainingMs })
        .split(" · ")
        .at(-1) ?? "";
    assert.deepEqual(
      [left(900), left(59_000), left(3_600_000), left(7_260_000)],
      ["1 s left", "59 s left", "1 h 0 min left", "2 h 1 min left"],
    );
  });

  it("names what is done before and after the download", () => {
    assert.deepEqual(
      (["asking", "downloading", "checking", "finishing"] as const).map((phase) =>
        paceWords({ phase, completedBytes: 0, totalBytes: 0 }),
      ),
      ["asking its registry…", "downloading…", "checking what came…", "finishing…"],
    );
  });

  it("is at 100 only when everything is there", () => {
    assert.equal(percentOf({ completedBytes: 4.699e9, totalBytes: 4.7e9 }), 99);
    assert.equal(percentOf({ completedBytes: 4.7e9, totalBytes: 4.7e9 }), 100);
    assert.equal(percentOf({ completedBytes: 0, totalBytes: 0 }), 0);
  });

  it("asks about room only when it is known to be too little", () => {
    const facts = { model: "m", server: "Ollama", host: "h" };
    assert.equal(roomQuestion({ ...facts, bytes: 4e9 }), undefined);
    assert.equal(roomQuestion({ ...facts, bytes: 4e9, freeBytes: 9e9 }), undefined);
    assert.equal(roomQuestion({ ...facts, freeBytes: 1 }), undefined);
    assert.equal(roomQuestion({ ...facts, bytes: 4e9, freeBytes: 4e9 })?.button, "Pull Anyway");
  });
});

describe("setup/sizeWords", () => {
  it("writes sizes as Ollama's library does", () => {
    assert.deepEqual([237, 12_400, 986_062_089, 999_700_000, 4_683_087_561].map(sizeWords), [
      "237 B",
      "12 KB",
      "986 MB",
      "1.0 GB",
      "4.7 GB",
    ]);
  });
});
