/**
 * Drawbridge without the editor: the same rooms, wired as the composition root wires them, with every port a plain
 * object. Tests, benchmarks and the proof drive it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PathVerdict } from "../../src/context/pathVerdict.ts";
import { createDoor, type Door } from "../../src/egress/door.ts";
import { createDirectTransport } from "../../src/egress/directTransport.ts";
import { createEditorTransport, type Fetch } from "../../src/egress/editorTransport.ts";
import type { HostMachine } from "../../src/destinations/evidence.ts";
import type { Policy, PolicyWatch } from "../../src/gate/policy.ts";
import { createHeadKeeper } from "../../src/ledger/headStore.ts";
import { openLedger, type Ledger } from "../../src/ledger/ledger.ts";
import type { LedgerEntry } from "../../src/ledger/record.ts";
import { GrantBook } from "../../src/privacy/grantBook.ts";
import { hearPolicyFiles } from "../../src/privacy/policyFiles.ts";
import { WorkspacePolicy, type PrivateStore } from "../../src/privacy/workspacePolicy.ts";
import { loadFormat } from "../../src/providers/loadFormat.ts";
import type { ConsentPort, ReviewAnswer, ReviewRequest } from "../../src/sending/consentPort.ts";
import type { Chores } from "../../src/sending/chores.ts";
import type { RunErrand } from "../../src/sending/errands.ts";
import { openSending, type OpenSending } from "../../src/sending/openSending.ts";
import type { Sending } from "../../src/sending/send.ts";
import type { SendingParts } from "../../src/sending/sendingParts.ts";
import type { Servers } from "../../src/sending/servers.ts";
import type { ProviderConfig } from "../../src/settings/providerConfig.ts";
import type { Destination } from "../../src/terms/destination.ts";
import type { Mode } from "../../src/terms/mode.ts";
import type { ModelRef } from "../../src/terms/modelRef.ts";
import type { KnownSecret } from "../../src/terms/screening.ts";
import type { Task } from "../../src/terms/task.ts";
import { headsInMemory, ledgerParts, readLedger } from "./ledgers.ts";
import { openSettings } from "./noRules.ts";

/** A store that lives as long as the test. */
export function inMemoryStore(): PrivateStore {
  const values = new Map<string, unknown>();
  return {
    get: (key) => values.get(key),
    set: (key, value) => {
      if (value === undefined) values.delete(key);
      else values.set(key, value);
      return Promise.resolve();
    },
    keys: () => [...values.keys()],
  };
}

/** A log that keeps what it was told. */
export function rememberingLog(): { readonly lines: string[]; readonly log: SendingLog } {
  const lines: string[] = [];
  const note = (message: string): void => {
    lines.push(message);
  };
  return { lines, log: { debug: note, info: note, warn: note, error: note } };
}

type SendingLog = Parameters<typeof createDoor>[0]["log"];

/** What a person says in a review. */
export type ReviewReply = ReviewAnswer | boolean;

/** A reply as the port gives it. */
function reviewAnswer(reply: ReviewReply): ReviewAnswer {
  if (typeof reply !== "boolean") return reply;
  return reply ? { kind: "send", keep: "once" } : { kind: "cancel" };
}

/** What a headless Drawbridge is set up with; everything has a quiet default. */
export type HeadlessOptions = {
  readonly providers: readonly ProviderConfig[];
  readonly chosen?: Partial<Record<Task, ModelRef>>;
  readonly alternatives?: Partial<Record<Task, readonly ModelRef[]>>;
  readonly mode?: Mode;
  readonly ceiling?: Mode;
  readonly repository?: Mode;
  readonly isTrusted?: () => boolean;
  readonly authority?: string;
  readonly declaredHosts?: readonly string[];
  readonly hostMachine?: HostMachine;
  /** What plays the addresses of this machine in its network: further ones of loopback, to stay on this machine. */
  readonly networkAddresses?: readonly string[];
  readonly keys?: Readonly<Record<string, string>>;
  /** Answers a confirmation, as late as a person would; absent: no. */
  readonly onConfirm?: (destination: Destination) => boolean | Promise<boolean>;
  /** Answers a review; `true` sends once, `false` and an absent one cancel. */
  readonly onReview?: (request: ReviewRequest) => ReviewReply | Promise<ReviewReply>;
  /** What the path rules say of a file, by its URI; absent: everything is allowed. */
  readonly judgePath?: (uri: string) => PathVerdict;
  /** Secrets of the workspace's own. */
  readonly knownSecrets?: readonly KnownSecret[];
  /** The editor's own fetch; absent: one that fails the test by throwing. */
  readonly editorFetch?: Fetch;
  /** Where the ledger is kept; absent: a fresh folder. Two may share one, as two windows do. */
  readonly ledgerFolder?: string;
  /** Where its heads are kept; absent: in a store of its own. */
  readonly heads?: ReturnType<typeof headsInMemory>;
};

/** A headless Drawbridge and everything a test looks at. */
export type Headless = {
  readonly sending: Sending;
  readonly servers: Servers;
  readonly chores: Chores;
  readonly questionRefusal: OpenSending["questionRefusal"];
  readonly run: RunErrand;
  readonly policy: WorkspacePolicy;
  readonly grants: GrantBook;
  /** What was decided, as another window of the workspace would change it. */
  readonly store: PrivateStore;
  readonly door: Door;
  readonly ledger: Ledger;
  readonly ledgerFolder: string;
  readonly heads: ReturnType<typeof headsInMemory>;
  readonly parts: SendingParts;
  readonly asked: { readonly confirmed: Destination[]; readonly reviewed: ReviewRequest[] };
  readonly log: readonly string[];
  /** Moves the clock that freshness is judged by; the answers' own timing is not touched. */
  advance(milliseconds: number): void;
  /** Everything in the ledger so far. */
  entries(): readonly LedgerEntry[];
  dispose(): void;
};

