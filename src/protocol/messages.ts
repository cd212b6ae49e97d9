import type { DestinationIcon } from "../terms/destination.ts";

/** A next step offered beside a problem. The host carries it out; the view only names it. */
export const stepActions = [
  "retry",
  "changeMode",
  "pickModel",
  "resume",
  "openSettings",
  "setKey",
  "startServer",
  "startHere",
  "openInstallPage",
  "addProvider",
  "pullModel",
  "getModel",
  "openLedger",
  "confirmDestination",
  "useDeviceModel",
  "leaveOut",
  "removePictures",
  "editQuestion",
  "newConversation",
  "manageTrust",
  "showLog",
] as const;

/** One of {@link stepActions}. */
export type StepAction = (typeof stepActions)[number];

/** A button: what it says and what it does. */
export type Step = { readonly label: string; readonly action: StepAction };

/** Something that went wrong or was stopped: one plain sentence, and the ways on. */
export type ProblemView = { readonly sentence: string; readonly steps: readonly Step[] };

/** A destination in the words and icon used everywhere. */
export type DestinationView = {
  readonly icon: DestinationIcon | "debug-pause" | "warning";
  readonly label: string;
  /** Everything known about it, one sentence each, for the hover. */
  readonly details: readonly string[];
  /** Whether text sent there reaches somebody else's computer: the only case that takes the warning colour. */
  readonly cloud: boolean;
};

/** What an answer cost and where it came from, as measured. Absent numbers were not reported. */
export type MeasuredView = {
  readonly destination: DestinationView;
  readonly tokens?: number;
  readonly tokensPerSecond?: number;
  readonly firstTokenMs?: number;
  /** The ledger record of the request that produced the answer. */
  readonly record: string;
};

/** A piece of context as it is shown: `sum.ts:3–9`. */
export type ChipView = {
  readonly id: string;
  readonly label: string;
  /** The whole path, for the hover. */
  readonly title: string;
  /** Set for a picture: what it is asked for by, and its sides and size in words. */
  readonly picture?: { readonly id: string; readonly words: string };
  /** Estimated size; absent while there is no text yet. */
  readonly tokens?: number;
  /** Set for a file that only models on this device may see: says so, and names the rule. */
  readonly deviceOnly?: string;
  /** Set for a prompt that the words of the question call: it comes and goes with them. */
  readonly isCalled?: true;
  /** Set for a pasted text that can be given back into the message box. */
  readonly isPasted?: true;
  /** How much of the whole it is, when that was too long: `first 1,000 of 1,501 lines`. */
  readonly cut?: string;
};

/** What kind of thing a person can mention. */
export type MentionKind =
  | "selection"
  | "file"
  | "folder"
  | "symbol"
  | "open"
  | "problems"
  | "changes"
  | "search"
  | "terminal"
  | "codebase";

/** Something that can be put beside a question by its name. */
export type MentionView = {
  /** Names it to the host. */
  readonly id: string;
  readonly kind: MentionKind;
  readonly label: string;
  /** Where it is, or what it holds. */
  readonly detail: string;
};

/** What a person thinks of an answer. */
export type Rating = "up" | "down";
/** Something that can be called by a `/` at the beginning of a message. */
export type CommandView = {
  /** What stands behind the `/`. */
  readonly name: string;
  readonly detail: string;
  /** The file of the workspace that it comes from; absent: it is Drawbridge's own. */
  readonly from?: string;
};

/** How far an answer is. */
export type AnswerStatus = "waiting" | "streaming" | "done" | "stopped" | "failed" | "refused";

/** What an answer waits for, and for how many milliseconds already. */
export type WaitingView = {
  readonly words: string;
  readonly forMs: number;
  /** Set where the person can have the question sent at once, with what there is. */
  readonly canBeCutShort?: true;
};

/** An answer, as much of it as there is. */
export type AnswerView = {
  /** Markdown. */
  readonly text: string;
  /** Plain text: what the model thought before it answered. */
  readonly thinking?: string;
  readonly status: AnswerStatus;
  /** The model's name, empty while no route is chosen. */
  readonly model: string;
  /** Set while it waits for the person in an open review. */
  readonly underReview?: true;
  /** Which of several answers to the question it is, counted from 0; absent where it is the only one. */
  readonly versions?: { readonly shown: number; readonly count: number };
  /** What the person thinks of it. */
  readonly rating?: Rating;
  /** Whether it can be rated: there is text that was kept. */
  readonly ratable?: true;
  /** Set where its code is for several files, or for one in several blocks: it can be applied as one change. */
  readonly appliesAll?: true;
  /** Whether it can go on where it ended. */
  readonly mayGoOn?: true;
  /** What is waited for before the first word. */
  readonly waitingFor?: WaitingView;
  readonly measured?: MeasuredView;
  readonly problem?: ProblemView;
  /** A sentence about it that is no problem. */
  readonly note?: string;
};

