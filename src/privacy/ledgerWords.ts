import type { DoorFailure } from "../egress/doorFailure.ts";
import type { Permit } from "../gate/clearedRequest.ts";
import type { ProviderFailure, PullFailure } from "../providers/provider.ts";
import type { DestinationClass } from "../terms/destination.ts";
import type { Errand } from "../terms/errand.ts";
import type { Refusal } from "../terms/refusal.ts";
import type { Task } from "../terms/task.ts";
import type { LocalTime } from "./localTime.ts";
import { language, say } from "../terms/words.ts";

const counts = new Intl.NumberFormat(language(), { maximumFractionDigits: 0 });

const tenths = new Intl.NumberFormat(language(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const decimals = (value: number): string => tenths.format(value);

/** `1,204`. */
export function countLabel(count: number): string {
  return counts.format(count);
}

/** `1 request`, `1,204 requests`. */
export function requestsLabel(count: number): string {
  return count === 1 ? say("1 request") : say("{0} requests", countLabel(count));
}

/** `1 record`, `1,204 records`. */
export function recordsLabel(count: number): string {
  return count === 1 ? say("1 record") : say("{0} records", countLabel(count));
}

/** What of requests to this device without an end is known; empty when there are none. */
export function unendedWords(count: number): string {
  if (count === 0) return "";
  return count === 1
    ? say("Of 1 request to this device no end is recorded: it may have left.")
    : say("Of {0} requests to this device no end is recorded: they may have left.", countLabel(count));
}

/** How many links were opened or, unless `areSure`, may have been; empty when there are none. */
export function linkWords(count: number, areSure: boolean): string {
  if (count === 0) return "";
  if (areSure)
    return count === 1
      ? say("1 link opened in your browser.")
      : say("{0} links opened in your browser.", countLabel(count));
  return count === 1
    ? say("1 link opened in your browser or may have been.")
    : say("{0} links opened in your browser or may have been.", countLabel(count));
}

/** How often servers were told to fetch models; empty when never. */
export function pullWords(count: number): string {
  if (count === 0) return "";
  return count === 1
    ? say("1 time a server was told to fetch a model: for that it contacts its registry itself.")
    : say(
        "{0} times a server was told to fetch a model: for that it contacts its registry itself.",
        countLabel(count),
      );
}

/** What is said of a deletion, by its time (ISO 8601, UTC). */
export function deletedWords(time: string, { day, clock }: LocalTime): string {
  return say("What was recorded before {0}, {1}, was deleted then.", day(time), clock(time));
}

/** Sizes as they are written everywhere: `214 B`, `2.1 KB`, `1.4 MB`. */
export function sizeLabel(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${decimals(bytes / 1000)} KB` : `${decimals(bytes / 1_000_000)} MB`;
}

/** `0.8 s`, `12 s`. */
export function secondsLabel(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return `${seconds < 9.95 ? decimals(seconds) : countLabel(seconds)} s`;
}

/** Looks a word up that was written into a file, perhaps by another version: what has no row stands for itself. */
function worded(table: Readonly<Record<string, string>>, written: string): string {
  return Object.hasOwn(table, written) ? (table[written] ?? written) : written;
}

const tasks: { readonly [T in Task]: string } = {
  chat: say("Chat"),
  completion: say("Completion"),
  edit: say("Edit"),
  commit: say("Commit message"),
  embed: say("Code index"),
};
const errands: { readonly [K in Errand["kind"]]: string } = {
  version: say("version"),
  status: say("status"),
  list: say("list of models"),
  show: say("details of a model"),
  loaded: say("loaded models"),
  reach: say("whether others reach the server"),
  pull: say("has the server fetch a model from its registry"),
  delete: say("has the server delete a model"),
  load: say("has the server load a model"),
  unload: say("has the server unload a model"),
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
    ? say("Errand ({0})", worded(errands, purpose.slice("errand:".length)))
    : worded(tasks, purpose);
}

type RefusalKind = Refusal["kind"] | "keyMissing" | "revoked";

const refusals: { readonly [K in RefusalKind]: string } = {
  modeForbids: say("the mode forbids it"),
  destinationBlocked: say("it is never a destination"),
  needsConfirmation: say("you had not confirmed it"),
  needsConsent: say("you had not consented"),
  secretFound: say("a possible secret was in it"),
  sourceExcluded: say("a rule keeps one of its files out"),
  untrusted: say("the workspace is not trusted"),
  cloudModel: say("the name means a model in Ollama's cloud"),
  declined: say("you said no"),
  paused: say("Drawbridge was paused"),
  fartherThanShown: say("it would have gone to a less safe place than was shown"),
  taskStaysHere: say("it is only done on this device"),
  modelUnknown: say("the server does not list the model, so it could fetch or forward it"),
  keyMissing: say("there was no key for it"),
  revoked: say("what the workspace allows had changed"),
};

/** Why something was refused: `the mode forbids it`. */
export function refusalWords(refusal: string): string {
  return worded(refusals, refusal);
}

type Outcome = DoorFailure["kind"] | ProviderFailure["kind"] | PullFailure["kind"] | "done" | "crashed";

const outcomes: { readonly [K in Outcome]: string } = {
  done: say("complete"),
  stopped: say("stopped"),
  revoked: say("stopped, because what the workspace allows changed"),
  unreachable: say("not reached"),
  peerMismatch: say("another address answered, so nothing was sent"),
  addressRefused: say("its name led to an address that is never dialled, so nothing was sent"),
  redirected: say("the server pointed elsewhere, which was not followed"),
  timeout: say("no answer in time"),
  cut: say("the connection broke"),
  tooLarge: say("the answer grew too large"),
  keyMissing: say("there was no key, so nothing was sent"),
  ledgerFailed: say("the ledger could not be written, so nothing was sent"),
  crashed: say("failed inside Drawbridge"),
  unauthorized: say("the key was not accepted"),
  modelMissing: say("the server does not have the model"),
  quota: say("the quota was used up"),
  overloaded: say("the server was overloaded"),
  contextTooLong: say("too long for the model"),
  continuesNothing: say("the server continues no text"),
  refusedByProvider: say("the provider refused it"),
  malformed: say("what came was not an answer"),
  serverError: say("the server answered with an error"),
  forwarded: say("the answer came from elsewhere, so it may have left this device"),
  noSuchModel: say("the server's registry does not know the model"),
  registryUnreachable: say("the server could not reach its registry"),
  diskFull: say("the server's disk is full"),
};

/** How a request ended: `complete`, `stopped`, `not reached`. */
export function outcomeWords(outcome: string): string {
  return worded(outcomes, outcome);
}

const grants: { readonly [G in Permit["grant"]]: string } = {
  mode: say("the mode of the workspace"),
  confirmed: say("your confirmation of this destination"),
  named: say("you named this provider for the workspace"),
  consent: say("your consent to this very text"),
  kept: say("a yes of yours from before that still held"),
  errand: say("a question without text of yours to a server on this machine"),
};

/** What allowed a request: `the mode of the workspace`. */
export function grantWords(grant: string): string {
  return worded(grants, grant);
}

const classes: { readonly [C in DestinationClass]: string } = {
  device: say("this device"),
  unverified: say("this device, but the server may forward"),
  host: say("the machine that this one is a guest of"),
  remoteDevice: say("the machine that Drawbridge runs on"),
  network: say("a host that you declared as your own"),
  cloud: say("somebody else's computer"),
  cloudViaDevice: say("somebody else's computer, through the server on this device"),
  blocked: say("never a destination"),
};

/** What kind of destination it was, as the evidence of then had it. */
export function classWords(destination: DestinationClass): string {
  return classes[destination];
}
