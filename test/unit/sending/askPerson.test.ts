import assert from "node:assert/strict";
import type { ReviewRequest } from "../../../src/sending/consentPort.ts";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import { askPerson } from "../../../src/sending/askPerson.ts";
import type { Order } from "../../../src/sending/order.ts";
import { clean, destination, openaiCloud, routeTo } from "../../support/samples.ts";

const route = routeTo({ provider: openaiCloud });
const draft = chatDraft([{ question: "Why?", answer: "", attachments: [] }], route, () => false);
const wire = { method: "POST", path: "/v1/chat/completions", body: new Uint8Array() } as const;

describe("sending/askPerson", () => {
  async function offered(order: Pick<Order, "onlyModel">): Promise<string | undefined> {
    const reviewed: ReviewRequest[] = [];
    await askPerson(
      { kind: "needsConsent", destination: destination(), screening: clean, bodySha256: "" },
      {
        ...{ route, draft, wire, signal: new AbortController().signal },
        order: { task: "chat", trigger: "person", files: [], draft: () => draft, ...order },
        deviceModel: () => Promise.resolve({ provider: "ollama", model: "qwen2.5-coder:7b" }),
        parts: {
          consent: {
            confirm: () => assert.fail("nothing is to be confirmed"),
            review: (request) => {
              reviewed.push(request);
              return Promise.resolve({ kind: "cancel" });
            },
          },
          keepGrant: () => assert.fail("nothing was allowed"),
        },
      },
    );
    return (reviewed[0] ?? assert.fail("nobody was asked")).deviceModel;
  }

  it("offers a model on this device, but not for what must go on with the one that began it", async () => {
    assert.deepEqual(
      [await offered({}), await offered({ onlyModel: true })],
      ["qwen2.5-coder:7b", undefined],
    );
  });
});
