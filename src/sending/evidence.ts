import type { Evidence, Place, ServerReport } from "../destinations/evidence.ts";
import type { Policy } from "../gate/policy.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";

/** What the adapters know about where this process runs. */
export type Surroundings = {
  /** What the window is connected to, when the extension host runs elsewhere; `undefined` on the user's own machine. */
  authority(this: void): string | undefined;
  ownAddresses(this: void): readonly string[];
  declaredHosts(this: void): readonly string[];
};

function placeOf(authority: string | undefined, policy: Policy): Place {
  if (authority === undefined) return { kind: "here" };
  return { kind: "elsewhere", authority, confirmedOwn: policy.confirmed.has(`remoteDevice ${authority}`) };
}

/** Puts together what the gate judges a provider by. Names are not looked up here: that would already be a contact. */
export function evidenceFor(
  provider: ProviderConfig,
  report: ServerReport,
  { surroundings, policy }: { readonly surroundings: Surroundings; readonly policy: Policy },
): Evidence {
  return {
    url: provider.url,
    resolved: [],
    ownAddresses: surroundings.ownAddresses(),
    declaredHosts: surroundings.declaredHosts(),
    place: placeOf(surroundings.authority(), policy),
    report,
  };
}
