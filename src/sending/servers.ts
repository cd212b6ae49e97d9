import { createEmitter, type Event } from "../base/event.ts";
import { isCloudName } from "../destinations/cloudName.ts";
import type { ServerReport } from "../destinations/evidence.ts";
import { findModel, type DownReason, type KnownModel, type KnownServer } from "../routing/knownServer.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Trigger } from "../terms/task.ts";
import type { ErrandFailure, RunErrand } from "./errands.ts";
import { retryPauseMs } from "./retryPause.ts";
import { serverHas } from "./serverVersion.ts";

/** How long what a server said is believed, in milliseconds. */
const freshMs = 30_000;
/** The same for a server too old for the `:local` suffix, whose list could change between the look and the use. */
const freshWithoutSuffixMs = 2_000;

type Entry = {
  readonly server: KnownServer;
  readonly atMs: number;
  /** Times in a row that it did not answer. */
  readonly failures: number;
};

type Shown = { readonly remoteHost?: string; readonly contextTokens?: number; readonly atMs: number };

type FailureKind = Extract<ErrandFailure, { kind: "failed" }>["failure"]["kind"];

type UpServer = Extract<KnownServer, { kind: "up" }>;

/** What the pre-flight found out about one model: what the gate judges by, and how to ask for the model. */
export type Preflight = {
  readonly report: ServerReport;
  readonly wireModel: string;
  readonly contextTokens?: number;
};

/** What is known about servers, learned through errands and forgotten again. */
export class Servers {
  readonly #run: RunErrand;
  readonly #clock: () => number;
  readonly #entries = new Map<string, Entry>();
  readonly #asking = new Map<string, Promise<KnownServer>>();
  readonly #shown = new Map<string, Shown>();
  readonly #showing = new Map<string, Promise<Shown | undefined>>();
  /** Models whose answer once came from another host although the server had said otherwise; kept until restart. */
  readonly #forwarded = new Map<string, string>();
  readonly #changed = createEmitter<ProviderConfig>();

  /** Fires when something new is known about a provider's server. */
  readonly onDidLearn: Event<ProviderConfig> = this.#changed.event;

  constructor(run: RunErrand, clock: () => number) {
    this.#run = run;
    this.#clock = clock;
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
    const shown = this.#shown.get(shownKey(provider, listed));
    return shown === undefined ? { kind: "unknown" } : passedOrRemote(shown, server);
  }

  /** Remembers that an answer of this model came from another host: the server's own word counts no more. */
  markForwarded(provider: ProviderConfig, model: string, host: string): void {
    this.#forwarded.set(modelKey(provider, model), host);
    this.#changed.fire(provider);
  }

  /** Forgets what the gate refused to ask: the policy has changed. */
  forgetRefused(): void {
    for (const [key, { server }] of this.#entries) {
      if (server.kind === "down" && server.reason === "notAllowed") this.#entries.delete(key);
    }
  }

  /** Forgets everything that was learned by asking, so that the next look asks again: the settings have changed. */
  forget(): void {
    this.#entries.clear();
    this.#shown.clear();
  }

  /** Takes back that a server is up: a request just found it gone. */
  markDown(provider: ProviderConfig): void {
    this.#learn(provider, { kind: "down", reason: "unreachable" });
  }

  /**
   * Asks a server what it is and has, unless that is fresh. A server that is down is asked again at once for a person,
   * and after a growing pause otherwise. Calls at the same time share one round.
   */
  async look(provider: ProviderConfig, trigger: Trigger): Promise<KnownServer> {
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

  async #examine(provider: ProviderConfig, listed: KnownModel, server: UpServer): Promise<Preflight> {
    const { name } = listed;
    const refusesToForward = server.version !== undefined && serverHas(server.version, "localSuffix");
    const wireModel = refusesToForward ? `${name}:local` : name;
    const shown = await this.#show(provider, listed);
    if (shown === undefined) return { report: { kind: "unknown" }, wireModel };
    const report = passedOrRemote(shown, server);
    return {
      report,
      wireModel: report.kind === "remote" ? name : wireModel,
      ...(shown.contextTokens !== undefined && { contextTokens: shown.contextTokens }),
    };
  }

