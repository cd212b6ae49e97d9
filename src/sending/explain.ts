import { deviceOnlyNote, exclusionSentence } from "../context/pathVerdict.ts";
import type { ProblemView, Step, StepAction } from "../protocol/messages.ts";
import { destinationLabel } from "../terms/destination.ts";
import { isHeld, modeLabel, setByLabel, type Mode, type ModeSetBy } from "../terms/mode.ts";
import { fileSourceLabel } from "../terms/source.ts";
import type { Task } from "../terms/task.ts";
import type { SendFailure } from "./sendEvent.ts";
import { secretsLabel } from "./secretsLabel.ts";
import { stepLabels } from "./stepLabels.ts";
import { timeoutWords } from "./timeoutWords.ts";
import { unreachableWords } from "./unreachableWords.ts";
import { say } from "../terms/words.ts";

/** Names for the sentences; a server is called by the label the user gave it, its address is there once it is known. */
export type Names = { readonly server: string; readonly model: string; readonly url?: string };

/** A button for an action, in the words used everywhere. */
export function step(action: StepAction): Step {
  return { label: stepLabels[action], action };
}

type Kind = SendFailure["kind"];
type Failure<K extends Kind> = Extract<SendFailure, { kind: K }>;
type Words = readonly [sentence: string, ...actions: StepAction[]];

const unrecorded: Words = [
  say("The ledger could not be written, so nothing was sent. Is the disk full?"),
  "retry",
  "showLog",
];

type Down = Failure<"serverDown">;

const downWords: {
  readonly [R in Down["reason"]]: (provider: Down["provider"], setBy: ModeSetBy) => Words;
} = {
  unreachable: (provider) => unreachableWords(provider, "EUNKNOWN"),
  untrusted: (provider) => unreachableWords(provider, "CERT_UNTRUSTED"),
  silent: ({ label }) => [say("{0} took the connection but does not answer.", label), "retry", "startServer"],
  unauthorized: ({ label }) => [say("{0} did not accept the key.", label), "setKey", "retry"],
  failing: ({ label }) => [say("{0} answers with errors.", label), "retry", "showLog"],
  malformed: ({ label }) => [
    say("What answers at the address of {0} does not speak its protocol.", label),
    "openSettings",
    "retry",
  ],
  redirected: ({ label }) => [
    say("{0} points to another address, which is not followed.", label),
    "openSettings",
    "retry",
  ],
  needsConfirmation: ({ label }) => [
    say("{0} needs your confirmation once.", label),
    "confirmDestination",
    "pickModel",
  ],
  notAllowed: ({ label }, setBy) => [
    isHeld(setBy)
      ? say(
          "This workspace's mode keeps {0} out of reach; the mode is held by {1}.",
          label,
          setByLabel(setBy),
        )
      : say("This workspace's mode keeps {0} out of reach.", label),
    ...waysOut[setBy],
    "pickModel",
  ],
  unrecorded: () => unrecorded,
};

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

function forbiddenWords(host: string, mode: Mode, setBy: ModeSetBy): string {
  return isHeld(setBy)
    ? say(
        'In mode "{0}" this workspace does not send to {1}; the mode is held by {2}.',
        ...[modeLabel(mode), host, setByLabel(setBy)],
      )
    : say('In mode "{0}" this workspace does not send to {1}.', modeLabel(mode), host);
}

function quotaWords(server: string, { retryAfterS }: Failure<"quota">): string {
  return retryAfterS === undefined
    ? say("{0} says that your quota is used up.", server)
    : say("{0} says that your quota is used up; it asks to wait {1} s.", server, retryAfterS);
}

function overloadedWords(server: string, { retryAfterS }: Failure<"overloaded">): string {
  return retryAfterS === undefined
    ? say("{0} is overloaded.", server)
    : say("{0} is overloaded; it asks to wait {1} s.", server, retryAfterS);
}

/** What a model is wanted for. */
const wanted: { readonly [T in Task]: string } = {
  chat: say("to chat with"),
  completion: say("that can fill in code"),
  edit: say("to edit with"),
  commit: say("to write commit messages with"),
  embed: say("that makes embeddings"),
};

