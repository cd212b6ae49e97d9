import assert from "node:assert/strict";
import { emptyConversation } from "../../../src/chat/conversation.ts";
import { viewState } from "../../../src/chat/viewState.ts";
import { noRules } from "../../../src/chat/rules.ts";
import type { Outlook } from "../../../src/sending/send.ts";
import { ollamaProvider } from "../../../src/settings/providerConfig.ts";
import type { Destination } from "../../../src/terms/destination.ts";
import type { Refusal } from "../../../src/terms/refusal.ts";
import { noRoom } from "../../support/noRules.ts";
import { clean } from "../../support/samples.ts";

const destination: Destination = {
  class: "cloud",
  origin: "https://api.faraway.example:443",
  host: "api.faraway.example",
  evidence: [],
  declared: false,
  mayForward: false,
};

function composerWith(refusal: Refusal): {
  readonly icon: string;
  readonly label: string;
  readonly cloud: boolean;
} {
  const provider = ollamaProvider("https://api.faraway.example");
  const route = { task: "chat", provider, model: "big-1", wireModel: "big-1", contextTokens: 8192 } as const;
  const outlook: Outlook = { ok: true, value: { route, destination, refusal } };
  const facts = {
    conversation: emptyConversation("c"),
    chips: [],
    rules: noRules,
    room: noRoom,
    verdict: () => undefined,
    outlook,
    server: { kind: "unasked" },
    summaries: { isRunning: false },
    dismissed: new Set<string>(),
  } as const;
  const { icon, label, cloud } = viewState(facts).composer.destination;
  return { icon, label, cloud };
}

describe("The line of a message that goes nowhere", () => {
  it("does not say that it goes to a cloud that the mode forbids", () => {
    assert.deepEqual(composerWith({ kind: "modeForbids", mode: "onDevice", setBy: "default", destination }), {
      icon: "warning",
      label: "api.faraway.example · not allowed here",
      cloud: false,
    });
  });

  it("does not say that it goes anywhere while Drawbridge is paused", () => {
    assert.deepEqual(composerWith({ kind: "paused" }), {
      icon: "debug-pause",
      label: "Paused",
      cloud: false,
    });
  });

  it("says that it goes to the cloud when it would, once reviewed", () => {
    const refusal: Refusal = { kind: "needsConsent", destination, bodySha256: "", screening: clean };
    assert.deepEqual(composerWith(refusal), {
      icon: "cloud-upload",
      label: "api.faraway.example",
      cloud: true,
    });
  });
});
