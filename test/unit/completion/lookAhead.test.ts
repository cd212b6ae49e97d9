import assert from "node:assert/strict";
import { Lane } from "../../../src/completion/lane.ts";
import { LookAhead, type LookAheadParts } from "../../../src/completion/lookAhead.ts";
import type { ReadyRequest, Spot } from "../../../src/completion/requests.ts";
import { siteAt } from "../../../src/completion/siteAt.ts";
import type { Suggestion } from "../../../src/completion/suggestion.ts";
import { flightByHand } from "../../support/flightByHand.ts";
import { rememberingLog } from "../../support/headless.ts";
import { ollama, snapshot } from "../../support/samples.ts";
import { end, settled, text } from "../../support/sendByHand.ts";
import { VirtualTime } from "../../support/virtualTime.ts";

const shown: Suggestion = { id: "1", text: "abc;", replaced: 0, origin: "server", model: "m" };
const here = snapshot("x = █\n");
const goesOn = new AbortController().signal;

function readyAt(spot: Spot): ReadyRequest {
  return {
    ...{ context: [], sent: { prompt: "" } },
    plan: {
      ...{ ...spot, site: siteAt(spot.snapshot, spot.manual), answerTokens: 24 },
      order: {
        ...{ task: "completion", trigger: "automatic", files: [] },
        draft: () => {
          throw new Error("nothing is drafted here");
        },
      },
    },
  };
}

describe("completion/lookAhead", () => {
  function begun() {
    const time = new VirtualTime();
    const lane = new Lane();
    const found = { eco: false, mayReach: true, keepsPrefix: true, isBusy: false, may: true, knows: false };
    const counts = { unread: 1000 };
    /** Where requests were begun; what happens while one is put together. */
    const started: Spot[] = [];
    const meanwhile = { happens: (): void => undefined };
    const { log, lines } = rememberingLog();
    const parts: LookAheadParts = {
      requests: {
        lane,
        mayReach: () => found.mayReach,
        keepsPrefix: () => found.keepsPrefix,
        busyServer: () => (found.isBusy ? ollama : undefined),
        prepare: (spot) => {
          meanwhile.happens();
          return Promise.resolve(readyAt(spot));
        },
        unread: () => counts.unread,
        start: ({ plan }) => {
          started.push({ ...plan, manual: plan.site.manual });
          return flightByHand("a█").flight;
        },
      },
      predictions: { knows: () => found.knows },
      mayAsk: () => found.may,
      ...{ eco: () => found.eco, later: time.later, log },
    };
    return { ahead: new LookAhead(parts), time, lane, found, counts, started, meanwhile, lines };
  }
  const spot: Spot = { snapshot: here, manual: false, purpose: "warm" };
  type Begun = ReturnType<typeof begun>;

  /** What keeps anything from being asked that nobody waits for. */
  const reasons: Readonly<Record<string, (one: Begun) => void>> = {
    "where it would leave the user's own network": ({ found }) => (found.mayReach = false),
    "of a server that answers a chat": ({ found }) => (found.isBusy = true),
    "where nothing would be suggested": ({ found }) => (found.may = false),
    "while something else is on its way": ({ lane }) => {
      void lane.submit(() => flightByHand("b█").flight);
    },
  };

  describe("behind a suggestion", () => {
    it("asks for what follows it, once it is read for a moment", async () => {
      const { ahead, time, started } = begun();
      ahead.follow(shown, here);
      await time.pass(79);
      assert.equal(started.length, 0);
      await time.pass(1);
      assert.deepEqual(
        started.map(({ snapshot: { text: document, offset }, purpose, manual }) => [
          ...[document, offset, purpose, manual],
        ]),
        [["x = abc;\n", 8, "ahead", false]],
      );
    });

    it("asks nothing when a key comes first, nor for the one before", async () => {
      const { ahead, time, started } = begun();
      ahead.follow(shown, here);
      await time.pass(79);
      ahead.stop();
      await time.pass(1000);
      ahead.follow(shown, here);
      ahead.follow({ ...shown, text: "ab" }, here);
      await time.pass(1000);
      assert.deepEqual(
        started.map(({ snapshot: { text: document } }) => document),
        ["x = ab\n"],
      );
    });

    it("waits for what is still being written, and for nothing that came with it", async () => {
      for (const knows of [false, true]) {
        const { ahead, time, lane, found, started } = begun();
        const running = flightByHand("x = █");
        await lane.submit(() => running.flight);
        ahead.follow(shown, here);
        await time.pass(1000);
        assert.equal(started.length, 0);
        found.knows = knows;
        await running.give(text("abc;"), end);
        assert.equal(started.length, knows ? 0 : 1);
      }
    });

    it("asks nothing when a key comes while it waits", async () => {
      const { ahead, time, lane, started } = begun();
      const running = flightByHand("x = █");
      await lane.submit(() => running.flight);
      ahead.follow(shown, here);
      await time.pass(1000);
      ahead.stop();
      await running.give(text("abc;"), end);
      assert.equal(started.length, 0);
    });

    it("asks nothing in eco", async () => {
      const { ahead, time, found, started } = begun();
      found.eco = true;
      ahead.follow(shown, here);
      await time.pass(1000);
      assert.equal(started.length, 0);
    });

    for (const [reason, makeSo] of Object.entries(reasons)) {
      it(`asks nothing ${reason}, also when that comes while it is put together`, async () => {
        const one = begun();
        one.meanwhile.happens = () => {
          makeSo(one);
        };
        one.ahead.follow(shown, here);
        await one.time.pass(1000);
        one.ahead.follow(shown, here);
        await one.time.pass(1000);
        assert.equal(one.started.length, 0);
      });
    }

    it("tells a bug to the log", async () => {
      const { ahead, time, meanwhile, lines } = begun();
      meanwhile.happens = () => {
        throw new Error("a bug");
      };
      ahead.follow(shown, here);
      await time.pass(1000);
      assert.deepEqual(lines, ["What follows a suggestion could not be asked for"]);
    });
  });

  describe("while nobody types", () => {
    it("has a prompt read of which enough would have to be read", async () => {
      for (const [unread, expected] of [
        [199, 0],
        [200, 1],
      ] as const) {
        const { ahead, counts, started } = begun();
        counts.unread = unread;
        await ahead.warm(spot, goesOn);
        assert.equal(started.length, expected);
      }
    });

    it("asks nothing of what keeps nothing", async () => {
      const { ahead, found, started } = begun();
      found.keepsPrefix = false;
      await ahead.warm(spot, goesOn);
      assert.equal(started.length, 0);
    });

    it("asks nothing once somebody types", async () => {
      const { ahead, meanwhile, started } = begun();
      const pause = new AbortController();
      meanwhile.happens = () => {
        pause.abort();
      };
      await ahead.warm(spot, pause.signal);
      await ahead.warm(spot, pause.signal);
      assert.equal(started.length, 0);
    });

    for (const [reason, makeSo] of Object.entries(reasons)) {
      it(`has nothing read ${reason}, also when that comes while it is put together`, async () => {
        const one = begun();
        one.meanwhile.happens = () => {
          makeSo(one);
        };
        await one.ahead.warm(spot, goesOn);
        await one.ahead.warm(spot, goesOn);
        await settled();
        assert.equal(one.started.length, 0);
      });
    }
  });
});
