import { isLoopbackHost } from "../destinations/locate.ts";
import type { StepAction } from "../protocol/messages.ts";
import { isCertificateCode } from "./isCertificateCode.ts";
import { say } from "../terms/words.ts";

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
    return [say("{0} has a plain http address; a cloud is only reached over https.", label), "openSettings"];
  if (isCertificateCode(code))
    return [say("The certificate of {0} is not trusted by this machine.", name), "openSettings", "retry"];
  if (host !== undefined && isLoopbackHost(host))
    return [say("{0} is not running.", label), "startServer", "retry"];
  if (code === "ECONNREFUSED")
    return [say("{0} refuses the connection. Is the server running there?", name), "retry", "openSettings"];
  return [say("{0} cannot be reached. Is this machine online?", name), "retry", "openSettings"];
}
