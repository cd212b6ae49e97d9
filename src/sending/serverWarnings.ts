import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { ExposedServer } from "./exposure.ts";
import type { Servers } from "./servers.ts";

/** What a person should know about the servers that are configured; each absent when there is nothing to say. */
export type ServerWarnings = {
  /** Name of a server that says that its own cloud features are on. That they are off is part of the evidence. */
  readonly serverWithCloud?: string;
  /** Version of an Ollama server that has known security holes. */
  readonly outdated?: string;
  /** A server that others on the network can use. */
  readonly exposed?: ExposedServer;
};

/** The warnings as of now, from what was learned; asks nothing. */
export function serverWarnings(
  servers: Pick<Servers, "withCloud" | "outdated" | "exposed">,
  providers: readonly ProviderConfig[],
): ServerWarnings {
  const serverWithCloud = servers.withCloud(providers)?.label;
  const outdated = servers.outdated(providers);
  const exposed = servers.exposed(providers);
  return {
    ...(serverWithCloud !== undefined && { serverWithCloud }),
    ...(outdated !== undefined && { outdated }),
    ...(exposed !== undefined && { exposed }),
  };
}
