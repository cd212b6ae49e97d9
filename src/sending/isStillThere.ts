import type { ProviderConfig } from "../settings/providerConfig.ts";

/**
 * Whether a provider is still configured and allowed as it was: settings and policy files may change while a server or a
 * person is waited for, and then no yes is worth anything.
 */
export function isStillThere(
  { id, kind, url }: ProviderConfig,
  { providers }: { readonly providers: () => readonly ProviderConfig[] },
): boolean {
  return providers().some((one) => one.id === id && one.kind === kind && one.url === url);
}
