import * as z from "zod/mini";
import { createEmitter, type Event } from "../base/event.ts";
import type { Grant } from "../gate/grant.ts";
import type { Policy, PolicyWatch } from "../gate/policy.ts";
import { modes, type Mode } from "../terms/mode.ts";
import type { Settings } from "../settings/readSettings.ts";
import { effectiveMode } from "./effectiveMode.ts";
import { allowsProvider, type PolicyFiles } from "./policyFiles.ts";

/** The editor's store outside every repository. One key per fact, so that windows do not overwrite each other. */
export type PrivateStore = {
  get(key: string): unknown;
  /** `undefined` removes the key. */
  set(key: string, value: unknown): Promise<void>;
  keys(): readonly string[];
};

/** The settings that decide where something may go. */
export type PolicySettings = Pick<
  Settings,
  | "privacy.defaultMode"
  | "privacy.ceiling"
  | "privacy.workspaceMode"
  | "context.never"
  | "context.deviceOnly"
  | "network.hosts"
  | "ollama.url"
  | "providers"
>;

/** What the policy is made from. */
export type PolicyParts = {
  readonly store: PrivateStore;
  /** Names the workspace in keys: its `.code-workspace` file, else its folder, else the empty window. */
  readonly workspace: string;
  readonly settings: () => PolicySettings;
  /** What the policy files ask for. */
  readonly files: () => PolicyFiles;
  /** Whether the user trusts the workspace. */
  readonly isTrusted: () => boolean;
  /** Consents that are kept for this workspace. */
  readonly grants: () => readonly Grant[];
  /** Whether a grant ran out, so that nobody took it back. */
  readonly isOver: (grant: Grant) => boolean;
};

const choiceSchema = z.object({ mode: z.enum(modes), namedOrigins: z.array(z.string()) });
const confirmedPrefix = "drawbridge.confirmed ";

/** The policy of this window's workspace: reads what was decided, takes new decisions, tells of every change. */
export class WorkspacePolicy implements PolicyWatch {
  readonly #parts: PolicyParts;
  readonly #changed = createEmitter<Policy>();
  #policy: Policy;
  #footing: Footing;
  #known: KnownFooting | undefined;

  readonly onDidChange: Event<Policy> = this.#changed.event;

  constructor(parts: PolicyParts) {
    this.#parts = parts;
    this.#policy = this.#read(0);
    this.#footing = this.#footingNow();
  }

