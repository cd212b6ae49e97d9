import type { Infill } from "../models/detectInfill.ts";
import type { KnownServer } from "../routing/knownServer.ts";
import { isFailureKind } from "../sending/explain.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { presetOf } from "../settings/providerPresets.ts";
import { capabilities, type Capabilities } from "../terms/capability.ts";
import { destinationClasses, type Destination, type DestinationClass } from "../terms/destination.ts";
import { errandKinds } from "../terms/errand.ts";
import { modeLabel, setByLabel, type Mode, type ModeSetBy } from "../terms/mode.ts";
import { tasks, type RoamingTask } from "../terms/task.ts";
import { publicModelName } from "./publicModelName.ts";
import type { MachinePlace } from "./setUpView.ts";
import type { TrialEnd } from "./tryInfill.ts";
import { inEnglish } from "../terms/words.ts";

/** Versions of what runs, and where. */
export type DiagnosedVersions = {
  readonly drawbridge: string;
  readonly editor: string;
  readonly window: "desktop" | "web";
  readonly node: string;
  readonly platform: string;
  readonly arch: string;
};

/** One provider and what became of asking it. */
export type DiagnosedProvider = {
  readonly config: ProviderConfig;
  readonly destination: Destination;
  readonly server: KnownServer;
  /** Why it was not asked: the kind of the refusal. */
  readonly unasked?: string;
};

/** The model of a task. */
export type DiagnosedModel = {
  readonly task: RoamingTask;
  readonly chosen: "you" | "automatic";
  /** Position of its provider among the providers. */
  readonly provider: number;
  readonly model: string;
  readonly contextTokens?: number;
  readonly can?: Capabilities;
  /** How it completes, and how it was found to: of the model for completion only. */
  readonly completes?: { readonly infill: Infill; readonly trial: TrialEnd };
};

/** A task without a route: the kind of the reason. */
export type DiagnosedGap = { readonly task: RoamingTask; readonly kind: string };

/** A line of the ledger that did not go well. */
export type DiagnosedFailure = {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly purpose: string;
  readonly class: string;
  readonly kind: string;
  /** The origin that was dialled, to find its provider by; it is not shown. */
  readonly origin: string;
};

/** Everything a report is made from. What comes from outside is shown only where it is one of the words known here. */
export type DiagnosisFacts = {
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly versions: DiagnosedVersions;
  readonly place: MachinePlace;
  readonly mode: Mode;
  readonly setBy: ModeSetBy;
  readonly paused: boolean;
  readonly trusted: boolean;
  readonly providers: readonly DiagnosedProvider[];
  readonly models: readonly (DiagnosedModel | DiagnosedGap)[];
  /** The newest first. */
  readonly failures: readonly DiagnosedFailure[];
  /** Why completion said nothing the last time: a kind. Absent when it said something, or was not asked. */
  readonly silence?: string;
};

const places: { readonly [P in MachinePlace]: string } = {
  here: "this machine",
  wsl: "a Linux subsystem (WSL)",
  ssh: "a machine connected over SSH",
  container: "a container",
  elsewhere: "the machine that the window is connected to",
};

const classes: { readonly [C in DestinationClass]: string } = {
  device: "this device",
  unverified: "a server on loopback",
  host: "the machine around this one",
  remoteDevice: "the machine that the window is connected to",
  network: "a host of the network",
  cloud: "a cloud",
  cloudViaDevice: "a cloud, through a server on this device",
  blocked: "an address that is never dialled",
};

const yesNo = (value: boolean): string => (value ? "yes" : "no");

/** A version as makers write them; anything else could be anything. */
function publicVersion(version: string): string {
  return /^v?\d{1,4}(?:\.\d{1,6}){0,3}(?:-(?:rc|beta|alpha|insider)\.?\d{0,4})?$/.test(version)
    ? version
    : "in a form that is not shown";
}

function word(value: string, known: readonly string[]): string {
  return known.includes(value) ? value : "unknown";
}

function publicKind(kind: string): string {
  const others = ["cancelled", "unsuitable", "excluded", "empty", "forwarded"];
  return isFailureKind(kind) || others.includes(kind) ? kind : "of another kind";
}

function publicPurpose(purpose: string): string {
  return word(purpose, [...tasks, ...errandKinds.map((kind) => `errand:${kind}`)]);
}

function publicClass(written: string): string {
  const known = destinationClasses.find((each) => each === written);
  return known === undefined ? "unknown" : classes[known];
}

/** A time to the minute; anything that is no time is left out. */
function minute(time: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(time)
    ? `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`
    : "unknown time";
}

/** A provider by its kind; its label only where that is the kind's own name, since a person writes labels. */
function providerName({ kind, label }: ProviderConfig): string {
  const { name } = presetOf(kind);
  return label === name ? name : `${name} (kind ${kind}, under a label of your own)`;
}

/** The host of a public API that everybody has; of any other server only its class. */
function publicHost({ kind, url }: ProviderConfig): string {
  const preset = presetOf(kind).url;
  const host = new URL(url).hostname;
  if (preset === undefined || presetOf(kind).key !== "required") return "";
  return new URL(preset).hostname === host ? ` (${host})` : " (at an address of your own)";
}

