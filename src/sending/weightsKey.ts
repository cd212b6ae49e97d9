import type { KnownModel } from "../routing/knownServer.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";

/** Names a model's very weights: under a changed digest another model has the name, of which nothing is known. */
export function weightsKey({ url }: ProviderConfig, { name, digest }: KnownModel): string {
  return `${url} ${name} ${digest ?? ""}`;
}
