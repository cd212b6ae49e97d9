/** The proxy that the editor's `http.proxy` names, as `host:port`, never with the name and password it may hold. */
export function proxyHost(raw: unknown): string | undefined {
  const url = typeof raw === "string" ? URL.parse(raw.trim()) : null;
  return url === null || url.host === "" ? undefined : url.host;
}
