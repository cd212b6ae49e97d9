import { plainLine } from "../base/plainLine.ts";

/** Characters of a host that are ever shown. */
const longestHost = 200;

/** A host as a server names it, fit to be shown: one plain line; a longer one is cut, and ends in `…`. */
export function shownHost(host: string): string {
  const plain = plainLine(host);
  return plain.length > longestHost ? `${plain.slice(0, longestHost)}…` : plain;
}