/** What stands for a turn and all before it when a question is asked. */
export type SummaryView = {
  /** Plain text. */
  readonly text: string;
  readonly model: string;
  readonly measured?: MeasuredView;
};

/** A question and its answer. */
export type TurnView = {
  readonly id: string;
  readonly question: string;
  readonly chips: readonly ChipView[];
  readonly answer: AnswerView;
  /** Set when a summary stands for this turn and all before it. */
  readonly summary?: SummaryView;
  /** The ids of all questions that were asked in this place, its own among them; absent where it is the only one. */
  readonly siblings?: readonly string[];
};

/** The line above the composer: where the next message will go. */
export type ComposerView = {
  readonly destination: DestinationView;
  /** The model that would answer; empty when there is none. */
  readonly model: string;
  /** What the send button says: `Send`, `Review…` when consent will be asked, or where the answer will come from instead. */
  readonly sendLabel: "Send" | "Review…" | "Answer on this device";
  /** Set when a file beside the message may not go to the model's destination: a model on this device will answer. */
  readonly onDevice?: true;
  /** Set while what goes along with a question is read that is not in the conversation yet: that can be stopped, too. */
  readonly preparing?: true;
  /** Why sending is not possible now. */
  readonly problem?: ProblemView;
  /** Estimated tokens of all that goes along with the next message, and the model's context length when it is known. */
  readonly usedTokens: number;
  readonly contextTokens?: number;
  /** How many of the earliest turns are left out because there is no room for them. */
  readonly leftOutTurns?: number;
  /** Everything of the conversation that is left out because there is no room for it, one line each. */
  readonly noRoomFor?: readonly string[];
  /** What to know about the model before it is asked, which keeps nobody from asking. */
  readonly notice?: ProblemView;
  /** Set when earlier turns could be summarised, or are being; `problem` says why that failed. */
  readonly summary?: { readonly isRunning: boolean; readonly problem?: string };
  /** Label of the active selection or file when it could be added as a chip. */
  readonly addable?: string;
  /** Why the active file or selection is not offered, when a path rule or its size keeps it out. */
  readonly excluded?: string;
  /** What was left out of the context that was added last, and why. */
  readonly leftOut?: string;
  /** The project's own rules that go along with every question, as they are shown. */
  readonly rules?: readonly ChipView[];
  /** What of the rules is left out, and why. */
  readonly rulesLeftOut?: string;
  /** What becomes of pictures with this model, as a sentence, where that is not what one would expect. */
  readonly sight?: string;
};

/** How a machine comes to have a model that answers. */
export type SetUpView = {
  /** What the machine has, or what it lacks, as one sentence. */
  readonly found: string;
  /** What to know before the first step is taken. */
  readonly detail?: string;
  /** A command for a terminal on that machine, to be copied; it is never run from here. */
  readonly command?: string;
  /** The ways on; the first is the one to take. */
  readonly steps: readonly Step[];
};

/** What the panel shows before the first question: what there is (`Ollama 0.24.0 · qwen2.5-coder:7b`), or what is missing. */
export type WelcomeView = SetUpView & {
  /** Set when it tells the composer's problem, with the ways on. */
  readonly tellsProblem?: true;
  /** Example questions about what is open; none while nobody could answer them. */
  readonly examples: readonly string[];
};

/** Everything the chat view shows. The view itself keeps only scroll and the unsent draft. */
export type ChatViewState = {
  readonly conversation: { readonly id: string; readonly title: string };
  /** Set when the conversation was written by a newer Drawbridge and can only be read. */
  readonly readOnly?: string;
  readonly turns: readonly TurnView[];
  readonly chips: readonly ChipView[];
  readonly composer: ComposerView;
  readonly welcome: WelcomeView;
  /** True while an answer is being made: the send button is a stop button. */
  readonly busy: boolean;
};

/** What changes with the editor's selection: all but the conversation. */
export type ComposerPart = Pick<ChatViewState, "composer" | "chips" | "welcome">;

/** Where in the panel the keyboard can be sent, besides the message box: what is nearest to where it is. */
export type Goal = "transcript" | "nextTurn" | "previousTurn" | "nextCode" | "previousCode";

/** Host to view. `state` replaces everything, `composer` what it holds; `delta` appends to the answer of the last turn, or to its thinking. */
export type ToView =
  | { readonly type: "state"; readonly state: ChatViewState }
  | { readonly type: "composer"; readonly part: ComposerPart }
  | {
      readonly type: "delta";
      readonly kind: "text" | "thinking";
      readonly turn: string;
      readonly text: string;
    }
  /** What fits the letters of a `suggest` with this number, the best first; `more`: it is still being looked for more. */
  | {
      readonly type: "suggestions";
      readonly request: number;
      readonly items: readonly MentionView[];
      readonly more?: true;
    }
  /** Forgets what was written before a moment and not sent, in every conversation; milliseconds since 1970. */
  | { readonly type: "forgetDrafts"; readonly beforeMs: number }
  /** What fits the letters of a `suggestCommands` with this number, the best first. */
  | { readonly type: "commands"; readonly request: number; readonly items: readonly CommandView[] }
  /** What a picture looks like that was asked for: an address that holds it whole. */
  | { readonly type: "picture"; readonly picture: string; readonly url: string }
  /** Puts the keyboard into the composer. */
  | { readonly type: "focusComposer" }
  /** Puts the keyboard somewhere in the transcript. */
  | { readonly type: "go"; readonly to: Goal }
  /** Copies the code block that has the keyboard, else the last one. */
  | { readonly type: "copyCode" }
  /** Applies that block to the file it is for. */
  | { readonly type: "applyCode" }
  /** Lets the person edit the question of a turn, in its place. */
  | { readonly type: "edit"; readonly turn: string }
  /** Gives back a draft whose send failed before anything was recorded; `turn`: it was to take the place of that one's question. */
  | { readonly type: "restoreDraft"; readonly text: string; readonly turn?: string };

