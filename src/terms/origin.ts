/** The port of an address, also where it is the usual one, which a parsed address does not show. */
export function portOf({ port, protocol }: URL): number {
  if (port !== "") return Number(port);
  return protocol === "https:" ? 443 : 80;
}

/** `scheme://host:port` of a server address, lower case, with the port always written. */
export function originOf(serverUrl: string): string {
  const url = new URL(serverUrl);
  return `${url.protocol}//${url.hostname}:${portOf(url)}`;
}
