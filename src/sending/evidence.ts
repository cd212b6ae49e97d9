import type { Evidence, Place, ServerReport } from "../destinations/evidence.ts";
import type { Policy, PolicyWatch } from "../gate/policy.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";

/** What is known about where this process runs and what the user calls their own. */
export type Surroundings = {
  /** What the window is connected to, when the extension host runs elsewhere; `undefined` on the user's own machine. */
  readonly authority: () => string | undefined;
  /** Addresses of this machine's own interfaces. */
  readonly ownAddresses: () => readonly string[];
  /** Hosts the user declared as their own. */
  readonly declaredHosts: () => readonly string[];
  readonly policy: PolicyWatch;
};

function placeOf(authority: string | undefined, policy: Policy): Place {
  if (authority === undefined) return { kind: "here" };
  return { kind: "elsewhere", authority, confirmedOwn: policy.confirmed.has(`remoteDevice ${authority}`) };
}

/** Puts together what the gate judges a provider by. Names are not looked up here: that would already be a contact. */
export function evidenceFor(
  provider: ProviderConfig,
  report: ServerReport,
  surroundings: Surroundings,
): Evidence {
  return {
    url: provider.url,
    resolved: [],
    ownAddresses: surroundings.ownAddresses(),
    declaredHosts: surroundings.declaredHosts(),
    place: placeOf(surroundings.authority(), surroundings.policy.current()),
    report,
  };
}
