import * as z from "zod/mini";
import { flowPeriods, type FromFlowView } from "./flowMessages.ts";

const choice = z.object({ period: z.enum(flowPeriods), here: z.boolean() });

const schema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready"), zone: z.string().check(z.maxLength(200)), choice }),
  z.object({ type: z.literal("choose"), choice }),
  z.object({ type: z.literal("refresh"), choice }),
  z.object({ type: z.literal("open"), line: z.string().check(z.maxLength(8_000)) }),
  z.object({ type: z.literal("openLedger") }),
]);

/** Reads a message of the data flow's page, which is outside: `undefined` when it is none of ours. */
export function parseFromFlowView(value: unknown): FromFlowView | undefined {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
