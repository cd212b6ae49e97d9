import assert from "node:assert/strict";
import type { Order } from "../../src/sending/order.ts";
import { completionAt } from "../support/completionAt.ts";
import type { LedgerEntry } from "../../src/ledger/record.ts";
import { attachment, snapshot } from "../support/samples.ts";
import { chatOrder } from "./ask.ts";
import { compatible, createStage } from "./stage.ts";

const completion: Partial<Order> = {
  task: "completion",
  trigger: "automatic",
  files: [attachment("sum.ts", "").source],
  draft: (route) => completionAt(snapshot("a = █"), route),
};

describe("integration/leavingAnswers", () => {
  const stage = createStage();

  /** Takes one piece of an answer whose next one never comes, and leaves. */
  function check(name: string, kind: "ollama" | "lm", order: Partial<Order>): void {
    it(`lets go of the server at once when nobody listens any more: ${name}`, async () => {
      const server = await stage.server({ pace: "manual" });
      const origin = `unverified ${server.url}`;
      const chosen = { provider: kind, model: "smollm2:135m" };
      const bridge = await stage.drawbridge(server, {
        chosen: { chat: chosen, completion: chosen },
        ...(kind === "lm" && { providers: [compatible(server)] }),
      });
      await bridge.policy.confirm(origin);
      server.release(1);
      for await (const event of bridge.sending.send(chatOrder(order), new AbortController().signal)) {
        assert.notEqual(event.kind, "failed", JSON.stringify(event));
        if (event.kind === "text") break;
      }
      const left = await server.waitFor((request) => request.aborted);
      assert.equal(left.tokensWritten, 1);
      const last: LedgerEntry | undefined = bridge.entries().at(-1);
      assert.equal(last?.phase === "end" && last.outcome, "stopped");
    });
  }

  check("a chat with Ollama", "ollama", {});
  check("a chat with another server", "lm", {});
  check("a completion of Ollama", "ollama", completion);
  check("a completion of another server", "lm", completion);
});
