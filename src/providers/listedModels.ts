import * as z from "zod/mini";
import { plainLine } from "../base/plainLine.ts";
import type { KnownModel } from "../routing/knownServer.ts";

/** Most models of a list that are kept; OpenRouter, the longest list there is, has some hundreds. */
const mostListed = 5_000;

/** Longest word about a model that is shown, such as `Q4_K_M`, in characters. */
const longestWord = 40;

/**
 * A member that servers are free with: a value of another type counts as not said, and spoils nothing. Not `z.catch`,
 * which brings along zod's compiler of functions from text.
 */
export function ifSaid<T>(schema: z.ZodMiniType<T>) {
  const readOrNot = (value: unknown): T | undefined => {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : undefined;
  };
  return z.optional(z.pipe(z.unknown(), z.transform(readOrNot)));
}

/** A count of tokens or bytes. */
export const count = ifSaid(z.number().check(z.positive(), z.int()));
/** A word. */
export const word = ifSaid(z.string());
/** A yes or no. */
export const flag = ifSaid(z.boolean());
/** Some words. */
export const words = ifSaid(z.array(z.string()));

/** A server's word about a model fit to be shown: one plain line; an empty or too long one was not said. */
export function shownWord(text: string | undefined): string | undefined {
  const plain = plainLine(text ?? "").trim();
  return plain === "" || plain.length > longestWord ? undefined : plain;
}

/** The members that were said: what is `undefined` is left out. */
export function said<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** What is kept of a server's list. */
export type ListedModels = {
  readonly models: readonly KnownModel[];
  /** There were more. */
  readonly isCut?: true;
};

/** A list as it is kept: what cannot be read is dropped, of two with one name the first stays, and it is bounded. */
export function listedModels(
  entries: readonly unknown[],
  read: (entry: unknown) => KnownModel | undefined,
): ListedModels {
  const byName = new Map<string, KnownModel>();
  for (const entry of entries) {
    const model = read(entry);
    if (model === undefined || byName.has(model.name)) continue;
    if (byName.size >= mostListed) return { models: [...byName.values()], isCut: true };
    byName.set(model.name, model);
  }
  return { models: [...byName.values()] };
}