/** What every failure is called and what to do next. One row per kind; a new kind does not compile without its row. */
const table: { readonly [K in Kind]: (failure: Failure<K>, names: Names) => Words } = {
  providerUnknown: ({ provider }) => [
    say('There is no provider named "{0}" in your settings.', provider),
    "pickModel",
    "openSettings",
  ],
  serverDown: ({ provider, reason, heldBy = "you" }) => downWords[reason](provider, heldBy),
  unasked: ({ provider }) => [say("{0} has not been asked yet.", provider.label), "retry"],
  noModel: ({ provider, task }) => [
    say("{0} has no model {1}.", provider.label, wanted[task]),
    "getModel",
    "pickModel",
  ],
  cannotComplete: ({ provider }) => [
    say("{0} only answers in a chat; it does not fill in code.", provider.label),
    "pickModel",
    "openSettings",
  ],
  cannotSee: ({ model }) => [say("{0} cannot see pictures.", model), "pickModel", "removePictures"],
  noDeviceModel: ({ task }) => [
    say("There is no model on this device {0}.", wanted[task]),
    "getModel",
    "pickModel",
  ],
  modelNotListed: ({ provider, model }) => [
    say("{0} does not have {1}.", provider.label, model),
    "pickModel",
    "retry",
  ],
  modelMissing: (_, { server, model }) => [
    say("{0} does not have {1}.", server, model),
    "pickModel",
    "retry",
  ],
  modelUnknown: ({ model }, { server }) => [
    say("{0} does not list {1}, so using it could make the server fetch or forward it.", server, model),
    "pickModel",
    "retry",
  ],
  modeForbids: ({ mode, setBy, destination }) => [
    setBy === "untrusted"
      ? say("This workspace is not trusted, so nothing is sent to {0}.", destination.host)
      : forbiddenWords(destination.host, mode, setBy),
    "pickModel",
    ...waysOut[setBy],
    "openLedger",
  ],
  destinationBlocked: ({ destination }) => [
    say("{0} is never a destination.", destination.host),
    "openSettings",
    "pickModel",
  ],
  needsConfirmation: ({ destination }) => [
    say('"{0}" needs your confirmation once.', destinationLabel(destination)),
    "confirmDestination",
    "pickModel",
  ],
  needsConsent: ({ destination }) => [
    say("Sending to {0} needs your consent.", destination.host),
    "retry",
    "pickModel",
  ],
  secretFound: ({ destination, screening }) => [
    say("{0} Sending to {1} waits until you decide.", secretsLabel(screening), destination.host),
    "retry",
    "useDeviceModel",
    "openLedger",
  ],
  sourceExcluded: ({ source, reach, rule, from, destination }) =>
    reach === "never"
      ? [exclusionSentence(source.path, { kind: reach, rule, from }), "leaveOut"]
      : [
          say(
            "{0} {1}. {2} is elsewhere.",
            fileSourceLabel(source),
            deviceOnlyNote({ kind: reach, rule, from }),
            destination.host,
          ),
          "useDeviceModel",
          "leaveOut",
          "pickModel",
        ],
  untrusted: ({ destination }) => [
    say("This workspace is not trusted, so {0} is not told to pull or remove a model.", destination.host),
    "manageTrust",
  ],
  cloudModel: ({ model }) => [
    say("{0} is the name of a model in a cloud: there is nothing to pull or to remove.", model),
    "pickModel",
  ],
  fartherThanShown: ({ destination }) => [
    say(
      "This would go to {0}, which is not where you were told. Look at the line above the message, then send again.",
      destination.host,
    ),
    "retry",
    "pickModel",
  ],
  taskStaysHere: ({ destination }) => [
    say("Code is only turned into numbers on this device, and {0} is not on it.", destination.host),
    "openSettings",
  ],
  declined: ({ destination }) => [say("You kept this from {0}.", destination.host), "retry", "pickModel"],
  paused: () => [say("Drawbridge is paused in this workspace."), "resume"],
  unreachable: ({ code }, { server, url }) =>
    unreachableWords({ label: server, ...(url !== undefined && { url }) }, code),
  peerMismatch: ({ address }, { server }) => [
    say("{0} was answered for by another address ({1}). Nothing was sent.", server, address),
    "openSettings",
  ],
  addressRefused: ({ address }, { server }) => [
    say("{0} resolved to {1}, which may not be dialled for it. Nothing was sent.", server, address),
    "openSettings",
  ],
  redirected: (_, { server }) => [
    say("{0} pointed to another address, which was not followed.", server),
    "openSettings",
    "retry",
  ],
  revoked: () => [say("Stopped: what this workspace allows has changed."), "retry", "changeMode"],
  stopped: () => [say("Stopped."), "retry"],
  timeout: ({ step: at }, { server }) => [timeoutWords[at](server), "retry"],
  cut: (_, { server }) => [say("The connection to {0} broke in the middle of the answer.", server), "retry"],
  tooLarge: (_, { server }) => [say("The answer of {0} grew too large and was ended.", server), "retry"],
  keyMissing: ({ origin, lost }) => [
    lost === true
      ? say("The editor's secret storage lost the key for {0}. Set it again.", new URL(origin).hostname)
      : say("There is no key for {0}.", new URL(origin).hostname),
    "setKey",
    "pickModel",
  ],
  ledgerFailed: () => unrecorded,
  unauthorized: (_, { server }) => [say("{0} did not accept the key.", server), "setKey", "pickModel"],
  quota: (failure, { server }) => [quotaWords(server, failure), "retry", "pickModel"],
  overloaded: (failure, { server }) => [overloadedWords(server, failure), "retry", "pickModel"],
  contextTooLong: ({ canShorten }, { model }) =>
    canShorten === true
      ? [
          say(
            "This conversation is too long for {0}. If you try again, fewer earlier messages go along.",
            model,
          ),
          "retry",
          "newConversation",
          "pickModel",
        ]
      : [
          say("This is too long for {0}. Remove context or start a new conversation.", model),
          "editQuestion",
          "newConversation",
          "pickModel",
        ],
  malformed: ({ isPage }, { server, url = "this" }) =>
    isPage === true
      ? [say("A web page answered instead of {0}. Is {1} its address?", server, url), "openSettings", "retry"]
      : [say("{0} sent something that is not an answer.", server), "retry", "showLog"],
  continuesNothing: (_, { server }) => [
    say("{0} only chats; it does not fill in code.", server),
    "pickModel",
  ],
  refusedByProvider: ({ reason }, { server }) => [
    reason === ""
      ? say("{0} refused this by rules of its own.", server)
      : say("{0} refused this: {1}", server, sentence(reason)),
    "useDeviceModel",
    "pickModel",
  ],
  serverError: ({ status, message }, { server }) => [
    message !== ""
      ? say("{0} says: {1}", server, sentence(message))
      : status === 200
        ? say("{0} broke off its answer with an error.", server)
        : say("{0} answered with error {1}.", server, status),
    "retry",
    "pickModel",
  ],
  forwarded: ({ host }, { server }) => [
    say(
      "Stopped: {0} said that the model runs there, but the answer came from {1}. What was sent may have left this device.",
      server,
      host,
    ),
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
