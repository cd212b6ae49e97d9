import type { MarkedToken, Tokens } from "marked";
import { blockNode, listItemNode, tableNode } from "./blockNodes.ts";
import type { BlockNode, ListItemNode, ListNode, TableNode } from "./markdownNodes.ts";

/** The finished part of a list or table that goes on. `head` must stand before the rest for it to be read as such. */
export type Carry =
  | { readonly kind: "list"; readonly head: ""; readonly list: ListNode }
  | { readonly kind: "table"; readonly head: string; readonly table: TableNode };

/** A {@link Carry}, and how many characters of the token's source it stands for. */
export type Cut = { readonly carry: Carry; readonly length: number };

const growing = 8;
const kept = 3;
const longSource = 2048;
const itemStart = /^ {0,3}(?:[-+*]|\d{1,9}[.)])[ \t]+[^\s]/;

/**
 * Takes the finished items off a list or table that is still growing, on top of those `before` holds; `undefined` while
 * it is short. The last items stay: what follows may still belong to them.
 */
export function cutContainer(token: MarkedToken, before: Carry | undefined): Cut | undefined {
  if (token.type === "list") return cutList(token, before);
  if (token.type === "table") return cutTable(token, before);
  return undefined;
}

/** The blocks of the token that begins where a {@link Carry} was cut off, joined with what was carried. */
export function resume(carry: Carry, token: MarkedToken): readonly BlockNode[] {
  const node = blockNode(token);
  if (carry.kind === "list") {
    if (node?.kind !== "list") return [carry.list, ...(node === undefined ? [] : [node])];
    return [joinLists(carry.list, node)];
  }
  if (node?.kind !== "table") return node === undefined ? [] : [node];
  return [joinTables(carry.table, node)];
}

function cutList(token: Tokens.List, before: Carry | undefined): Cut | undefined {
  if (!isLong(token.items.length, token.raw)) return undefined;
  // The item after the cut begins what is read next time, and must then begin a list by itself.
  let count = token.items.length - kept;
  while (count > 0 && !itemStart.test(token.items[count]?.raw ?? "")) count -= 1;
  if (count === 0) return undefined;
  const done = token.items.slice(0, count);
  const items: readonly ListItemNode[] = done.map(listItemNode);
  const start = token.start === "" ? 1 : token.start;
  const list: ListNode = { kind: "list", ordered: token.ordered, start, loose: done.some(isSpaced), items };
  return {
    carry: { kind: "list", head: "", list: before?.kind === "list" ? joinLists(before.list, list) : list },
    length: done.reduce((sum, item) => sum + item.raw.length, 0),
  };
}

function isLong(parts: number, source: string): boolean {
  return parts >= growing || (parts > kept && source.length > longSource);
}

/** What makes a list loose, as CommonMark has it: a blank line after an item or between two of its blocks. */
function isSpaced(item: Tokens.ListItem): boolean {
  if (/\n[ \t]*\n[ \t]*$/.test(item.raw)) return true;
  return item.tokens.some((token) => token.type === "space" && /\n.*\n/.test(token.raw));
}

function joinLists(first: ListNode, rest: ListNode): ListNode {
  return { ...first, loose: first.loose || rest.loose, items: [...first.items, ...rest.items] };
}

/** The header stays the very one of the first part. */
function joinTables(first: TableNode, rest: TableNode): TableNode {
  return { ...first, rows: [...first.rows, ...rest.rows] };
}

function cutTable(token: Tokens.Table, before: Carry | undefined): Cut | undefined {
  if (!isLong(token.rows.length, token.raw)) return undefined;
  const count = token.rows.length - kept;
  const lines = token.raw.split("\n");
  if (lines.length < token.rows.length + 2) return undefined;
  const node = tableNode(token);
  const table: TableNode = { ...node, rows: node.rows.slice(0, count) };
  return {
    carry: {
      kind: "table",
      head: lines.slice(0, 2).join("\n") + "\n",
      table: before?.kind === "table" ? joinTables(before.table, table) : table,
    },
    length: lines.slice(0, 2 + count).join("\n").length + 1,
  };
}
