import assert from "node:assert/strict";
import { createHeadKeeper, type Head } from "../../../src/ledger/headStore.ts";

const head = (file: string, count: number): Head => ({ file, count, head: "h", bodyKey: "k" });

describe("ledger/headStore", () => {
  let asked: string[];
  let answers: (() => void)[];
  let failures: unknown[];
  const keeper = (): ReturnType<typeof createHeadKeeper> =>
    createHeadKeeper(
      {
        keep: ({ file, count }) => {
          asked.push(`${file}${count}`);
          return new Promise((resolve, reject) => {
            answers.push(
              count === 0
                ? () => {
                    reject(new Error("locked"));
                  }
                : resolve,
            );
          });
        },
      },
      (error) => failures.push(error),
    );
  const answer = async (): Promise<void> => {
    answers.shift()?.();
    await new Promise(setImmediate);
  };
  beforeEach(() => {
    asked = [];
    answers = [];
    failures = [];
  });

  it("makes nobody wait, writes one at a time, and of those that wait the newest of each file", async () => {
    const heads = keeper();
    for (const next of [head("a", 1), head("a", 2), head("b", 1), head("a", 3)]) heads.keep(next);
    assert.deepEqual(asked, ["a1"]);
    await answer();
    assert.deepEqual(asked, ["a1", "a3"]);
    await answer();
    await answer();
    assert.deepEqual(asked, ["a1", "a3", "b1"]);
    heads.keep(head("a", 4));
    assert.deepEqual(asked.at(-1), "a4");
  });

  it("hands the last one over at once, and nothing older of that file after it", async () => {
    const heads = keeper();
    heads.keep(head("a", 1));
    heads.keep(head("a", 2));
    heads.keepNow(head("a", 3));
    assert.deepEqual(asked, ["a1", "a3"]);
    await answer();
    await answer();
    assert.deepEqual(asked, ["a1", "a3"]);
  });

  it("tells of a head that could not be kept, and goes on", async () => {
    const heads = keeper();
    heads.keep(head("a", 0));
    heads.keep(head("a", 1));
    await answer();
    assert.deepEqual([failures.length, asked], [1, ["a0", "a1"]]);
  });
});