const noFetch: Fetch = () => {
  throw new Error("the editor's fetch was used although nothing should go to a cloud");
};

function consentPort(
  options: HeadlessOptions,
  policy: () => WorkspacePolicy,
): { port: ConsentPort; asked: Headless["asked"] } {
  const asked: Headless["asked"] = { confirmed: [], reviewed: [] };
  const port: ConsentPort = {
    confirm: async (destination, key) => {
      asked.confirmed.push(destination);
      const yes = (await options.onConfirm?.(destination)) ?? false;
      if (yes) await policy().confirm(key);
      return yes;
    },
    review: async (request) => {
      asked.reviewed.push(request);
      return reviewAnswer((await options.onReview?.(request)) ?? false);
    },
  };
  return { port, asked };
}

const freshFolders = new Set<string>();

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "drawbridge-headless-"));
  freshFolders.add(folder);
  return folder;
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  freshFolders.delete(folder);
}

// What nobody disposed.
process.once("exit", () => {
  for (const folder of freshFolders) removeFolder(folder);
});

/** Sets one up in a fresh temporary folder, which is removed when it is disposed. */
export async function startHeadless(options: HeadlessOptions): Promise<Headless> {
  const fresh = options.ledgerFolder === undefined ? freshFolder() : undefined;
  const ledgerFolder = options.ledgerFolder ?? join(fresh ?? "", "ledger");
  const { lines, log } = rememberingLog();
  let ahead = 0;
  const clock = (): number => performance.now() + ahead;
  const heads = options.heads ?? headsInMemory();
  const keeper = createHeadKeeper(heads, (error) => {
    log.error("a head could not be kept", error);
  });
  const ledger = openLedger(ledgerParts(ledgerFolder, { heads: keeper, now: () => new Date() }));
  const owner = { store: inMemoryStore(), workspace: "test" };
  const now = (): number => Date.now() + ahead;
  const grants = new GrantBook({ ...owner, newId: () => crypto.randomUUID(), now });
  grants.onDidChange(() => {
    policy.refresh();
  });
  const policy: WorkspacePolicy = new WorkspacePolicy({
    ...owner,
    grants: () => grants.list(),
    isOver: (grant) => grants.isOver(grant),
    settings: () =>
      openSettings({
        "privacy.ceiling": options.ceiling ?? "cloud",
        "privacy.workspaceMode": options.repository ?? "cloud",
        "network.hosts": options.declaredHosts ?? [],
        providers: options.providers,
      }),
    files: () => hearPolicyFiles([]),
    isTrusted: () => options.isTrusted?.() ?? true,
  });
  if (options.mode !== undefined) await policy.choose(options.mode);
  const { port, asked } = consentPort(options, () => policy);
  const door = createDoor({
    direct: () => Promise.resolve(createDirectTransport()),
    editor: createEditorTransport(options.editorFetch ?? noFetch),
    ledger,
    policy,
    keys: { keyFor: (origin) => Promise.resolve(options.keys?.[origin]) },
    log,
    workspace: "test",
    clock,
  });
  const parts: SendingParts = {
    providers: () => options.providers,
    chosen: (task) => options.chosen?.[task],
    alternatives: (task) => options.alternatives?.[task] ?? [],
    policy,
    authority: () => options.authority,
    ownAddresses: () => ["127.0.0.1", "::1"],
    networkAddresses: () => options.networkAddresses ?? [],
    declaredHosts: () => options.declaredHosts ?? [],
    hostMachine: () => options.hostMachine,
    proxy: () => undefined,
    now: () => new Date(now()).toISOString(),
    load: loadFormat,
    door,
    log,
    ledger,
    consent: port,
    keepGrant: (wish) => grants.give(wish),
    judgePath: (uri) => Promise.resolve(options.judgePath?.(uri) ?? { kind: "allowed" }),
    knownSecrets: () => Promise.resolve({ secrets: options.knownSecrets ?? [], isWhole: true }),
    workspace: "test",
    clock,
  };
  const { servers, sending, chores, run, questionRefusal } = openSending(parts);
  return {
    sending,
    chores,
    questionRefusal,
    servers,
    run,
    policy,
    grants,
    store: owner.store,
    door,
    ledger,
    ledgerFolder,
    heads,
    parts,
    asked,
    log: lines,
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
    entries: () => readLedger(ledgerFolder).flatMap(({ records }) => records.map(({ entry }) => entry)),
    dispose: () => {
      ledger.dispose();
      if (fresh !== undefined) removeFolder(fresh);
    },
  };
}

/** A policy that never changes, for rooms tested alone. */
export function fixedPolicy(policy: Partial<Policy> = {}): PolicyWatch {
  const current: Policy = {
    epoch: 0,
    mode: "onDevice",
    setBy: "default",
    cap: { mode: "cloud", setBy: "ceiling" },
    paused: false,
    confirmed: new Set(),
    namedOrigins: new Set(),
    grants: [],
    ...policy,
  };
  return { current: () => current, onDidChange: () => ({ dispose: () => undefined }) };
}
