import type { Logger } from "../base/logger.ts";
import { deleteKept } from "./deleteKept.ts";
import { keptKinds, type KeptParts } from "./keptKinds.ts";

/** Lets a person delete whatever Drawbridge keeps of theirs. */
export function deleteAllData(parts: KeptParts & { readonly log: Pick<Logger, "error"> }): Promise<void> {
  return deleteKept(keptKinds(parts), parts.log);
}
