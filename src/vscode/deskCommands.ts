import { loadOnce } from "../base/loadOnce.ts";
import type { RecordOpening } from "../privacy/linkRecorder.ts";
import type { WorkspacePolicy } from "../privacy/workspacePolicy.ts";
import type { OpenSending } from "../sending/openSending.ts";
import { modelOffer } from "../setup/modelOffer.ts";
import type { DeskParts } from "./deskParts.ts";
import type { LazyCompletion } from "./lazyCompletion.ts";
import type { SecretKeys } from "./secretKeys.ts";
import type { SettingsSource } from "./settingsSource.ts";

/** What the commands about providers use of the window's own. */
export type DeskSources = OpenSending & {
  readonly settings: Pick<SettingsSource, "current">;
  readonly policy: Pick<WorkspacePolicy, "current">;
  readonly keys: SecretKeys;
  readonly completion: Pick<LazyCompletion, "loaded">;
};

function deskParts(
  sources: DeskSources,
  onStep: DeskParts["onStep"],
  recordOpening: RecordOpening,
): DeskParts {
  const { parts, settings, policy, keys, sending, ask, servers, completion } = sources;
  return {
    ...{ keys, sending, run: ask, onStep, recordOpening, providers: parts.providers, clock: parts.clock },
    settings: settings.current,
    policy: () => policy.current(),
    offer: (provider) => modelOffer("chat", provider, sources),
    onKeysChanged: (providers) => {
      for (const provider of providers) servers.forgetServer(provider);
      completion.loaded()?.reset();
    },
  };
}

/** The commands about providers; the desk behind them is loaded with the first one that is run. */
export function deskCommands(
  sources: DeskSources,
  onStep: DeskParts["onStep"],
  recordOpening: RecordOpening,
) {
  const desk = loadOnce(async () => {
    const { createProviderDesk } = await import("./providerDesk.ts");
    return createProviderDesk(deskParts(sources, onStep, recordOpening));
  });
  return {
    "drawbridge.addProvider": async () => (await desk()).add(),
    "drawbridge.testProvider": async () => (await desk()).test(),
    "drawbridge.editProvider": async () => (await desk()).edit(),
    "drawbridge.removeProvider": async () => (await desk()).remove(),
    "drawbridge.setKey": async () => (await desk()).setKey(),
    moveKey: async (id: string, property: string) => (await desk()).moveKey(id, property),
  };
}
