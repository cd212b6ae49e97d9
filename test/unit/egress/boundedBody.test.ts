import assert from "node:assert/strict";
import { mock } from "node:test";
import { boundedBody } from "../../../src/egress/boundedBody.ts";
import { doorFailureOf } from "../../../src/egress/doorFailure.ts";
import { limits } from "../../../src/egress/limits.ts";
import { collect, pieces } from "../../support/samples.ts";

describe("egress/boundedBody", () => {
  let counted: number;
  let destroyed: number;
  const bounds = {
    onBytes: (bytes: number): void => {
      counted += bytes;
    },
    destroy: (): void => {
      destroyed += 1;
    },
    most: limits.answerBytes,
  };
  beforeEach(() => {
    counted = 0;
    destroyed = 0;
    mock.timers.enable({ apis: ["setTimeout"] });
  });
  afterEach(() => {
    mock.timers.reset();
  });

  const failureOf = async (body: AsyncIterable<Uint8Array>): Promise<unknown> => {
    try {
      await collect(boundedBody(body, bounds));
      return "ended";
    } catch (error) {
      return doorFailureOf(error);
    }
  };

  it("passes a body through and counts it", async () => {
    assert.equal(
      Buffer.concat(await collect(boundedBody(pieces("ab", "", "cde"), bounds))).toString(),
      "abcde",
    );
    assert.deepEqual([counted, destroyed], [5, 0]);
  });

  it("takes an answer up to its limit, and ends it one byte beyond", async () => {
    const quarter = new Uint8Array(limits.answerBytes / 4);
    assert.equal(await failureOf(pieces(quarter, quarter, quarter, quarter)), "ended");
    assert.equal(destroyed, 0);
    assert.deepEqual(await failureOf(pieces(quarter, quarter, quarter, quarter, "x")), { kind: "tooLarge" });
    assert.equal(destroyed, 1);
  });

  it("ends a body that falls silent", async () => {
    async function* silent(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("a");
      await new Promise(() => undefined);
    }
    const body = boundedBody(silent(), bounds);
    assert.deepEqual(await body.next(), { done: false, value: Buffer.from("a") });
    const next = body.next();
    mock.timers.tick(limits.idleMs - 1);
    assert.equal(destroyed, 0);
    mock.timers.tick(1);
    assert.deepEqual(doorFailureOf(await next.catch((error: unknown) => error)), {
      kind: "timeout",
      step: "idle",
    });
    assert.equal(destroyed, 1);
  });
});
