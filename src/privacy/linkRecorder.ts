import type { Logger } from "../base/logger.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { Ledger } from "../ledger/ledger.ts";

/** Records how the opening of a link ended. */
export type EndOpening = (outcome: "opened" | "notOpened") => void;

/**
 * Records that a link is about to be opened; it is on the disk when this returns. The link may be opened only
 * when this succeeds, and its end is told to what comes back.
 */
export type RecordOpening = (url: URL) => Result<EndOpening, "ledgerFailed">;

/** What links are recorded with. */
export type LinkRecorderParts = {
  readonly ledger: Pick<Ledger, "append">;
  /** What a person calls the workspace. */
  readonly workspace: string;
  /** Where the person found the link. */
  readonly from: "answer" | "setUp";
  readonly newId: () => string;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  readonly log: Logger;
};

/** Makes the one way a link gets into the ledger. */
export function createLinkRecorder({
  ledger,
  workspace,
  from,
  newId,
  clock,
  log,
}: LinkRecorderParts): RecordOpening {
  return ({ href, host }) => {
    const id = newId();
    const beganMs = clock();
    try {
      ledger.append({ phase: "opened", id, workspace, from, url: href, host });
    } catch (error) {
      log.error("The ledger could not be written, so the link was not opened", error);
      return err("ledgerFailed");
    }
    return ok((outcome) => {
      try {
        ledger.append({ phase: "end", id, outcome, bytesIn: 0, tookMs: Math.round(clock() - beganMs) });
      } catch (error) {
        // The opening stays without an end, which reads "it may have been opened".
        log.error("The end of a link's opening could not be recorded", error);
      }
    });
  };
}
