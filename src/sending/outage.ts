import type { Task } from "../terms/task.ts";
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

/**
 * Whether a failure says something of the server as a whole. One that answers an embedding with an error, or with something
 * else, may have stumbled over that text: it can chat all the same, and nobody who chats has to wait for it.
 */
export function blamesServer(failure: SendFailure, task: Task): boolean {
  const isOfText = task === "embed" && (failure.kind === "serverError" || failure.kind === "malformed");
  return isOutage(failure) && !isOfText;
}

/** Whether nobody answered: the server is asked again after a pause that grows. */
export function isSilence({ kind }: SendFailure): boolean {
  return kind === "unreachable" || kind === "serverDown";
}

/** Whether another model of the user's own list may answer: the server is out of order, or does not take this request. */
export function mayGoOn(failure: SendFailure): boolean {
  return isOutage(failure) || misfits.has(failure.kind);
}
