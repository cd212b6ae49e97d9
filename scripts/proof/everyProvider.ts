import type { ProviderConfig } from "../../src/settings/providerConfig.ts";
import { presetOf, providerKinds, type ProviderKind } from "../../src/settings/providerPresets.ts";
import { originOf } from "../../src/terms/origin.ts";

/** Where an API is whose users each have an address of their own, under a name that is reserved for examples. */
const ownApi = "https://own.cloud.example/openai/v1";

/** Whether its makers run it, so that nothing of it is on this device: those want a key. */
export function isClosed(kind: ProviderKind): boolean {
  return presetOf(kind).key === "required";
}

/** The address of an API that its makers run. */
function closedUrl(kind: ProviderKind): string {
  return presetOf(kind).url ?? ownApi;
}

/** The host that an API is at, as the sentence about its refusal calls it. */
export function closedHost(kind: ProviderKind): string {
  return new URL(closedUrl(kind)).hostname;
}

/** The id of the entry of a kind. */
export function entryId(kind: ProviderKind): string {
  return `every-${kind}`;
}

/** The model that the entry of an API names. */
export function closedModel(kind: ProviderKind): string {
  return `${kind}-model`;
}

/** What the entry of a kind is called. */
export function entryLabel(kind: ProviderKind): string {
  return `${presetOf(kind).name} of the proof`;
}

/** One entry for each kind of provider there is: APIs at their own addresses, all others at `server`, with its model. */
export function everyProvider(server: { readonly url: string; readonly model: string }): ProviderConfig[] {
  return providerKinds.map((kind) => ({
    ...{ id: entryId(kind), kind, label: entryLabel(kind) },
    url: isClosed(kind) ? closedUrl(kind) : `${server.url}${presetOf(kind).basePath}`,
    models: [isClosed(kind) ? closedModel(kind) : server.model],
  }));
}

/** A key for the origin of each. */
export function keysFor(providers: readonly ProviderConfig[]): Readonly<Record<string, string>> {
  return Object.fromEntries(providers.map(({ url }) => [originOf(url), "key-of-the-proof"]));
}

/**
 * The same as entries of `drawbridge.providers`, but for `kinds` that are there already; those that run on a person's own
 * machine at their usual addresses, where nobody listens.
 */
export function everyEntry(
  kinds: readonly ProviderKind[],
): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const missing = providerKinds.filter((kind) => !kinds.includes(kind));
  return Object.fromEntries(
    missing.map((kind) => [
      entryId(kind),
      {
        ...{ kind, label: entryLabel(kind), models: [closedModel(kind)] },
        ...(isClosed(kind) && { url: closedUrl(kind) }),
      },
    ]),
  );
}
