import type { Logger } from "../base/logger.ts";
import { createLinkRecorder, type LinkRecorderParts, type RecordOpening } from "../privacy/linkRecorder.ts";
import { workspaceName } from "./windowPlace.ts";

/** Puts the links that are opened from this window into its ledger. */
export function windowLinkRecorder(
  { ledger, log }: { readonly ledger: LinkRecorderParts["ledger"]; readonly log: Logger },
  from: LinkRecorderParts["from"],
): RecordOpening {
  return createLinkRecorder({
    ...{ ledger, log, from, workspace: workspaceName() },
    ...{ newId: () => crypto.randomUUID(), clock: () => performance.now() },
  });
}
