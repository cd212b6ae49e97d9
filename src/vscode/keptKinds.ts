import { rm } from "node:fs/promises";
import { join } from "node:path";
import { sizeWords } from "../base/sizeWords.ts";
import { createInstructionHistory, instructionsKey } from "../edit/inline/instructionHistory.ts";
import { folderBytes } from "../privacy/folderBytes.ts";
import type { KeptData } from "../privacy/keptData.ts";
import { isForgottenMark } from "./forgottenDrafts.ts";
import type { SurfaceParts } from "./surfaceParts.ts";
import { say } from "../terms/words.ts";

/** What knows of everything that is kept. */
export type KeptParts = Pick<
  SurfaceParts,
  | "chat"
  | "completion"
  | "codeIndex"
  | "book"
  | "keys"
  | "grants"
  | "policy"
  | "privateStore"
  | "workspaceState"
  | "globalStorageUri"
>;

async function bytesIn(folder: string): Promise<string | undefined> {
  const bytes = await folderBytes(folder);
  return bytes === 0 ? undefined : sizeWords(bytes);
}

function counted(count: number, one: string, many: string): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

function conversations({ chat }: KeptParts, folder: string): KeptData {
  return {
    label: say("Conversations"),
    detail: say("of all workspaces, with what you wrote and did not send"),
    amount: () => bytesIn(folder),
    remove: async () => {
      const { session, page } = await chat.load();
      // First: what is being answered would be written once more.
      session.startNew();
      await page.forgetDrafts();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function ledger({ book }: KeptParts, folder: string): KeptData {
  return {
    label: say("Ledger"),
    detail: say("of all workspaces, with what is kept of texts that left"),
    amount: () => bytesIn(folder),
    remove: () => book.deleteAll(),
  };
}

function statistics({ completion }: KeptParts, folder: string): KeptData {
  return {
    label: say("Completion statistics"),
    detail: say("of all workspaces"),
    amount: () => bytesIn(folder),
    remove: async () => (await completion.load()).book.forget(),
  };
}

function codeIndex({ codeIndex: index }: KeptParts): KeptData {
  return {
    label: say("Code index"),
    detail: say("of this workspace; those of others are deleted there"),
    amount: async () => {
      const open = await index.load();
      return open === undefined ? undefined : bytesIn(open.folder);
    },
    remove: async () => {
      await (await index.load())?.index.delete();
    },
  };
}

function instructions({ privateStore }: KeptParts): KeptData {
  const history = createInstructionHistory(privateStore);
  return {
    label: say("Instructions for edits"),
    detail: say("of all workspaces, as you gave them"),
    amount: () => Promise.resolve(counted(history.all().length, "instruction", "instructions")),
    remove: () => history.forgetAll(),
  };
}

function choices({ grants, policy, privateStore, workspaceState, keys }: KeptParts): KeptData {
  const marks = (): readonly string[] =>
    privateStore
      .keys()
      .filter((key) => !keys.isMark(key) && !isForgottenMark(key) && key !== instructionsKey);
  const told = (): readonly string[] => workspaceState.keys();
  return {
    label: say("Choices"),
    detail: say("modes, pauses, grants and confirmations of all workspaces"),
    amount: () => Promise.resolve(counted(marks().length + told().length, "entry", "entries")),
    remove: async () => {
      for (const { id } of grants.list()) await grants.revoke(id);
      for (const key of marks()) await privateStore.set(key, undefined);
      for (const key of told()) await workspaceState.update(key, undefined);
      policy.refresh();
    },
  };
}

function apiKeys({ keys }: KeptParts): KeptData {
  return {
    label: say("API keys"),
    detail: say("from the editor's secret storage"),
    amount: () => Promise.resolve(counted(keys.origins().length, "key", "keys")),
    remove: async () => {
      for (const origin of keys.origins()) await keys.remove(origin);
    },
  };
}

/** Everything that Drawbridge keeps: each kind of it once. */
export function keptKinds(parts: KeptParts): readonly KeptData[] {
  const folder = (name: string): string => join(parts.globalStorageUri.fsPath, name);
  return [
    conversations(parts, folder("conversations")),
    ledger(parts, folder("ledger")),
    statistics(parts, folder("statistics")),
    codeIndex(parts),
    instructions(parts),
    choices(parts),
    apiKeys(parts),
  ];
}