  /** The policy as the store has it now: another window may have tightened it a moment ago. */
  current(): Policy {
    const isStanding = stillStands(this.#footing, this.#footingNow());
    if (!isStanding || !sameDecisions(this.#read(0), this.#policy)) this.refresh();
    return this.#policy;
  }

  /**
   * Reads everything again: settings or trust have changed. A grant that only ran out takes nothing back: what goes
   * under it was allowed when it began and may end, and everything else never rested on it.
   */
  refresh(): void {
    const next = this.#read(this.#policy.epoch);
    // Only what narrows or widens the mode makes a new epoch: confirming one host must not end an answer of another.
    const isSame =
      next.mode === this.#policy.mode &&
      next.paused === this.#policy.paused &&
      sameSet(next.namedOrigins, this.#policy.namedOrigins);
    const kept = grantIds(next);
    const takesBack =
      [...this.#policy.confirmed].some((key) => !next.confirmed.has(key)) ||
      this.#policy.grants.some((grant) => !kept.has(grant.id) && !this.#parts.isOver(grant));
    const footing = this.#footingNow();
    const isStanding = stillStands(this.#footing, footing);
    this.#footing = footing;
    this.#policy = isSame && !takesBack && isStanding ? next : { ...next, epoch: next.epoch + 1 };
    this.#changed.fire(this.#policy);
  }

  /** Records the user's choice. Whoever calls has asked the user; a setting or a model never calls. */
  async choose(mode: Mode, namedOrigins: readonly string[] = []): Promise<void> {
    await this.#write(`drawbridge.mode ${this.#parts.workspace}`, { mode, namedOrigins: [...namedOrigins] });
  }

  /** Stops or resumes every request in this workspace, errands included. */
  async setPaused(paused: boolean): Promise<void> {
    await this.#write(`drawbridge.paused ${this.#parts.workspace}`, paused ? true : undefined);
  }

  /** Records that the user confirmed a destination. */
  async confirm(key: string): Promise<void> {
    await this.#write(confirmedPrefix + key, true);
  }

  /** Takes back every confirmation. */
  async forgetConfirmations(): Promise<void> {
    const keys = this.#parts.store.keys().filter((key) => key.startsWith(confirmedPrefix));
    await Promise.all(keys.map((key) => this.#parts.store.set(key, undefined)));
    this.refresh();
  }

  async #write(key: string, value: unknown): Promise<void> {
    await this.#parts.store.set(key, value);
    this.refresh();
  }

  /** Worked out again only from other settings or files: both come as new objects whenever they have changed. */
  #footingNow(): Footing {
    const [settings, files] = [this.#parts.settings(), this.#parts.files()];
    const known = this.#known;
    if (known?.settings === settings && known.files === files) return known.footing;
    const footing = footingOf(settings, files);
    this.#known = { settings, files, footing };
    return footing;
  }

  #read(epoch: number): Policy {
    const { store, workspace } = this.#parts;
    const stored = store.get(`drawbridge.mode ${workspace}`);
    const parsed = choiceSchema.safeParse(stored);
    const choice = parsed.success ? parsed.data : undefined;
    const settings = this.#parts.settings();
    const effective = effectiveMode({
      chosen: stored === undefined ? undefined : (choice?.mode ?? "unreadable"),
      defaultMode: settings["privacy.defaultMode"],
      ceiling: settings["privacy.ceiling"],
      repository: settings["privacy.workspaceMode"],
      files: this.#parts.files().wishes,
      trusted: this.#parts.isTrusted(),
    });
    const confirmed = store
      .keys()
      .filter((key) => key.startsWith(confirmedPrefix) && store.get(key) === true)
      .map((key) => key.slice(confirmedPrefix.length));
    return {
      epoch,
      ...effective,
      paused: store.get(`drawbridge.paused ${workspace}`) === true,
      confirmed: new Set(confirmed),
      namedOrigins: new Set(choice?.mode === "cloud" ? choice.namedOrigins : []),
      grants: this.#parts.grants(),
    };
  }
}

/** What a permit stands on besides the policy itself. */
type Footing = {
  /** Every server that may be used, and every host that counts as the user's own. */
  readonly reach: ReadonlySet<string>;
  /** The path rules, as text. */
  readonly rules: string;
};

/** A footing, and what it was worked out from. */
type KnownFooting = {
  readonly settings: PolicySettings;
  readonly files: PolicyFiles;
  readonly footing: Footing;
};

function footingOf(settings: PolicySettings, files: PolicyFiles): Footing {
  const { providers, "ollama.url": ollamaUrl, "network.hosts": hosts } = settings;
  const servers = [{ id: "ollama", url: ollamaUrl }, ...providers].filter(({ id }) =>
    allowsProvider(files, id),
  );
  return {
    reach: new Set([
      ...servers.map(({ id, url }) => `server ${id} ${url}`),
      ...hosts.map((host) => `host ${host}`),
    ]),
    rules: JSON.stringify([settings["context.never"], settings["context.deviceOnly"], files.rules]),
  };
}

/** Whether everything that was permitted before still is: a server or host more takes nothing back. */
function stillStands(before: Footing, now: Footing): boolean {
  if (before === now) return true;
  return before.rules === now.rules && [...before.reach].every((entry) => now.reach.has(entry));
}

function sameDecisions(a: Policy, b: Policy): boolean {
  const same = a.mode === b.mode && a.setBy === b.setBy && a.paused === b.paused;
  const sameGrants = sameSet(grantIds(a), grantIds(b));
  return same && sameGrants && sameSet(a.namedOrigins, b.namedOrigins) && sameSet(a.confirmed, b.confirmed);
}

function grantIds({ grants }: Policy): ReadonlySet<string> {
  return new Set(grants.map(({ id }) => id));
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((value) => b.has(value));
}
