import type { Evidence, HostMachine, Place, ServerReport } from "../destinations/evidence.ts";
import { machineKey } from "../gate/confirmationKey.ts";
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
  /** The machine around this one, when this one is a container or a subsystem. */
  readonly hostMachine: () => HostMachine | undefined;
  /** The proxy the user set for the editor, `host:port`. */
  readonly proxy: () => string | undefined;
  readonly policy: PolicyWatch;
  /** ISO 8601, UTC; dates what a server said. */
  readonly now: () => string;
};

/** The same for many models that are judged at one moment: the system is asked for its addresses once. */
export function atOneMoment(surroundings: Surroundings): Surroundings {
  const own = surroundings.ownAddresses();
  return { ...surroundings, ownAddresses: () => own };
}

function placeOf(authority: string | undefined, policy: Policy): Place {
  if (authority === undefined) return { kind: "here" };
  return { kind: "elsewhere", authority, confirmedOwn: policy.confirmed.has(machineKey(authority)) };
}

/** Puts together what the gate judges a provider by. Names are not looked up here: that would already be a contact. */
export function evidenceFor(
  provider: ProviderConfig,
  report: ServerReport,
  surroundings: Surroundings,
): Evidence {
  const host = surroundings.hostMachine();
  const proxy = surroundings.proxy();
  return {
    url: provider.url,
    resolved: [],
    // The system is asked only for what is not on loopback anyway: that costs as much as all the rest.
    get ownAddresses() {
      return surroundings.ownAddresses();
    },
    declaredHosts: surroundings.declaredHosts(),
    place: placeOf(surroundings.authority(), surroundings.policy.current()),
    report,
    ...(host && { host }),
    ...(proxy !== undefined && { proxy }),
  };
}
