import { loadOnce } from "../base/loadOnce.ts";
import type { Mentions } from "../chat/mentions.ts";
import type { MentionParts } from "./openMentions.ts";

/** What can be mentioned, loaded when somebody first mentions anything. */
export function createLazyMentions(parts: MentionParts): Mentions {
  const load = loadOnce(async () => (await import("./openMentions.ts")).openMentions(parts));
  return {
    suggest: async (query, signal, onFirst) => (await load()).suggest(query, signal, onFirst),
    read: async (id, signal) => (await load()).read(id, signal),
    readEvery: async (kind, isMeant, signal) => (await load()).readEvery(kind, isMeant, signal),
    readAt: async (uris, signal) => (await load()).readAt(uris, signal),
    readPasted: async (text, signal) => (await load()).readPasted(text, signal),
    findCode: async (question, options) => (await load()).findCode(question, options),
  };
}
