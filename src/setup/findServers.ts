import { isLoopbackHost } from "../destinations/locate.ts";
import type { RunErrand } from "../sending/errands.ts";
import { presetOf, providerKinds, type ProviderKind } from "../settings/providerPresets.ts";

/** A server that answered at a usual address of this machine, under each name that it can have. */
export type FoundServer = { readonly kind: ProviderKind; readonly url: string; readonly models: number };

type Usual = { readonly url: string; readonly kinds: readonly ProviderKind[] };

/** The addresses on loopback at which some kind of server usually listens, with the kinds that do; nothing else is asked. */
export function usualAddresses(): readonly Usual[] {
  const byUrl = new Map<string, ProviderKind[]>();
  for (const kind of providerKinds) {
    const { url } = presetOf(kind);
    if (url === undefined || !isLoopbackHost(new URL(url).hostname)) continue;
    byUrl.set(url, [...(byUrl.get(url) ?? []), kind]);
  }
  return [...byUrl].map(([url, kinds]) => ({ url, kinds }));
}

/**
 * Asks every usual address of this machine for its list of models, each once; the ledger records each. Which of several
 * kinds with one address it is, an answer does not tell.
 */
export async function findServers(
  run: RunErrand,
  onFound: (servers: readonly FoundServer[]) => void,
): Promise<void> {
  await Promise.all(
    usualAddresses().map(async ({ url, kinds }) => {
      const [kind] = kinds;
      if (kind === undefined) return;
      const label = presetOf(kind).name;
      const answer = await run({ kind: "list" }, { id: `look-${kind}`, kind, url, label, models: [] });
      if (!answer.ok || answer.value.kind !== "list") return;
      const models = answer.value.models.length;
      onFound(kinds.map((one) => ({ kind: one, url, models })));
    }),
  );
}