function serverLines({ server, unasked }: DiagnosedProvider): readonly string[] {
  if (unasked !== undefined) return [`Not asked: ${publicKind(unasked)}`];
  switch (server.kind) {
    case "unasked":
      return ["Not asked yet"];
    case "down":
      return [`Did not answer: ${server.reason}`];
    case "up":
      return [
        `Answered${server.version === undefined ? "" : `; version ${publicVersion(server.version)}`}; models: ${server.models.length}`,
        ...cloudLines(server.cloudDisabled),
      ];
  }
}

function cloudLines(disabled: boolean | undefined): readonly string[] {
  if (disabled === undefined) return [];
  return disabled
    ? ["Its own cloud features are off"]
    : ["Its own cloud features are on; started with OLLAMA_NO_CLOUD=1 it has none"];
}

function providerSection(
  provider: DiagnosedProvider,
  index: number,
  facts: DiagnosisFacts,
): readonly string[] {
  const { config, destination } = provider;
  const last = facts.failures.find(({ origin }) => origin === destination.origin);
  return [
    `### ${index + 1} · ${providerName(config)}`,
    "",
    `- Destination: ${classes[destination.class]}${publicHost(config)}${destination.mayForward ? ", may forward" : ""}`,
    ...serverLines(provider).map((line) => `- ${line}`),
    `- Last failure: ${last === undefined ? "none in the ledger" : `${publicKind(last.kind)}, ${minute(last.time)}`}`,
    "",
  ];
}

function trialWords(trial: TrialEnd): string {
  if (trial.kind === "judged") return `tried: ${trial.verdict}`;
  return trial.kind === "untried"
    ? `not tried (${trial.because})`
    : `not tried (${publicKind(trial.failure.kind)})`;
}

/** How the model for completion is asked to fill in. The family is one of the table or none of anybody's words. */
function infillLines(entry: DiagnosedModel | DiagnosedGap): readonly string[] {
  if ("kind" in entry || entry.completes === undefined) return [];
  const { infill, trial } = entry.completes;
  return [
    infill.kind === "known"
      ? `- Completion fills in: as ${infill.format.family}, known by its ${infill.by}; ${trialWords(trial)}`
      : `- Completion fills in: no (${infill.why}); it only continues what stands before the position`,
  ];
}

function modelLine(entry: DiagnosedModel | DiagnosedGap): string {
  if ("kind" in entry) return `- ${entry.task}: none (${publicKind(entry.kind)})`;
  const { task, chosen, provider, model, contextTokens, can } = entry;
  const known = capabilities.filter((capability) => can?.[capability] === true);
  return `- ${task}: ${publicModelName(model)}, provider ${provider + 1}, ${[
    chosen === "you" ? "chosen by you" : "chosen by what is there",
    contextTokens === undefined ? "context unknown" : `context ${contextTokens} tokens`,
    known.length === 0 ? "abilities not told" : `can: ${known.join(", ")}`,
  ].join(", ")}`;
}

function failureLine({ time, purpose, class: kind, kind: what }: DiagnosedFailure): string {
  return `- ${minute(time)}: ${publicPurpose(purpose)} to ${publicClass(kind)}: ${publicKind(what)}`;
}

/** How many refusals and failures a report lists. */
const mostFailures = 10;

/** The report, as Markdown that a person can paste in public. Pure. */
export function diagnosis(facts: DiagnosisFacts): string {
  const { now, versions, place, mode, setBy, paused, trusted, providers, models, failures, silence } = facts;
  const listed = failures.slice(0, mostFailures).map(failureLine);
  return [
    "# Drawbridge report",
    "",
    `Written ${minute(now)}. It holds no keys, code, questions or answers, no names of files, folders or workspaces, and of your own servers only what kind they are. Parts of a model's name that are not those of a published model are left out (…). Read it before you paste it.`,
    "",
    "## Versions",
    "",
    `- Drawbridge ${publicVersion(versions.drawbridge)}`,
    `- Editor ${publicVersion(versions.editor)}, ${versions.window}`,
    `- Node ${publicVersion(versions.node)}, ${word(versions.platform, platforms)} ${word(versions.arch, arches)}`,
    `- Drawbridge runs on ${places[place]}`,
    "",
    "## This workspace",
    "",
    inEnglish(() => `- Mode: ${modeLabel(mode)}, set by ${setByLabel(setBy)}`),
    `- Paused: ${paused ? "yes, so no server was asked for this report" : "no"}`,
    `- Trusted: ${yesNo(trusted)}`,
    "",
    "## Models",
    "",
    ...models.map(modelLine),
    ...models.flatMap(infillLines),
    `- Completion's last silence: ${silence === undefined ? "none" : publicKind(silence)}`,
    "",
    "## Providers",
    "",
    ...providers.flatMap((provider, index) => providerSection(provider, index, facts)),
    "## Last refusals and failures",
    "",
    ...(listed.length === 0 ? ["- none in the ledger"] : listed),
    "",
  ].join("\n");
}

const platforms = ["linux", "darwin", "win32", "freebsd", "openbsd", "android"];
const arches = ["x64", "arm64", "arm", "ia32", "ppc64", "s390x", "riscv64", "loong64"];
