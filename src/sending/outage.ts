import type { SendFailure } from "./sendEvent.ts";

const outages: ReadonlySet<SendFailure["kind"]> = new Set([
  "unreachable",
  "timeout",
  "cut",
  "quota",
  "overloaded",
  "malformed",
  "serverDown",
]);

const misfits: ReadonlySet<SendFailure["kind"]> = new Set([
  "keyMissing",
  "unauthorized",
  "modelMissing",
  "modelNotListed",
  "noModel",
]);

/** Whether the server, or the way to it, is out of order: that passes, and another server may answer meanwhile. */
export function isOutage(failure: SendFailure): boolean {
  // An error of a stream that had begun well has the status of its beginning.
  if (failure.kind === "serverError") return failure.status === 200 || failure.status >= 500;
  return outages.has(failure.kind);
}

/** Whether nobody answered: the server is asked again after a pause that grows. */
export function isSilence({ kind }: SendFailure): boolean {
  return kind === "unreachable" || kind === "serverDown";
}

/** Whether another model of the user's own list may answer: the server is out of order, or does not take this request. */
export function mayGoOn(failure: SendFailure): boolean {
  return isOutage(failure) || misfits.has(failure.kind);
}
