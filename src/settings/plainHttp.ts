import type { Complaint } from "./complaint.ts";
import { looksPublic } from "./looksPublic.ts";
import type { ProviderConfig } from "./providerConfig.ts";
import { say } from "../terms/words.ts";

type Readable = Complaint & { readonly key: "ollama.url" | "providers" };
type Place = Pick<Readable, "key" | "path"> & { readonly url: string; readonly what: string };

/** Whether anyone on the way to an address could read what is sent: plain http to a host that looks public and is not own. */
export function isPlainToPublic(url: string, ownHosts: readonly string[]): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && looksPublic(hostname) && !ownHosts.includes(hostname);
}

/** Servers on the internet that are spoken to without TLS: the door sends them nothing, and says so only then. */
export function plainHttp(
  ollamaUrl: string,
  providers: readonly ProviderConfig[],
  ownHosts: readonly string[],
): readonly Readable[] {
  const places: readonly Place[] = [
    { key: "ollama.url", path: [], url: ollamaUrl, what: "" },
    ...providers.map(({ id, url }): Place => ({
      key: "providers",
      path: [id, "url"],
      url,
      what: ` entry "${id}": url`,
    })),
  ];
  return places.flatMap(({ key, path, url, what }) => {
    if (!isPlainToPublic(url, ownHosts)) return [];
    const { hostname } = new URL(url);
    const sentence = say(
      "drawbridge.{0}{1} is plain http to a host that looks public ({2}): anyone on the way could read what is sent, so nothing is. Use https, or list the host in drawbridge.network.hosts if it is your own.",
      key,
      what,
      hostname,
    );
    return [{ key, path, sentence, severity: "warning" as const }];
  });
}
