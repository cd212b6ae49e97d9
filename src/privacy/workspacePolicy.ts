import * as z from "zod/mini";
import { createEmitter, type Event } from "../base/event.ts";
import type { Policy, PolicyWatch } from "../gate/policy.ts";
import { isMode, modes, type Mode } from "../terms/mode.ts";
import type { Settings } from "../settings/readSettings.ts";
import { effectiveMode } from "./effectiveMode.ts";

/** The editor's store outside every repository. One key per fact, so that windows do not overwrite each other. */
export type PrivateStore = {
  get(key: string): unknown;
  /** `undefined` removes the key. */
  set(key: string, value: unknown): Promise<void>;
  keys(): readonly string[];
};

/** What the policy is made from. */
export type PolicyParts = {
  readonly store: PrivateStore;
  /** Names the workspace in keys: its `.code-workspace` file, else its folder, else the empty window. */
  readonly workspace: string;
  readonly settings: () => Pick<
    Settings,
    "privacy.defaultMode" | "privacy.ceiling" | "privacy.workspaceMode"
  >;
  /** Whether the user trusts the workspace. */
  readonly isTrusted: () => boolean;
};

const choiceSchema = z.object({ mode: z.enum(modes), namedOrigins: z.array(z.string()) });
const confirmedPrefix = "drawbridge.confirmed ";

/** The policy of this window's workspace: reads what was decided, takes new decisions, tells of every change. */
export class WorkspacePolicy implements PolicyWatch {
  readonly #parts: PolicyParts;
  readonly #changed = createEmitter<Policy>();
  #policy: Policy;

  readonly onDidChange: Event<Policy> = this.#changed.event;

  constructor(parts: PolicyParts) {
    this.#parts = parts;
    this.#policy = this.#read(0);
  }

  /** The policy as the store has it now: another window may have tightened it a moment ago. */
  current(): Policy {
    if (!sameDecisions(this.#read(0), this.#policy)) this.refresh();
    return this.#policy;
  }

  /** Reads everything again: settings or trust have changed. */
  refresh(): void {
    const next = this.#read(this.#policy.epoch);
    // Only what narrows or widens the mode makes a new epoch: confirming one host must not end an answer of another.
    const isSame =
      next.mode === this.#policy.mode &&
      next.paused === this.#policy.paused &&
      sameSet(next.namedOrigins, this.#policy.namedOrigins);
    const takesBack = [...this.#policy.confirmed].some((key) => !next.confirmed.has(key));
    this.#policy = isSame && !takesBack ? next : { ...next, epoch: next.epoch + 1 };
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

  #read(epoch: number): Policy {
    const { store, workspace } = this.#parts;
    const stored = choiceSchema.safeParse(store.get(`drawbridge.mode ${workspace}`));
    const choice = stored.success && isMode(stored.data.mode) ? stored.data : undefined;
    const settings = this.#parts.settings();
    const { mode, setBy } = effectiveMode({
      chosen: choice?.mode,
      defaultMode: settings["privacy.defaultMode"],
      ceiling: settings["privacy.ceiling"],
      repository: settings["privacy.workspaceMode"],
      trusted: this.#parts.isTrusted(),
    });
    const confirmed = store
      .keys()
      .filter((key) => key.startsWith(confirmedPrefix) && store.get(key) === true)
      .map((key) => key.slice(confirmedPrefix.length));
    return {
      epoch,
      mode,
      setBy,
      paused: store.get(`drawbridge.paused ${workspace}`) === true,
      confirmed: new Set(confirmed),
      namedOrigins: new Set(choice?.mode === "cloud" ? choice.namedOrigins : []),
    };
  }
}

function sameDecisions(a: Policy, b: Policy): boolean {
  const same = a.mode === b.mode && a.setBy === b.setBy && a.paused === b.paused;
  return same && sameSet(a.namedOrigins, b.namedOrigins) && sameSet(a.confirmed, b.confirmed);
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((value) => b.has(value));
}
