import type * as vscode from "vscode";
import * as z from "zod/mini";
import type { Head, HeadStore } from "../ledger/headStore.ts";

const prefix = "drawbridge.ledgerHead ";
const storedSchema = z.object({ count: z.number(), head: z.string(), bodyKey: z.string() });

function parseHead(file: string, text: string | undefined): Head | undefined {
  if (text === undefined) return undefined;
  try {
    return { file, ...storedSchema.parse(JSON.parse(text)) };
  } catch {
    return undefined;
  }
}

/** Heads of the ledger's files in the editor's SecretStorage: away from the files, and never synced. */
export function createSecretHeads(secrets: vscode.SecretStorage): HeadStore {
  const get = async (file: string): Promise<Head | undefined> =>
    parseHead(file, await secrets.get(`${prefix}${file}`));
  return {
    get,
    all: async () => {
      const names = (await secrets.keys()).filter((name) => name.startsWith(prefix));
      const heads = await Promise.all(names.map((name) => get(name.slice(prefix.length))));
      return heads.filter((head) => head !== undefined);
    },
    keep: async ({ file, ...stored }) => {
      await secrets.store(`${prefix}${file}`, JSON.stringify(stored));
    },
    remove: async (file) => {
      await secrets.delete(`${prefix}${file}`);
    },
  };
}
