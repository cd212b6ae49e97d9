import { deviceOnlyNote, exclusionSentence } from "../context/pathVerdict.ts";
import type { ProblemView, Step, StepAction } from "../protocol/messages.ts";
import { destinationLabel } from "../terms/destination.ts";
import { isHeld, modeLabel, setByLabel, type ModeSetBy } from "../terms/mode.ts";
import type { Screening } from "../terms/screening.ts";
import { fileSourceLabel } from "../terms/source.ts";
import type { SendFailure } from "./sendEvent.ts";
import { unreachableWords } from "./unreachableWords.ts";

/** Names for the sentences; a server is called by the label the user gave it, its address is there once it is known. */
export type Names = { readonly server: string; readonly model: string; readonly url?: string };

const labels: { readonly [A in StepAction]: string } = {
  retry: "Try again",
  changeMode: "Change mode",
  pickModel: "Choose another model",
  resume: "Resume",
  openSettings: "Open settings",
  setKey: "Set API key",
  startServer: "How to start it",
  startHere: "Start it in a terminal",
  openInstallPage: "Open its download page",
  addProvider: "Use another server",
  pullModel: "Get a model",
  getModel: "How to get a model",
  openLedger: "Open ledger",
  confirmDestination: "Confirm",
  useDeviceModel: "Answer on this device",
  leaveOut: "Leave the file out",
  removePictures: "Remove the picture",
  newConversation: "New conversation",
  manageTrust: "Manage trust",
  showLog: "Show log",
};

/** A button for an action, in the words used everywhere. */
export function step(action: StepAction): Step {
  return { label: labels[action], action };
}

type Kind = SendFailure["kind"];
type Failure<K extends Kind> = Extract<SendFailure, { kind: K }>;
type Words = readonly [sentence: string, ...actions: StepAction[]];

const unrecorded: Words = [
  "The ledger could not be written, so nothing was sent. Is the disk full?",
  "retry",
  "showLog",
];

type Down = Failure<"serverDown">;

const downWords: {
  readonly [R in Down["reason"]]: (provider: Down["provider"], setBy: ModeSetBy) => Words;
} = {
  unreachable: (provider) => unreachableWords(provider, "EUNKNOWN"),
  untrusted: (provider) => unreachableWords(provider, "CERT_UNTRUSTED"),
  silent: ({ label }) => [`${label} took the connection but does not answer.`, "retry", "startServer"],
  unauthorized: ({ label }) => [`${label} did not accept the key.`, "setKey", "retry"],
  failing: ({ label }) => [`${label} answers with errors.`, "retry", "showLog"],
  malformed: ({ label }) => [
    `What answers at the address of ${label} does not speak its protocol.`,
    "openSettings",
    "retry",
  ],
  redirected: ({ label }) => [
    `${label} points to another address, which is not followed.`,
    "openSettings",
    "retry",
  ],
  needsConfirmation: ({ label }) => [
    `${label} needs your confirmation once.`,
    "confirmDestination",
    "pickModel",
  ],
  notAllowed: ({ label }, setBy) => [
    `This workspace's mode keeps ${label} out of reach${holder(setBy)}.`,
    ...waysOut[setBy],
    "pickModel",
  ],
  unrecorded: () => unrecorded,
};

const timeoutWords: { readonly [S in Failure<"timeout">["step"]]: (server: string) => string } = {
  connect: (server) => `${server} did not accept the connection in time.`,
  firstByte: (server) => `${server} took the request but never began to answer.`,
  idle: (server) => `${server} stopped sending in the middle of the answer.`,
  whole: (server) => `${server} took too long to answer.`,
};

function secretsLabel({ findings, complete }: Screening): string {
  const [first, ...more] = findings;
  if (first === undefined || !complete) return "This could not be screened for secrets to its end.";
  return more.length === 0
    ? `1 possible secret was found (${first.label}).`
    : `${findings.length} possible secrets were found (${first.label} and others).`;
}

