import type { DoorFailure } from "../egress/doorFailure.ts";
import type { Permit } from "../gate/clearedRequest.ts";
import type { ProviderFailure, PullFailure } from "../providers/provider.ts";
import type { DestinationClass } from "../terms/destination.ts";
import type { Errand } from "../terms/errand.ts";
import type { Refusal } from "../terms/refusal.ts";
import type { Task } from "../terms/task.ts";
import type { LocalTime } from "./localTime.ts";

const counts = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** `1,204`. */
export function countLabel(count: number): string {
  return counts.format(count);
}

/** `1 request`, `1,204 requests`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${countLabel(count)} ${count === 1 ? one : many}`;
}

/** What of requests to this device without an end is known; empty when there are none. */
export function unendedWords(count: number): string {
  if (count === 0) return "";
  const who = count === 1 ? "it" : "they";
  return `Of ${countOf(count, "request")} to this device no end is recorded: ${who} may have left.`;
}

/** How many links were opened or, unless `areSure`, may have been; empty when there are none. */
export function linkWords(count: number, areSure: boolean): string {
  if (count === 0) return "";
  return `${countOf(count, "link")} opened in your browser${areSure ? "" : " or may have been"}.`;
}

/** How often servers were told to fetch models; empty when never. */
export function pullWords(count: number): string {
  if (count === 0) return "";
  return `${countOf(count, "time")} a server was told to fetch a model: for that it contacts its registry itself.`;
}

/** What is said of a deletion, by its time (ISO 8601, UTC). */
export function deletedWords(time: string, { day, clock }: LocalTime): string {
  return `What was recorded before ${day(time)}, ${clock(time)}, was deleted then.`;
}

/** Sizes as they are written everywhere: `214 B`, `2.1 KB`, `1.4 MB`. */
export function sizeLabel(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `0.8 s`, `12 s`. */
export function secondsLabel(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return `${seconds < 9.95 ? seconds.toFixed(1) : countLabel(seconds)} s`;
}

/** Looks a word up that was written into a file, perhaps by another version: what has no row stands for itself. */
function worded(table: Readonly<Record<string, string>>, written: string): string {
  return Object.hasOwn(table, written) ? (table[written] ?? written) : written;
}

const tasks: { readonly [T in Task]: string } = {
  chat: "Chat",
  completion: "Completion",
  embed: "Code index",
};
const errands: { readonly [K in Errand["kind"]]: string } = {
  version: "version",
  status: "status",
  list: "list of models",
  show: "details of a model",
  loaded: "loaded models",
  reach: "whether others reach the server",
  pull: "has the server fetch a model from its registry",
  delete: "has the server delete a model",
  load: "has the server load a model",
  unload: "has the server unload a model",
};

/** Whether a purpose is that of a request without any text of the user's. */
export function isErrand(purpose: string): boolean {
  return purpose.startsWith("errand:");
}

/** Whether a purpose is to have a server fetch a model, for which the server contacts its registry itself. */
export function isPull(purpose: string): boolean {
  return purpose === "errand:pull";
}

/** `Chat`, `Errand (list of models)`. */
export function purposeLabel(purpose: string): string {
  return isErrand(purpose)
    ? `Errand (${worded(errands, purpose.slice("errand:".length))})`
    : worded(tasks, purpose);
}

type RefusalKind = Refusal["kind"] | "keyMissing" | "revoked";

const refusals: { readonly [K in RefusalKind]: string } = {
  modeForbids: "the mode forbids it",
  destinationBlocked: "it is never a destination",
  needsConfirmation: "you had not confirmed it",
  needsConsent: "you had not consented",
  secretFound: "a possible secret was in it",
  sourceExcluded: "a rule keeps one of its files out",
  untrusted: "the workspace is not trusted",
  cloudModel: "the name means a model in Ollama's cloud",
  declined: "you said no",
  paused: "Drawbridge was paused",
  fartherThanShown: "it would have gone to a less safe place than was shown",
  taskStaysHere: "it is only done on this device",
  modelUnknown: "the server does not list the model, so it could fetch or forward it",
  keyMissing: "there was no key for it",
  revoked: "what the workspace allows had changed",
};

/** Why something was refused: `the mode forbids it`. */
export function refusalWords(refusal: string): string {
  return worded(refusals, refusal);
}

type Outcome = DoorFailure["kind"] | ProviderFailure["kind"] | PullFailure["kind"] | "done" | "crashed";

const outcomes: { readonly [K in Outcome]: string } = {
  done: "complete",
  stopped: "stopped",
  revoked: "stopped, because what the workspace allows changed",
  unreachable: "not reached",
  peerMismatch: "another address answered, so nothing was sent",
  addressRefused: "its name led to an address that is never dialled, so nothing was sent",
  redirected: "the server pointed elsewhere, which was not followed",
  timeout: "no answer in time",
  cut: "the connection broke",
  tooLarge: "the answer grew too large",
  keyMissing: "there was no key, so nothing was sent",
  ledgerFailed: "the ledger could not be written, so nothing was sent",
  crashed: "failed inside Drawbridge",
  unauthorized: "the key was not accepted",
  modelMissing: "the server does not have the model",
  quota: "the quota was used up",
  overloaded: "the server was overloaded",
  contextTooLong: "too long for the model",
  continuesNothing: "the server continues no text",
  refusedByProvider: "the provider refused it",
  malformed: "what came was not an answer",
  serverError: "the server answered with an error",
  forwarded: "the answer came from elsewhere, so it may have left this device",
  noSuchModel: "the server's registry does not know the model",
  registryUnreachable: "the server could not reach its registry",
  diskFull: "the server's disk is full",
};

/** How a request ended: `complete`, `stopped`, `not reached`. */
export function outcomeWords(outcome: string): string {
  return worded(outcomes, outcome);
}

const grants: { readonly [G in Permit["grant"]]: string } = {
  mode: "the mode of the workspace",
  confirmed: "your confirmation of this destination",
  named: "you named this provider for the workspace",
  consent: "your consent to this very text",
  kept: "a yes of yours from before that still held",
  errand: "a question without text of yours to a server on this machine",
};

/** What allowed a request: `the mode of the workspace`. */
export function grantWords(grant: string): string {
  return worded(grants, grant);
}

const classes: { readonly [C in DestinationClass]: string } = {
  device: "this device",
  unverified: "this device, but the server may forward",
  host: "the machine that this one is a guest of",
  remoteDevice: "the machine that Drawbridge runs on",
  network: "a host that you declared as your own",
  cloud: "somebody else's computer",
  cloudViaDevice: "somebody else's computer, through the server on this device",
  blocked: "never a destination",
};

/** What kind of destination it was, as the evidence of then had it. */
export function classWords(destination: DestinationClass): string {
  return classes[destination];
}
