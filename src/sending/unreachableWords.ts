import { isLoopbackHost } from "../destinations/locate.ts";
import type { StepAction } from "../protocol/messages.ts";
import { isCertificateCode } from "./isCertificateCode.ts";

/** A server nobody answered for: the name the user gave it, and its address where it is known. */
export type SilentServer = { readonly label: string; readonly url?: string };

/** A sentence and the ways on for a server that could not be reached; `code` is the system's, such as ECONNREFUSED. */
export function unreachableWords(
  { label, url }: SilentServer,
  code: string,
): readonly [sentence: string, ...actions: StepAction[]] {
  const host = url === undefined ? undefined : new URL(url).hostname;
  const name = host ?? label;
  if (code === "EINSECURE")
    return [`${label} has a plain http address; a cloud is only reached over https.`, "openSettings"];
  if (isCertificateCode(code))
    return [`The certificate of ${name} is not trusted by this machine.`, "openSettings", "retry"];
  if (host !== undefined && isLoopbackHost(host)) return [`${label} is not running.`, "startServer", "retry"];
  if (code === "ECONNREFUSED")
    return [`${name} refuses the connection. Is the server running there?`, "retry", "openSettings"];
  return [`${name} cannot be reached. Is this machine online?`, "retry", "openSettings"];
}
