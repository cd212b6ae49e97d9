import type { DownReason, KnownServer } from "../routing/knownServer.ts";
import type { ErrandFailure } from "./errands.ts";
import { isCertificateCode } from "./isCertificateCode.ts";

type FailureKind = Extract<ErrandFailure, { kind: "failed" }>["failure"]["kind"];

/** What a failed question says about a server; what says nothing about one counts as unreachable. */
const reasons: { readonly [K in FailureKind]?: DownReason } = {
  timeout: "silent",
  unauthorized: "unauthorized",
  keyMissing: "unauthorized",
  malformed: "malformed",
  redirected: "redirected",
  tooLarge: "malformed",
  modelMissing: "failing",
  serverError: "failing",
  overloaded: "failing",
  quota: "failing",
  ledgerFailed: "unrecorded",
};

/** What is known about a server after a question that brought nothing home. */
export function serverAfter(failure: ErrandFailure): KnownServer {
  if (failure.kind === "refused") {
    const waits = failure.refusal.kind === "needsConfirmation";
    return { kind: "down", reason: waits ? "needsConfirmation" : "notAllowed" };
  }
  if (failure.kind === "notOffered") return { kind: "down", reason: "malformed" };
  const { kind } = failure.failure;
  if (kind === "unreachable" && isCertificateCode(failure.failure.code))
    return { kind: "down", reason: "untrusted" };
  // We hung up: that says nothing about the server.
  if (kind === "revoked" || kind === "stopped") return { kind: "unasked" };
  return { kind: "down", reason: reasons[kind] ?? "unreachable" };
}
