import * as z from "zod/mini";
import { statisticsPeriods, type FromStatistics } from "./statisticsMessages.ts";

const period = z.enum(statisticsPeriods);

const schema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready"), period }),
  z.object({ type: z.literal("choose"), period }),
  z.object({ type: z.literal("refresh"), period }),
  z.object({ type: z.literal("forget") }),
]);

/** Reads a message of the page of figures, which is outside: `undefined` when it is none of ours. */
export function parseFromStatistics(value: unknown): FromStatistics | undefined {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
