/** `scheme://host:port` of a server address, lower case, with the port always written. */
export function originOf(serverUrl: string): string {
  const url = new URL(serverUrl);
  const port = url.port !== "" ? url.port : url.protocol === "https:" ? "443" : "80";
  return `${url.protocol}//${url.hostname}:${port}`;
}
