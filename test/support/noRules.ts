/** What stands for the path guard and the settings where a test is about something else: no rule about anything. */
import type { ChatRoom } from "../../src/prompt/chatDraft.ts";
import type { DraftLimits } from "../../src/prompt/draftLimits.ts";
import type { ChatEditor, ChatParts, ChatReviews } from "../../src/chat/chatPorts.ts";
import type { Mentions } from "../../src/chat/mentions.ts";
import { noRules } from "../../src/chat/rules.ts";
import type { Wanted } from "../../src/completion/engine.ts";
import type { Attachment } from "../../src/context/attachment.ts";
import type { EditorSnapshot } from "../../src/context/editorSnapshot.ts";
import type { PathVerdict } from "../../src/context/pathVerdict.ts";
import type { PolicySettings } from "../../src/privacy/workspacePolicy.ts";

/** A guard that lets everything be read. */
export const letsAllBeRead = {
  judge: (): Promise<PathVerdict> => Promise.resolve({ kind: "allowed" }),
};

/** An editor with this open, and nothing excluded. */
export function editorWith(active: () => Attachment | undefined = () => undefined): ChatEditor {
  const verdict = (): PathVerdict => ({ kind: "allowed" });
  return { active, excluded: () => undefined, verdict, judge: () => Promise.resolve(verdict()) };
}

/** Nothing can be mentioned. */
export const noMentions: Mentions = {
  suggest: () => Promise.resolve([]),
  read: () => Promise.resolve({ attachments: [] }),
  readEvery: () => Promise.resolve(undefined),
  readAt: () => Promise.resolve({ attachments: [] }),
  readPasted: () => Promise.resolve({ attachments: [] }),
  findCode: () => Promise.resolve({ attachments: [] }),
};

/** A project without rules and prompts of its own. */
export const noInstructions: Pick<ChatParts, "rules" | "prompts"> = {
  rules: {
    follow: () => Promise.resolve(),
    current: () => noRules,
    onDidChange: () => ({ dispose: () => undefined }),
    choices: () => Promise.resolve([]),
    choose: () => Promise.resolve(),
  },
  prompts: { list: () => Promise.resolve([]), read: () => Promise.resolve({ kind: "unknown" }) },
};

/** A project with these rules, as they are at each moment, and no prompts. */
export function projectRules(rules: () => readonly Attachment[]): typeof noInstructions {
  return { ...noInstructions, rules: { ...noInstructions.rules, current: () => ({ rules: rules() }) } };
}

/** No question is to be asked, so none takes any room. */
export const noRoom: ChatRoom = { tokens: 0, dropped: 0, leftOut: [], whole: new Set() };

/** No send ever waits for a review. */
export const noReviews: ChatReviews = {
  isAsking: () => false,
  reveal: () => undefined,
  onDidChange: () => ({ dispose: () => undefined }),
};

/** A wish for a suggestion where a snapshot was taken. */
export function wantedAt(snapshot: EditorSnapshot, manual = false): Wanted {
  const { uri, path, languageId, text } = snapshot;
  const place = { uri, path, languageId, characters: text.length };
  const nothingOdd = { severalCursors: false, readOnly: false, otherSuggestion: false };
  return { ...place, ...nothingOdd, read: () => snapshot, manual };
}

/** Settings nobody has touched, but with everything open that settings could close. */
export function openSettings(changes: Partial<PolicySettings> = {}): PolicySettings {
  return {
    "privacy.defaultMode": "onDevice",
    "privacy.ceiling": "cloud",
    "privacy.workspaceMode": "cloud",
    "context.never": [],
    "context.deviceOnly": [],
    "network.hosts": [],
    "ollama.url": "http://127.0.0.1:11434",
    providers: [],
    ...changes,
  };
}

/** Limits that keep nothing out of a draft. */
export const noLimits: DraftLimits = { withheld: () => false, removed: new Set() };
