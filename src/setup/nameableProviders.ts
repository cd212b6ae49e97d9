import { classify } from "../destinations/classify.ts";
import { consentOrigin } from "../gate/clear.ts";
import { evidenceFor, type Surroundings } from "../sending/evidence.ts";
import type { Outlook } from "../sending/send.ts";
import type { SendingParts } from "../sending/sendingParts.ts";
import { isCloud, type Destination } from "../terms/destination.ts";

/** A provider that the user can name for a workspace, with what the naming is bound to. */
export type NameableProvider = { readonly label: string; readonly host: string; readonly origin: string };

function nameable(label: string, destination: Destination): readonly NameableProvider[] {
  return isCloud(destination.class)
    ? [{ label, host: destination.host, origin: consentOrigin(destination) }]
    : [];
}

/** Every configured cloud provider, and the cloud behind a local server when the chat model of now runs there. */
export function nameableProviders(
  parts: Surroundings & Pick<SendingParts, "providers">,
  chat: Outlook,
): readonly NameableProvider[] {
  const configured = parts
    .providers()
    .flatMap((provider) =>
      nameable(provider.label, classify(evidenceFor(provider, { kind: "errand" }, parts)).destination),
    );
  const behind =
    chat.ok && chat.value.destination.class === "cloudViaDevice"
      ? nameable(chat.value.route.provider.label, chat.value.destination)
      : [];
  return [...configured, ...behind];
}
