import assert from "node:assert/strict";
import type { Order } from "../../../src/sending/order.ts";
import { openSending } from "../../../src/sending/openSending.ts";
import type { Outlook } from "../../../src/sending/send.ts";
import type { SendEvent, SendFailure } from "../../../src/sending/sendEvent.ts";
import { sendOrFallBack } from "../../../src/sending/sendOrFallBack.ts";
import type { ProviderConfig } from "../../../src/settings/providerConfig.ts";
import { startHeadless, type Headless } from "../../support/headless.ts";
import { collect, lmStudio, ollama, routeTo } from "../../support/samples.ts";

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

  it("has nobody stand in for the only model that may answer", async () => {
    let tries = 0;
    async function* once(): AsyncGenerator<SendEvent> {
      await Promise.resolve();
      tries += 1;
      yield { kind: "routed", route: routeTo({ provider: lmStudio, model: "m" }) };
      yield { kind: "failed", failure: { kind: "overloaded" } };
    }
    const order: Order = { task: "chat", trigger: "person", files: [], draft: () => assert.fail() };
    const { parts, servers } = openSending(bridge.parts);
    const facts = { parts, servers, once, changes: { isHome: false } };
    const events = await collect(sendOrFallBack({ ...order, onlyModel: true }, facts));
    assert.deepEqual([tries, events.at(-1)?.kind], [1, "failed"]);
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

  describe("a server that does not answer", () => {
    const gone = { kind: "unreachable", code: "ECONNREFUSED" } as const;
    const overloaded = { kind: "overloaded" } as const;

    async function lastWord(trigger: Order["trigger"], failure: SendFailure): Promise<SendEvent | undefined> {
      const { parts, servers } = openSending(bridge.parts);
      async function* once(): AsyncGenerator<SendEvent> {
        await Promise.resolve();
        yield { kind: "routed", route: routeTo({ provider: lmStudio, model: "m" }) };
        servers.markDown(lmStudio);
        yield { kind: "failed", failure };
      }
      const order: Order = { task: "chat", trigger, noStandIn: true, files: [], draft: () => assert.fail() };
      const facts = { parts, servers, once, changes: { isHome: false } };
      return (await collect(sendOrFallBack(order, facts))).at(-1);
    }

    it("is told with the seconds until it is asked again, for what nobody started", async () => {
      assert.deepEqual(await lastWord("automatic", gone), { kind: "failed", failure: gone, againInS: 2 });
    });

    it("is told without them to a person, for whom it is asked at once", async () => {
      assert.deepEqual(await lastWord("person", gone), { kind: "failed", failure: gone });
    });

    it("has nothing to do with another failure", async () => {
      assert.deepEqual(await lastWord("automatic", overloaded), { kind: "failed", failure: overloaded });
    });

    it("is told with them also before anything is sent, whether a route needs its list or not", () => {
      const outlookOf = (kind: "ollama" | "lmStudio"): Outlook => {
        const provider = kind === "ollama" ? ollama : lmStudio;
        const chosen = () => ({ provider: provider.id, model: "m" });
        const providers = () => [provider];
        const { sending, servers } = openSending({ ...bridge.parts, providers, chosen });
        servers.markDown(provider);
        return sending.outlook("completion");
      };
      const [down, tried] = [outlookOf("ollama"), outlookOf("lmStudio")];
      assert.deepEqual(
        [!down.ok && [down.error.kind, down.error.againInS], tried.ok && tried.value.againInS],
        [["serverDown", 2], 2],
      );
    });
  });
});