/** View to host. */
export type ToHost =
  | { readonly type: "ready" }
  /** `onDevice`: a model on this device shall answer, whatever was chosen. */
  | { readonly type: "send"; readonly text: string; readonly onDevice?: true }
  | { readonly type: "stop" }
  /** Brings the review to the front that the answer waits for. */
  | { readonly type: "showReview" }
  /** Code is waited for no longer. */
  | { readonly type: "sendNow" }
  | { readonly type: "regenerate"; readonly turn: string }
  /** Has the earlier turns summarised that there is no room for. */
  | { readonly type: "summarise" }
  | { readonly type: "stopSummary" }
  | { readonly type: "dismissNotice" }
  /** Takes the summary that stands at a turn back. */
  | { readonly type: "undoSummary"; readonly turn: string }
  /** Asks again, of a model that the person picks first. */
  | { readonly type: "regenerateWith"; readonly turn: string }
  /** Has an answer go on where it ended. */
  | { readonly type: "goOn"; readonly turn: string }
  /** Asks another question in the place of an earlier one, `without` some of the chips that were beside that. */
  | {
      readonly type: "edit";
      readonly turn: string;
      readonly text: string;
      readonly without?: readonly string[];
    }
  /** Turns to the branch with a turn, and to a version of its answer. */
  | { readonly type: "show"; readonly turn: string; readonly version?: number }
  | { readonly type: "rate"; readonly turn: string; readonly rating: Rating | "none" }
  /** Makes a block of an answer a change of the file it is for; `language` and `file` as its fence names them, empty where it does not. */
  | {
      readonly type: "apply";
      readonly turn: string;
      readonly text: string;
      readonly language: string;
      readonly file: string;
    }
  /** Makes every block of an answer that names a file one change of them all. */
  | { readonly type: "applyAll"; readonly turn: string }
  | { readonly type: "copy"; readonly text: string }
  | { readonly type: "insert"; readonly text: string }
  /** Opens code in a document that is not saved; `language` and `file` as the answer names them, empty where it does not. */
  | { readonly type: "newFile"; readonly text: string; readonly language: string; readonly file: string }
  | { readonly type: "addChip" }
  | { readonly type: "removeChip"; readonly chip: string }
  /** Asks what can be mentioned that fits a few letters; `request` counts up. */
  | { readonly type: "suggest"; readonly request: number; readonly query: string }
  /** Asks what can be called by a `/` that fits a few letters; `request` counts up. */
  | { readonly type: "suggestCommands"; readonly request: number; readonly query: string }
  /** The person took a command from the list: what it is about may be put beside the question. */
  | { readonly type: "callCommand"; readonly name: string }
  /** Lets the person choose which of the project's rules go along. */
  | { readonly type: "chooseRules" }
  /** Puts a suggestion beside the next question. */
  | { readonly type: "attach"; readonly mention: string }
  /** Puts a picture beside the next question that was pasted or dropped; its bytes as base64. `from`: its sides before it was made smaller. */
  | {
      readonly type: "attachPicture";
      readonly base64: string;
      readonly from?: { readonly width: number; readonly height: number };
    }
  /** Asks what the picture of a chip looks like. */
  | { readonly type: "wantPicture"; readonly picture: string }
  /** Puts a pasted text beside the next question. */
  | { readonly type: "attachPasted"; readonly text: string }
  /** Puts files and folders beside the next question that were dropped, by their addresses; `of`: they are the first of so many. */
  | { readonly type: "attachDropped"; readonly uris: readonly string[]; readonly of?: number }
  /** Gives a pasted text back into the message box; without a chip, the one that was pasted last. */
  | { readonly type: "chipAsText"; readonly chip?: string }
  /** Lets the person choose context from the editor's own list. */
  | { readonly type: "pickContext" }
  /** Shows the very text of a chip; `turn`: as it went along with that one's question. */
  | { readonly type: "showChip"; readonly chip: string; readonly turn?: string }
  | { readonly type: "openLink"; readonly url: string }
  | { readonly type: "openRecord"; readonly record: string }
  | { readonly type: "step"; readonly action: StepAction; readonly turn?: string };
