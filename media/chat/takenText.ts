import { longestPaste, mostDropped } from "../../src/protocol/limits.ts";

/** Lines from which on a pasted text is a piece of code or of a log, and no part of the question. */
const fewestLines = 3;

/** The pasted text that goes beside the question, as much of it as is looked at; `undefined`: it is a part of that. */
export function pastedExcerpt(pasted: Pick<DataTransfer, "types" | "getData">): string | undefined {
  if (!pasted.types.includes("text/plain")) return undefined;
  const text = pasted.getData("text/plain");
  return text.trim().split("\n").length < fewestLines ? undefined : text.slice(0, longestPaste);
}

/** What the editor's own list of dragged files is called, and what other programs call theirs. */
const uriLists = ["application/vnd.code.uri-list", "text/uri-list"];

/** Whether files of the editor's are dragged. */
export function holdsUris({ types }: Pick<DataTransfer, "types">): boolean {
  return uriLists.some((type) => types.includes(type));
}

/** What is on the web is no file, and stands in the question as it is. */
const onTheWeb = /^(?:https?|data|mailto|javascript):/i;

/** The addresses of files that were dropped, each once (RFC 2483: one on a line, `#` begins a remark). */
export function droppedUris(dropped: Pick<DataTransfer, "getData">): readonly string[] {
  const list = uriLists.map((type) => dropped.getData(type)).find((text) => text.trim() !== "") ?? "";
  const lines = list.split(/\r?\n/).map((line) => line.trim());
  const addresses = lines.filter((line) => line !== "" && !line.startsWith("#") && !onTheWeb.test(line));
  return [...new Set(addresses)];
}

/** As many of the addresses as are handed over at once; `of`: how many there are, when that is more. */
export function handedOver(uris: readonly string[]): {
  readonly uris: readonly string[];
  readonly of?: number;
} {
  return uris.length > mostDropped ? { uris: uris.slice(0, mostDropped), of: uris.length } : { uris };
}

/** A draft with a text behind it, which is a word of its own. */
export function withBehind(draft: string, text: string): string {
  return /\S$/.test(draft) && text !== "" ? `${draft} ${text}` : draft + text;
}
