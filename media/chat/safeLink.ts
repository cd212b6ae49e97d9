import type { SafeLink } from "./markdownNodes.ts";

/**
 * The link as the host may be asked to open it, or `undefined` for anything but an absolute http or https address:
 * commands, scripts, files, mail and relative paths are text.
 */
export function safeLink(address: string): SafeLink | undefined {
  const url = parse(address.trim());
  if (url === undefined) return undefined;
  if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
  return { url: url.href, host: url.host };
}

/** Whether `text` looks like an address of another host than the one the link leads to. */
export function disguises(text: string, link: SafeLink): boolean {
  const shown = /^\s*(?:https?:\/\/)?((?:[\w-]+\.)+[a-z]{2,}(?::\d+)?)(?=[/?#\s]|$)/i.exec(text)?.[1];
  if (shown === undefined) return false;
  const bare = (host: string): string => host.toLowerCase().replace(/^www\./, "");
  return bare(shown) !== bare(link.host);
}

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}
