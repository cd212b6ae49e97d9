import { later, pause } from "../../src/base/later.ts";
import { CompletionEngine, type EngineParts } from "../../src/completion/engine.ts";
import { OtherTraffic } from "../../src/completion/otherTraffic.ts";
import { rememberingLog, type Headless } from "./headless.ts";
import { letsAllBeRead } from "./noRules.ts";

/** What finds no code elsewhere and knows no grammar. */
export const nothingAround: Pick<EngineParts, "context" | "syntax"> = {
  context: { prepare: () => undefined, gather: () => Promise.resolve([]) },
  syntax: { prepare: () => undefined, errors: () => undefined },
};

/** The completion engine on top of a headless Drawbridge. */
export function engineOn(
  { sending, policy, door }: Headless,
  changes: Partial<EngineParts> = {},
): CompletionEngine {
  return new CompletionEngine({
    ...{ sending, policy, later, pause, guard: letsAllBeRead },
    ...nothingAround,
    clock: () => performance.now(),
    traffic: new OtherTraffic(door.onDidMove),
    whyOff: () => undefined,
    eco: () => false,
    newId: () => crypto.randomUUID(),
    log: rememberingLog().log,
    ...changes,
  });
}
