import { createEmitter, type Event } from "../base/event.ts";
import { isCloudName } from "../destinations/cloudName.ts";
import type { ServerReport } from "../destinations/evidence.ts";
import {
  findModel,
  isHeldBack,
  type DownReason,
  type KnownModel,
  type KnownServer,
} from "../routing/knownServer.ts";
import type { Route } from "../routing/route.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Trigger } from "../terms/task.ts";
import { askServer } from "./askServer.ts";
import type { RunErrand } from "./errands.ts";
import { Health } from "./health.ts";
import { Exposure, type ExposedServer, type ExposureParts } from "./exposure.ts";
import { retryPauseMs } from "./retryPause.ts";
import { ModelPages, type ModelPage } from "./modelPages.ts";
import { ModelSpeeds } from "./modelSpeeds.ts";
import { LoadedModels } from "./loadedModels.ts";
import { serverHas } from "./serverVersion.ts";

/** How long what a server said is believed, in milliseconds. */
const freshMs = 30_000;
/** The same for a server too old for the `:local` suffix, whose list could change between the look and the use. */
const freshWithoutSuffixMs = 2_000;

type Entry = {
  readonly server: KnownServer;
  readonly atMs: number;
  /** When it was learned: ISO 8601, UTC. */
  readonly time: string;
  /** Times in a row that it did not answer. */
  readonly failures: number;
};

type UpServer = Extract<KnownServer, { kind: "up" }>;

/** What the pre-flight found out about one model: what the gate judges by, and how to ask for the model. */
export type Preflight = {
  readonly report: ServerReport;
  readonly wireModel: string;
  readonly contextTokens?: number;
  /** The model as the list and its own page tell of it together. */
  readonly model?: KnownModel;
};

/** Why a server is left alone by what nobody started, and the seconds until it is asked again. */
export type ServerRest = { readonly reason: DownReason; readonly againInS: number };

/** What {@link Servers} is built from. */
export type ServersParts = Pick<ExposureParts, "run" | "networkAddresses"> & {
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  /** ISO 8601, UTC. */
  readonly now: () => string;
};

/** What is known about servers, learned through errands and forgotten again. */
export class Servers {
  readonly #run: RunErrand;
  readonly #clock: () => number;
  readonly #now: () => string;
  readonly #entries = new Map<string, Entry>();
  readonly #asking = new Map<string, Promise<KnownServer>>();
  /** Models whose answer once came from another host although the server had said otherwise; kept until restart. */
  readonly #forwarded = new Map<string, string>();
  readonly #changed = createEmitter<ProviderConfig>();

  /** Fires when something new is known about a provider's server. */
  readonly onDidLearn: Event<ProviderConfig> = this.#changed.event;

  /** How the servers have been doing. */
  readonly health: Health;

  /** How fast models answered in this window. */
  readonly speeds = new ModelSpeeds();

  readonly #exposure: Exposure;
  readonly #loaded: LoadedModels;
  readonly #pages: ModelPages;

