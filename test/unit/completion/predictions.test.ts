import assert from "node:assert/strict";
import type { FlightPlan } from "../../../src/completion/flight.ts";
import { Predictions } from "../../../src/completion/predictions.ts";
import { siteAt } from "../../../src/completion/siteAt.ts";
import { flightByHand } from "../../support/flightByHand.ts";
import { snapshot } from "../../support/samples.ts";
import { end, settled, text } from "../../support/sendByHand.ts";

describe("completion/predictions", () => {
  let nowMs: number;
  let predictions: Predictions;
  beforeEach(() => {
    let ids = 0;
    nowMs = 1000;
    predictions = new Predictions({
      syntax: { prepare: () => undefined, errors: () => undefined },
      clock: () => nowMs,
      newId: () => `id${(ids += 1)}`,
    });
  });

  const at = (mark: string, manual = false) => ({ snapshot: snapshot(mark), manual });
  const found = (mark: string, manual = false): string | undefined => {
    const known = predictions.find(at(mark, manual));
    if (known === undefined) return undefined;
    return known.ok ? `${known.value.text} (${known.value.origin})` : known.error.kind;
  };
  const taken = (flight: ReturnType<typeof flightByHand>["flight"], spot = flight.plan.snapshot): string => {
    const outcome = predictions.take(flight, {
      ...flight.plan,
      manual: flight.plan.site.manual,
      snapshot: spot,
    });
    if (outcome === undefined) return "nothing of it";
    return outcome.ok ? `${outcome.value.text} (${outcome.value.origin})` : outcome.error.kind;
  };
  /** A request that has ended with an answer, followed to its end. */
  async function followed(mark: string, words: readonly string[], plan: Partial<FlightPlan> = {}) {
    const { flight, give } = flightByHand(mark, plan);
    predictions.follow(flight);
    await give(...words.map((word) => text(word)), end);
    await settled();
    return flight;
  }

  it("finds again what a request wrote, from everywhere it still goes on", async () => {
    const flight = await followed("x = █\n", ["sum(a, b);"]);
    assert.equal(taken(flight), "sum(a, b); (server)");
    assert.equal(found("x = su█\n"), "m(a, b); (shown)");
    assert.equal(found("x = sum█\n"), "(a, b); (shown)");
    assert.equal(found("x = y█\n"), undefined);
    predictions.forget();
    assert.equal(found("x = su█\n"), undefined);
  });

  it("keeps what nobody waited for", async () => {
    await followed("x = █\n", ["sum(a, b);"], { purpose: "ahead" });
    assert.equal(predictions.knows(at("x = █\n")), true);
    assert.equal(found("x = █\n"), "sum(a, b); (cache)");
  });

  it("gives somebody who typed meanwhile what is left of it, and nothing when nothing is", async () => {
    const flight = await followed("x = █\n", ["sum(a, b);"]);
    assert.equal(taken(flight, snapshot("x = su█\n")), "m(a, b); (joined)");
    assert.equal(taken(flight, snapshot("x = sum(a, b);█\n")), "nothing of it");
  });

  it("keeps what comes behind a suggestion for when it is taken", async () => {
    const flight = await followed("let a;\n█\n", ["const b = a;\n", "const c = b;\n", "const d"]);
    const first = taken(flight);
    assert.match(first, /^const b = a;/);
    assert.match(found("let a;\nconst b = a;█\n") ?? "", /^\nconst c = b;/);
  });

  it("keeps no half a line while it is being written", async () => {
    const { flight, give } = flightByHand("let a;\n█\n");
    await give(text("if (a) {\n"), text("  b("));
    assert.equal(taken(flight), "if (a) { (server)");
  });

  it("does not write twice what stands behind the position by now", async () => {
    await followed("f█\n", ["(a, b);"]);
    const known = predictions.find(at("f(█)\n"));
    assert.ok(known?.ok === true);
    assert.deepEqual([known.value.text, known.value.replaced], ["a, b);", 1]);
  });

  it("tells suggestions apart, and not the rest of one from the whole", async () => {
    await followed("x = █\n", ["sum(a, b);"]);
    await followed("y = █\n", ["sum(a, b);"]);
    const idAt = (mark: string): string | undefined => {
      const known = predictions.find(at(mark));
      return known?.ok === true ? known.value.id : undefined;
    };
    assert.equal(idAt("x = █\n"), idAt("x = sum█\n"));
    assert.notEqual(idAt("x = █\n"), idAt("y = █\n"));
  });

  it("stays with what is shown while that is typed along, whatever else was written meanwhile", async () => {
    await followed("x = █\n", ["return chunks;"]);
    assert.match(found("x = r█\n") ?? "", /^eturn chunks;/);
    await followed("x = █\n", ["return data;"]);
    assert.match(found("x = re█\n") ?? "", /^turn chunks;/);
    assert.match(found("x = return d█\n") ?? "", /^ata;/);
  });

  it("gives a key only what was asked for with one", async () => {
    await followed("x = █\n", ["sum(a, b);"]);
    assert.equal(found("x = █\n", true), undefined);
    const here = snapshot("x = █\n");
    await followed("x = █\n", ["all(a, b);"], { site: siteAt(here, true) });
    assert.match(found("x = █\n", true) ?? "", /^all\(a, b\);/);
  });

  it("remembers for a while that nothing comes of a position, whoever waited for it", async () => {
    await followed("x = █\n", ["\n"], { purpose: "ahead" });
    assert.equal(predictions.knows(at("x = █\n")), true);
    assert.equal(found("x = █\n"), "empty");
    assert.equal(found("x = █\n", true), undefined);
    nowMs += 10_000;
    assert.equal(predictions.knows(at("x = █\n")), false);
    assert.equal(found("x = █\n"), undefined);
  });

  it("keeps nothing of what failed or was given up", async () => {
    const failed = flightByHand("x = █\n");
    predictions.follow(failed.flight);
    await failed.give(text("sum(a"), { kind: "failed", failure: { kind: "cut", code: "X" } });
    const left = flightByHand("x = █\n");
    predictions.follow(left.flight);
    await left.give(text("sum(a"));
    left.flight.abort();
    await left.flight.ended;
    await settled();
    assert.equal(found("x = █\n"), undefined);
  });

  describe("of what a model was unsure of", () => {
    /** Asks at a mark, and is answered with a log-probability of each token. */
    async function sure(mark: string, logprob: number) {
      const { flight, give } = flightByHand(mark);
      predictions.follow(flight);
      await give(text("sum(a, b);", [logprob, logprob]), end);
      return taken(flight);
    }

    it("shows none, neither now nor from what is kept, once enough was shown", async () => {
      for (const name of ["a", "b", "c"])
        assert.equal(await sure(`${name} = █\n`, -0.1), "sum(a, b); (server)");
      assert.equal(await sure("d = █\n", -5), "unsure");
      await settled();
      assert.equal(found("d = █\n"), "unsure");
    });

    it("judges each request once, however many wait for it", async () => {
      for (const name of ["a", "b", "c"]) await sure(`${name} = █\n`, -0.1);
      const { flight, give } = flightByHand("d = █\n");
      await give(text("sum(a, b);", [-5]), end);
      assert.deepEqual(
        Array.from({ length: 20 }, () => taken(flight)),
        Array.from({ length: 20 }, () => "unsure"),
      );
    });

    it("shows it to somebody who asks with a key", async () => {
      for (const name of ["a", "b", "c"]) await sure(`${name} = █\n`, -0.1);
      const here = snapshot("d = █\n");
      const { flight, give } = flightByHand("d = █\n", { site: siteAt(here, true) });
      await give(text("sum(a, b);", [-5]), end);
      const outcome = predictions.take(flight, { ...flight.plan, manual: true });
      assert.ok(outcome?.ok === true);
    });
  });
});