/** Words from outside, with the period that they may lack. */
function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** What may let through what the mode forbids. A mode that is held cannot be changed where it is chosen. */
const waysOut: { readonly [S in ModeSetBy]: readonly StepAction[] } = {
  default: ["changeMode"],
  you: ["changeMode"],
  unreadableChoice: ["changeMode"],
  ceiling: ["openSettings"],
  repository: [],
  repositoryFile: [],
  administrator: [],
  yourPolicyFile: [],
  machinePolicyFile: [],
  unreadablePolicy: ["showLog"],
  pendingPolicy: ["retry"],
  untrusted: ["manageTrust"],
};

function holder(setBy: ModeSetBy): string {
  return isHeld(setBy) ? `; the mode is held by ${setByLabel(setBy)}` : "";
}

function askedWait({ retryAfterS }: Failure<"quota" | "overloaded">): string {
  return retryAfterS === undefined ? "" : `; it asks to wait ${retryAfterS} s`;
}

/** What every failure is called and what to do next. One row per kind; a new kind does not compile without its row. */
const table: { readonly [K in Kind]: (failure: Failure<K>, names: Names) => Words } = {
  providerUnknown: ({ provider }) => [
    `There is no provider named "${provider}" in your settings.`,
    "pickModel",
    "openSettings",
  ],
  serverDown: ({ provider, reason, heldBy = "you" }) => downWords[reason](provider, heldBy),
  unasked: ({ provider }) => [`${provider.label} has not been asked yet.`, "retry"],
  noModel: ({ provider, task }) =>
    task === "completion"
      ? [`${provider.label} has no model that can fill in code.`, "getModel", "pickModel"]
      : [`${provider.label} has no model to chat with.`, "getModel", "pickModel"],
  cannotComplete: ({ provider }) => [
    `${provider.label} only answers in a chat; it does not fill in code.`,
    "pickModel",
    "openSettings",
  ],
  cannotSee: ({ model }) => [`${model} cannot see pictures.`, "pickModel", "removePictures"],
  noDeviceModel: ({ task }) => [
    task === "completion"
      ? "There is no model on this device that can fill in code."
      : "There is no model on this device to chat with.",
    "getModel",
    "pickModel",
  ],
  modelNotListed: ({ provider, model }) => [
    `${provider.label} does not have ${model}.`,
    "pickModel",
    "retry",
  ],
  modelMissing: (_, { server, model }) => [`${server} does not have ${model}.`, "pickModel", "retry"],
  modelUnknown: ({ model }, { server }) => [
    `${server} does not list ${model}, so using it could make the server fetch or forward it.`,
    "pickModel",
    "retry",
  ],
  modeForbids: ({ mode, setBy, destination }) => [
    setBy === "untrusted"
      ? `This workspace is not trusted, so nothing is sent to ${destination.host}.`
      : `In mode "${modeLabel(mode)}" this workspace does not send to ${destination.host}${holder(setBy)}.`,
    "pickModel",
    ...waysOut[setBy],
    "openLedger",
  ],
  destinationBlocked: ({ destination }) => [
    `${destination.host} is never a destination.`,
    "openSettings",
    "pickModel",
  ],
  needsConfirmation: ({ destination }) => [
    `"${destinationLabel(destination)}" needs your confirmation once.`,
    "confirmDestination",
    "pickModel",
  ],
  needsConsent: ({ destination }) => [
    `Sending to ${destination.host} needs your consent.`,
    "retry",
    "pickModel",
  ],
  secretFound: ({ destination, screening }) => [
    `${secretsLabel(screening)} Sending to ${destination.host} waits until you decide.`,
    "retry",
    "useDeviceModel",
    "openLedger",
  ],
  sourceExcluded: ({ source, reach, rule, from, destination }) =>
    reach === "never"
      ? [exclusionSentence(source.path, { kind: reach, rule, from }), "leaveOut"]
      : [
          `${fileSourceLabel(source)} ${deviceOnlyNote({ kind: reach, rule, from })}. ${destination.host} is elsewhere.`,
          "useDeviceModel",
          "leaveOut",
          "pickModel",
        ],
  untrusted: ({ destination }) => [
    `This workspace is not trusted, so ${destination.host} is not told to pull or remove a model.`,
    "manageTrust",
  ],
  cloudModel: ({ model }) => [
    `${model} is the name of a model in a cloud: there is nothing to pull or to remove.`,
    "pickModel",
  ],
  fartherThanShown: ({ destination }) => [
    `This would go to ${destination.host}, which is not where you were told. Look at the line above the message, then send again.`,
    "retry",
    "pickModel",
  ],
  declined: ({ destination }) => [`You kept this from ${destination.host}.`, "retry", "pickModel"],
  paused: () => ["Drawbridge is paused in this workspace.", "resume"],
  unreachable: ({ code }, { server, url }) =>
    unreachableWords({ label: server, ...(url !== undefined && { url }) }, code),
  peerMismatch: ({ address }, { server }) => [
    `${server} was answered for by another address (${address}). Nothing was sent.`,
    "openSettings",
  ],
  addressRefused: ({ address }, { server }) => [
    `${server} resolved to ${address}, which may not be dialled for it. Nothing was sent.`,
    "openSettings",
  ],
  redirected: (_, { server }) => [
    `${server} pointed to another address, which was not followed.`,
    "openSettings",
    "retry",
  ],
  revoked: () => ["Stopped: what this workspace allows has changed.", "retry", "changeMode"],
  stopped: () => ["Stopped.", "retry"],
  timeout: ({ step: at }, { server }) => [timeoutWords[at](server), "retry"],
  cut: (_, { server }) => [`The connection to ${server} broke in the middle of the answer.`, "retry"],
  tooLarge: (_, { server }) => [`The answer of ${server} grew too large and was ended.`, "retry"],
  keyMissing: ({ origin, lost }) => [
    lost === true
      ? `The editor's secret storage lost the key for ${new URL(origin).hostname}. Set it again.`
      : `There is no key for ${new URL(origin).hostname}.`,
    "setKey",
    "pickModel",
  ],
  ledgerFailed: () => unrecorded,
  unauthorized: (_, { server }) => [`${server} did not accept the key.`, "setKey", "pickModel"],
  quota: (failure, { server }) => [
    `${server} says that your quota is used up${askedWait(failure)}.`,
    "retry",
    "pickModel",
  ],
  overloaded: (failure, { server }) => [
    `${server} is overloaded${askedWait(failure)}.`,
    "retry",
    "pickModel",
  ],
  contextTooLong: ({ canShorten }, { model }) =>
    canShorten === true
      ? [
          `This conversation is too long for ${model}. If you try again, fewer earlier messages go along.`,
          "retry",
          "newConversation",
          "pickModel",
        ]
      : [
          `This is too long for ${model}. Remove context or start a new conversation.`,
          "newConversation",
          "pickModel",
        ],
  malformed: ({ isPage }, { server, url = "this" }) =>
    isPage === true
      ? [`A web page answered instead of ${server}. Is ${url} its address?`, "openSettings", "retry"]
      : [`${server} sent something that is not an answer.`, "retry", "showLog"],
  continuesNothing: (_, { server }) => [`${server} only chats; it does not fill in code.`, "pickModel"],
  refusedByProvider: ({ reason }, { server }) => [
    reason === ""
      ? `${server} refused this by rules of its own.`
      : `${server} refused this: ${sentence(reason)}`,
    "useDeviceModel",
    "pickModel",
  ],
  serverError: ({ status, message }, { server }) => [
    message !== ""
      ? `${server} says: ${sentence(message)}`
      : status === 200
        ? `${server} broke off its answer with an error.`
        : `${server} answered with error ${status}.`,
    "retry",
    "pickModel",
  ],
  forwarded: ({ host }, { server }) => [
    `Stopped: ${server} said that the model runs there, but the answer came from ${host}. What was sent may have left this device.`,
    "openLedger",
    "pickModel",
  ],
};

/** Whether a word from outside is one of the kinds of failure that are explained here. */
export function isFailureKind(value: string): boolean {
  return Object.hasOwn(table, value);
}

/** One plain sentence and the ways on, for anything that can go wrong with a send. */
export function explain<K extends Kind>(failure: Failure<K>, names: Names): ProblemView {
  const words: (failure: Failure<K>, names: Names) => Words = table[failure.kind];
  const [told, ...actions] = words(failure, names);
  return { sentence: told, steps: actions.map(step) };
}