  constructor({ run, networkAddresses, clock, now }: ServersParts) {
    this.#run = run;
    this.#exposure = new Exposure({ run, networkAddresses, onLearned: this.#changed.fire });
    this.#loaded = new LoadedModels({ run, clock, now, freshMs });
    this.#pages = new ModelPages({
      ...{ run, clock, now, freshMs },
      onLearned: (provider) => {
        this.#addPages(provider);
      },
    });
    this.health = new Health(clock);
    this.#clock = clock;
    this.#now = now;
  }

  /** What is known now, without asking. */
  known(provider: ProviderConfig): KnownServer {
    return this.#entries.get(serverKey(provider))?.server ?? { kind: "unasked" };
  }

  /** The first provider whose server says that its own cloud features are on. */
  withCloud(providers: readonly ProviderConfig[]): ProviderConfig | undefined {
    return providers.find((provider) => {
      const server = this.known(provider);
      return server.kind === "up" && server.cloudDisabled === false;
    });
  }

  /** The version of the first Ollama server whose version has known security holes. */
  outdated(providers: readonly ProviderConfig[]): string | undefined {
    return providers
      .map((provider) => this.known(provider))
      .map((server) => (server.kind === "up" ? server.version : undefined))
      .find((version) => version !== undefined && !serverHas(version, "mended"));
  }

  /** The first server on loopback that answers at another address of this machine as well. */
  exposed(providers: readonly ProviderConfig[]): ExposedServer | undefined {
    return this.#exposure.first(providers);
  }

  /** What is known about a model without asking: an unexamined one is `unknown`, whatever its name promises. */
  reported(provider: ProviderConfig, model: string): ServerReport {
    if (provider.kind !== "ollama") return { kind: "unknown" };
    if (isCloudName(model)) return { kind: "cloudName" };
    const caught = this.#forwarded.get(modelKey(provider, model));
    if (caught !== undefined) return { kind: "remote", host: caught };
    const server = this.known(provider);
    if (server.kind !== "up" || server.version === undefined) return { kind: "unknown" };
    const listed = findModel(server, model);
    if (listed === undefined) return { kind: "unlisted" };
    if (listed.remoteHost !== undefined) return { kind: "remote", host: listed.remoteHost };
    const page = this.#pages.known(provider, listed);
    return page === undefined ? { kind: "unknown" } : this.#judged(provider, listed, page);
  }

  /** Remembers that an answer of this model came from another host: the server's own word counts no more. */
  markForwarded(provider: ProviderConfig, model: string, host: string): void {
    this.#forwarded.set(modelKey(provider, model), host);
    this.#changed.fire(provider);
  }

  /** Forgets what the gate refused to ask: the policy has changed. */
  forgetRefused(): void {
    for (const [key, { server }] of this.#entries) {
      if (server.kind === "down" && isHeldBack(server.reason)) this.#entries.delete(key);
    }
  }

  /** Forgets everything that was learned by asking, so that the next look asks again: the settings have changed. */
  forget(): void {
    this.health.forget();
    this.#entries.clear();
    this.#pages.forget();
    this.#loaded.forget();
    this.#exposure.forget();
  }

  /** Forgets what was learned about one server: its key has changed. */
  forgetServer(provider: ProviderConfig): void {
    this.health.forget(provider);
    this.#entries.delete(serverKey(provider));
    this.#changed.fire(provider);
  }

  /** Takes back that a server is up: a request just found it gone. */
  markDown(provider: ProviderConfig): void {
    this.#learn(provider, { kind: "down", reason: "unreachable" });
  }

  /** Takes back that a server is down: it just answered a request. */
  markAnswered(provider: ProviderConfig): void {
    if (this.known(provider).kind === "down") this.forgetServer(provider);
  }

  /** Whether what nobody started should leave a server alone for now: it is down, and its pause is not over. */
  restsFor(provider: ProviderConfig): ServerRest | undefined {
    const entry = this.#entries.get(serverKey(provider));
    if (entry?.server.kind !== "down" || isHeldBack(entry.server.reason)) return undefined;
    const leftMs = this.#pauseLeftMs(entry);
    return leftMs > 0 ? { reason: entry.server.reason, againInS: Math.ceil(leftMs / 1000) } : undefined;
  }

  /**
   * Asks a server what it is and has, unless that is fresh. A server that is down is asked again at once for a person,
   * and after a growing pause otherwise. Calls at the same time share one round. Behind a person's look it is found out
   * whether others on the network reach the server, too; nobody waits for that.
   */
  async look(provider: ProviderConfig, trigger: Trigger): Promise<KnownServer> {
    const server = await this.#lookAt(provider, trigger);
    if (trigger === "person") void this.#exposure.check(provider, server);
    return server;
  }

  async #lookAt(provider: ProviderConfig, trigger: Trigger): Promise<KnownServer> {
    const key = serverKey(provider);
    const entry = this.#entries.get(key);
    if (entry !== undefined && this.#isFresh(entry, trigger)) return entry.server;
    const running = this.#asking.get(key);
    if (running !== undefined) return running;
    const asking = this.#ask(provider).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    return asking;
  }

  /**
   * The pre-flight for one model of a provider, in the order that lets nothing slip: the name first, because even
   * asking about a cloud name leaves the machine; then version, status, list, and at last the model itself.
   */
  async preflight(provider: ProviderConfig, model: string, trigger: Trigger): Promise<Preflight> {
    if (provider.kind !== "ollama") return { report: { kind: "unknown" }, wireModel: model };
    if (isCloudName(model)) return { report: { kind: "cloudName" }, wireModel: model };
    const caught = this.#forwarded.get(modelKey(provider, model));
    if (caught !== undefined) return { report: { kind: "remote", host: caught }, wireModel: model };
    const server = await this.look(provider, trigger);
    if (server.kind !== "up" || server.version === undefined)
      return { report: { kind: "unknown" }, wireModel: model };
    const listed = findModel(server, model);
    if (listed === undefined) return { report: { kind: "unlisted" }, wireModel: model };
    if (listed.remoteHost !== undefined)
      return { report: { kind: "remote", host: listed.remoteHost }, wireModel: model };
    return this.#examine(provider, listed, server);
  }

  /**
   * Looks, after an answer, whether the server has the model's very weights in its memory: then it was observed to run
   * there. At most once per model in the time that evidence is fresh; a look that fails says nothing.
   */
  async observe(provider: ProviderConfig, model: string): Promise<void> {
    const server = this.known(provider);
    const listed = server.kind === "up" ? findModel(server, model) : undefined;
    if (provider.kind !== "ollama" || listed?.digest === undefined) return;
    if (await this.#loaded.look(provider, listed)) this.#changed.fire(provider);
  }

  /** Whether a server says that it does not have the model of a route in its memory; `false` where that is not known. */
  async isAbsent({ provider, model }: Pick<Route, "provider" | "model">): Promise<boolean> {
    const server = this.known(provider);
    const listed = server.kind === "up" ? findModel(server, model) : undefined;
    if (provider.kind !== "ollama" || listed?.digest === undefined || isCloudName(model)) return false;
    return this.#loaded.isAbsent(provider, listed);
  }

  async #examine(provider: ProviderConfig, listed: KnownModel, server: UpServer): Promise<Preflight> {
    const { name } = listed;
    const refusesToForward = server.version !== undefined && serverHas(server.version, "localSuffix");
    const wireModel = refusesToForward ? `${name}:local` : name;
    const page = await this.#pages.read(provider, listed);
    if (page === undefined) return { report: { kind: "unknown" }, wireModel };
    const report = this.#judged(provider, listed, page);
    return {
      report,
      wireModel: report.kind === "remote" ? name : wireModel,
      model: this.#pages.add(provider, listed),
      ...(page.contextTokens !== undefined && { contextTokens: page.contextTokens }),
    };
  }

  /** What a model's page says about it, dated by the older of the list and the page. */
  #judged(provider: ProviderConfig, listed: KnownModel, { remoteHost, time }: ModelPage): ServerReport {
    if (remoteHost !== undefined) return { kind: "remote", host: remoteHost };
    const entry = this.#entries.get(serverKey(provider));
    if (entry?.server.kind !== "up" || entry.server.version === undefined) return { kind: "unknown" };
    const { version, cloudDisabled } = entry.server;
    const loaded = this.#loaded.seenAt(provider, listed);
    return {
      kind: "passed",
      version,
      at: timeOfDay(time < entry.time ? time : entry.time),
      ...(cloudDisabled !== undefined && { cloudDisabled }),
      ...(!serverHas(version, "remoteModels") && { cloudless: true as const }),
      ...(loaded !== undefined && { loadedAt: timeOfDay(loaded) }),
    };
  }

  /** What was just learned of a model stands in its server's list from here on. */
  #addPages(provider: ProviderConfig): void {
    const key = serverKey(provider);
    const entry = this.#entries.get(key);
    if (entry?.server.kind === "up") {
      const models = this.#pages.added(provider, entry.server.models);
      this.#entries.set(key, { ...entry, server: { ...entry.server, models } });
    }
    this.#changed.fire(provider);
  }

  #pauseLeftMs({ atMs, failures }: Entry): number {
    return atMs + retryPauseMs(failures) - this.#clock();
  }

  #isFresh(entry: Entry, trigger: Trigger): boolean {
    const { server, atMs } = entry;
    if (server.kind === "down") {
      // A refusal holds until the policy changes; each new one would only fill the ledger.
      const holds = isHeldBack(server.reason) || this.#pauseLeftMs(entry) > 0;
      return trigger === "automatic" && holds;
    }
    const age = this.#clock() - atMs;
    const suffix =
      server.kind === "up" && server.version !== undefined && !serverHas(server.version, "localSuffix");
    return age < (suffix ? freshWithoutSuffixMs : freshMs);
  }

  async #ask(provider: ProviderConfig): Promise<KnownServer> {
    const server = await askServer(provider, this.#run);
    return this.#learn(
      provider,
      server.kind === "up" ? { ...server, models: this.#pages.added(provider, server.models) } : server,
    );
  }

  #learn(provider: ProviderConfig, server: KnownServer): KnownServer {
    if (server.kind === "unasked") return server;
    const key = serverKey(provider);
    const failed = server.kind === "down" && !isHeldBack(server.reason);
    const failures = failed ? (this.#entries.get(key)?.failures ?? 0) + 1 : 0;
    this.#entries.set(key, { server, atMs: this.#clock(), time: this.#now(), failures });
    this.#changed.fire(provider);
    return server;
  }
}

/** Two kinds at one address are asked differently, and learn different things. */
function serverKey({ kind, url }: ProviderConfig): string {
  return `${kind} ${url}`;
}

function modelKey(provider: ProviderConfig, model: string): string {
  return `${serverKey(provider)} ${model}`;
}

/** `14:02:11 UTC`. */
function timeOfDay(iso: string): string {
  return `${iso.slice(11, 19)} UTC`;
}
