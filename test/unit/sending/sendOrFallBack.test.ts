import assert from "node:assert/strict";
import type { Order } from "../../../src/sending/order.ts";
import { openSending } from "../../../src/sending/openSending.ts";
import type { SendEvent } from "../../../src/sending/sendEvent.ts";
import { sendOrFallBack } from "../../../src/sending/sendOrFallBack.ts";
import type { ProviderConfig } from "../../../src/settings/providerConfig.ts";
import { startHeadless, type Headless } from "../../support/headless.ts";
import { collect, lmStudio, routeTo } from "../../support/samples.ts";

const other: ProviderConfig = { ...lmStudio, id: "other", url: "http://127.0.0.1:1235/v1" };

describe("sending/sendOrFallBack", () => {
  let bridge: Headless;

  beforeEach(async () => {
    bridge = await startHeadless({
      providers: [lmStudio, other],
      chosen: { chat: { provider: lmStudio.id, model: "m" } },
      alternatives: { chat: [{ provider: "other", model: "m" }] },
    });
    await bridge.policy.confirm("unverified http://127.0.0.1:1235");
  });

  afterEach(() => {
    bridge.dispose();
  });

  it("bounds what stands in by where the failed one went, and asks nobody about it", async () => {
    const orders: Order[] = [];
    async function* once(order: Order): AsyncGenerator<SendEvent> {
      orders.push(order);
      await Promise.resolve();
      if (orders.length > 1) return;
      yield { kind: "routed", route: routeTo({ provider: lmStudio, model: "m" }) };
      yield { kind: "failed", failure: { kind: "overloaded" } };
    }
    const order: Order = { task: "chat", trigger: "person", files: [], draft: () => assert.fail() };
    const { parts, servers } = openSending(bridge.parts);
    const events = await collect(sendOrFallBack(order, { parts, servers, once, changes: { isHome: false } }));
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ["routed", "fellBack"],
    );
    const [, second] = orders;
    assert.deepEqual(
      [second?.model, second?.noFartherThan?.class, second?.noFartherThan?.mayForward, second?.askNobody],
      [{ provider: "other", model: "m" }, "unverified", true, true],
    );
  });
});
