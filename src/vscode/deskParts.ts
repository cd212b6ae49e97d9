import type { Policy } from "../gate/policy.ts";
import type { RecordOpening } from "../privacy/linkRecorder.ts";
import type { StepAction } from "../protocol/messages.ts";
import type { RunErrand } from "../sending/errands.ts";
import type { Sending } from "../sending/send.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Settings } from "../settings/readSettings.ts";
import type { ModelOffer } from "../setup/modelOffer.ts";
import type { SecretKeys } from "./secretKeys.ts";

/** What the commands about providers are built from. */
export type DeskParts = {
  /** The providers that may be used, the built-in Ollama first. */
  readonly providers: () => readonly ProviderConfig[];
  readonly settings: () => Settings;
  readonly policy: () => Policy;
  readonly keys: SecretKeys;
  readonly sending: Pick<Sending, "send">;
  readonly run: RunErrand;
  readonly offer: (provider: ProviderConfig) => Promise<ModelOffer>;
  /** The keys of these have changed. */
  readonly onKeysChanged: (providers: readonly ProviderConfig[]) => void;
  readonly onStep: (action: StepAction, provider: ProviderConfig) => unknown;
  readonly recordOpening: RecordOpening;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
};