  async #show(provider: ProviderConfig, listed: KnownModel): Promise<Shown | undefined> {
    const key = shownKey(provider, listed);
    const before = this.#shown.get(key);
    if (before !== undefined && this.#clock() - before.atMs < freshMs) return before;
    const running = this.#showing.get(key);
    if (running !== undefined) return running;
    const showing = this.#askShow(provider, listed).finally(() => this.#showing.delete(key));
    this.#showing.set(key, showing);
    return showing;
  }

  async #askShow(provider: ProviderConfig, listed: KnownModel): Promise<Shown | undefined> {
    const answer = await this.#run({ kind: "show", model: listed.name }, provider);
    if (!answer.ok || answer.value.kind !== "show") return undefined;
    const shown: Shown = { ...answer.value, atMs: this.#clock() };
    this.#shown.set(shownKey(provider, listed), shown);
    this.#changed.fire(provider);
    return shown;
  }

  #isFresh({ server, atMs, failures }: Entry, trigger: Trigger): boolean {
    const age = this.#clock() - atMs;
    if (server.kind === "down") {
      // A refusal holds until the policy changes; each new one would only fill the ledger.
      const holds = server.reason === "notAllowed" || age < retryPauseMs(failures);
      return trigger === "automatic" && holds;
    }
    const suffix =
      server.kind === "up" && server.version !== undefined && !serverHas(server.version, "localSuffix");
    return age < (suffix ? freshWithoutSuffixMs : freshMs);
  }

  async #ask(provider: ProviderConfig): Promise<KnownServer> {
    return this.#learn(
      provider,
      provider.kind === "ollama" ? await this.#askOllama(provider) : await this.#askList(provider),
    );
  }

  async #askOllama(provider: ProviderConfig): Promise<KnownServer> {
    const version = await this.#run({ kind: "version" }, provider);
    if (!version.ok) return serverAfter(version.error);
    if (version.value.kind !== "version") return { kind: "down", reason: "malformed" };
    const told = version.value.version;
    const status = serverHas(told, "status") ? await this.#run({ kind: "status" }, provider) : undefined;
    const answer = status?.ok === true && status.value.kind === "status" ? status.value : undefined;
    const server = await this.#askList(provider);
    if (server.kind !== "up") return server;
    return { ...server, version: told, ...(answer !== undefined && { cloudDisabled: answer.cloudDisabled }) };
  }

  async #askList(provider: ProviderConfig): Promise<KnownServer> {
    const list = await this.#run({ kind: "list" }, provider);
    if (!list.ok) return serverAfter(list.error);
    return list.value.kind === "list"
      ? { kind: "up", models: list.value.models }
      : { kind: "down", reason: "malformed" };
  }

  #learn(provider: ProviderConfig, server: KnownServer): KnownServer {
    if (server.kind === "unasked") return server;
    const key = serverKey(provider);
    const failed = server.kind === "down" && server.reason !== "notAllowed";
    const failures = failed ? (this.#entries.get(key)?.failures ?? 0) + 1 : 0;
    this.#entries.set(key, { server, atMs: this.#clock(), failures });
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

/** A changed digest is another model under the same name: what was shown before says nothing about it. */
function shownKey({ url }: ProviderConfig, { name, digest }: KnownModel): string {
  return `${url} ${name} ${digest ?? ""}`;
}

function passedOrRemote({ remoteHost }: Shown, { version, cloudDisabled }: UpServer): ServerReport {
  if (remoteHost !== undefined) return { kind: "remote", host: remoteHost };
  if (version === undefined) return { kind: "unknown" };
  return { kind: "passed", version, ...(cloudDisabled !== undefined && { cloudDisabled }) };
}

/** What a failed question says about a server; what says nothing about one counts as unreachable. */
const reasons: { readonly [K in FailureKind]?: DownReason } = {
  timeout: "silent",
  unauthorized: "unauthorized",
  keyMissing: "unauthorized",
  malformed: "malformed",
  redirected: "malformed",
  tooLarge: "malformed",
  modelMissing: "failing",
  serverError: "failing",
  overloaded: "failing",
  quota: "failing",
  ledgerFailed: "unrecorded",
};

function serverAfter(failure: ErrandFailure): KnownServer {
  if (failure.kind === "refused") return { kind: "down", reason: "notAllowed" };
  if (failure.kind === "notOffered") return { kind: "down", reason: "malformed" };
  const { kind } = failure.failure;
  // We hung up: that says nothing about the server.
  if (kind === "revoked" || kind === "stopped") return { kind: "unasked" };
  return { kind: "down", reason: reasons[kind] ?? "unreachable" };
}
