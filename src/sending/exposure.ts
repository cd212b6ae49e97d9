import { addressClass, plainAddress } from "../destinations/addressClass.ts";
import { isLoopbackHost } from "../destinations/locate.ts";
import type { KnownServer } from "../routing/knownServer.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { ErrandFailure, RunErrand } from "./errands.ts";

/** Most addresses that are tried: a server that listens on every interface answers at the first. */
const mostAddresses = 3;

type UpServer = Extract<KnownServer, { kind: "up" }>;

/** What one round found out; `address` once the server answered at it. */
type Round = { readonly version: string | undefined; address?: string };

/** A server on loopback that answers at an address of the network as well. */
export type ExposedServer = { readonly provider: ProviderConfig; readonly address: string };

/** What {@link Exposure} is built from. */
export type ExposureParts = {
  readonly run: RunErrand;
  /** Addresses of this machine under which others may reach it. */
  readonly networkAddresses: () => readonly string[];
  readonly onLearned: (provider: ProviderConfig) => void;
};

/** Finds out whether servers on loopback answer at this machine's other addresses as well. */
export class Exposure {
  readonly #parts: ExposureParts;
  readonly #rounds = new Map<string, Round>();

  constructor(parts: ExposureParts) {
    this.#parts = parts;
  }

  /** The first server that answered at an address that this machine still has. */
  first(providers: readonly ProviderConfig[]): ExposedServer | undefined {
    const answered = providers
      .map((provider) => ({ provider, address: this.#rounds.get(roundKey(provider))?.address }))
      .filter((found): found is ExposedServer => found.address !== undefined);
    if (answered.length === 0) return undefined;
    const still = this.#parts.networkAddresses();
    return answered.find(({ address }) => still.includes(address));
  }

  /** Forgets what was found out, so that it is asked again. */
  forget(): void {
    this.#rounds.clear();
  }

  /**
   * Asks a server that was just found up at this machine's other addresses, once for each version of it. Only the same
   * server's answer counts; any failure says nothing.
   */
  async check(provider: ProviderConfig, server: KnownServer): Promise<void> {
    if (server.kind !== "up" || !isLoopbackHost(new URL(provider.url).hostname)) return;
    const key = roundKey(provider);
    const before = this.#rounds.get(key);
    if (before !== undefined && before.version === server.version) return;
    const round: Round = { version: server.version };
    this.#rounds.set(key, round);
    for (const address of addressesToTry(this.#parts.networkAddresses())) {
      const outcome = await this.#ask(provider, server, address);
      // Settings have changed meanwhile, or the server has.
      if (this.#rounds.get(key) !== round) return;
      if (outcome === "notAsked") {
        this.#rounds.delete(key);
        return;
      }
      if (outcome === "otherwise") continue;
      round.address = address;
      this.#parts.onLearned(provider);
      return;
    }
  }

  async #ask(provider: ProviderConfig, server: UpServer, address: string): Promise<Outcome> {
    const answer = await this.#parts.run(
      { kind: "reach" },
      { ...provider, url: urlAt(provider.url, address) },
    );
    if (!answer.ok) return wasAsked(answer.error) ? "otherwise" : "notAsked";
    const { value } = answer;
    const isSame =
      value.kind === "version"
        ? value.version === server.version
        : value.kind === "list" && namesOf(value.models) === namesOf(server.models);
    return isSame ? "same" : "otherwise";
  }
}

/** Whether the same server answered. `notAsked`: the gate or we ourselves ended it, so it can be asked another time. */
type Outcome = "same" | "otherwise" | "notAsked";

function wasAsked(failure: ErrandFailure): boolean {
  return failure.kind === "failed" && !["revoked", "stopped", "ledgerFailed"].includes(failure.failure.kind);
}

/** IPv4 first, since that is what most servers are reached by; a link-local address of IPv6 needs its zone. */
function addressesToTry(addresses: readonly string[]): readonly string[] {
  const usable = addresses.filter(
    (address) => addressClass(address) !== "special" && !/^fe[89ab]/i.test(address),
  );
  return usable.toSorted((a, b) => Number(a.includes(":")) - Number(b.includes(":"))).slice(0, mostAddresses);
}

function urlAt(url: string, address: string): string {
  const there = new URL(url);
  const plain = plainAddress(address) ?? address;
  there.hostname = plain.includes(":") ? `[${plain}]` : plain;
  return there.href;
}

function namesOf(models: UpServer["models"]): string {
  return models
    .map(({ name }) => name)
    .toSorted()
    .join("\n");
}

/** Two kinds at one address are asked differently. */
function roundKey({ kind, url }: ProviderConfig): string {
  return `${kind} ${url}`;
}
