import { heldBy, type Policy } from "../gate/policy.ts";
import type { ProblemView } from "../protocol/messages.ts";
import type { KnownServer } from "../routing/knownServer.ts";
import { explain, step } from "../sending/explain.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Refusal } from "../terms/refusal.ts";
import { say } from "../terms/words.ts";

/** What came of looking for a provider's models; `refusal`: the gate said no, and nobody was asked. */
export type Look = {
  readonly refusal: Refusal | undefined;
  readonly server: KnownServer;
  readonly policy: Policy;
};

/** Why the models of a provider are not known, and the ways on; `undefined`: its server listed them. */
export function whyUnlisted(
  provider: ProviderConfig,
  { refusal, server, policy }: Look,
): ProblemView | undefined {
  const names = { server: provider.label, model: "" };
  if (refusal?.kind === "needsConsent")
    return {
      sentence: say(
        "{0} is asked for nothing before you agree to a message. Name its models in drawbridge.providers.",
        provider.label,
      ),
      steps: [step("openSettings")],
    };
  if (refusal !== undefined) return explain(refusal, names);
  switch (server.kind) {
    case "up":
      return undefined;
    case "unasked":
      return explain({ kind: "unasked", provider }, names);
    case "down":
      return explain({ kind: "serverDown", provider, reason: server.reason, heldBy: heldBy(policy) }, names);
  }
}
