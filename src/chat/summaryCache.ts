import { randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import type { FileSummary } from "./conversationSummary.ts";

/** A summary with what its file was like when it was made. */
export type KnownSummary = {
  /** Bytes. */
  readonly size: number;
  /** When the file was last changed: milliseconds since 1970. */
  readonly mtimeMs: number;
  readonly summary: FileSummary;
};

const damagedSchema = z.object({ file: z.string(), damaged: z.literal(true), changedMs: z.number() });

const summarySchema = z.object({
  file: z.string(),
  id: z.string(),
  title: z.string(),
  pinned: z.boolean(),
  changedMs: z.number(),
  turns: z.number(),
  models: z.array(z.string()),
  newer: z.boolean(),
});

const cacheSchema = z.object({
  // Another version may sum up otherwise: what it wrote is made again.
  version: z.literal(2),
  files: z.array(
    z.object({ size: z.number(), mtimeMs: z.number(), summary: z.union([summarySchema, damagedSchema]) }),
  ),
});

/** Where the summaries of a folder of conversations are kept. They are derived: the file may be deleted at any time. */
export function summariesPath(folder: string): string {
  return join(folder, "summaries.json");
}

/** The kept summaries of a folder by the names of the files; none when there are none that can be read. */
export async function readSummaries(folder: string): Promise<ReadonlyMap<string, KnownSummary>> {
  try {
    const kept = cacheSchema.parse(JSON.parse(await readFile(summariesPath(folder), "utf8")));
    return new Map(kept.files.map((known) => [known.summary.file, known]));
  } catch {
    return new Map();
  }
}

/** Keeps the summaries of a folder, for the user alone. Whoever reads them meanwhile finds the old ones or the new ones. */
export async function writeSummaries(folder: string, files: readonly KnownSummary[]): Promise<void> {
  const path = summariesPath(folder);
  const half = `${path}.${randomUUID().slice(0, 8)}`;
  try {
    await writeFile(half, JSON.stringify({ version: 2, files }), { mode: 0o600 });
    await rename(half, path);
  } catch {
    // They are made again the next time.
    await rm(half, { force: true });
  }
}
