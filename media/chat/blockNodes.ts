import type { MarkedToken, Token, Tokens } from "marked";
import { decodeCharacterReferences } from "./characterReferences.ts";
import type { BlockNode, InlineNode, ListItemNode, TableNode, TableRow } from "./markdownNodes.ts";
import { disguises, safeLink } from "./safeLink.ts";

/** How tokens are shown, by type: an allow-list. A type that is not in the table is shown as it was written. */
type Showing<T> = { readonly [K in MarkedToken["type"]]?: (token: Extract<MarkedToken, { type: K }>) => T };

const nothing = (): undefined => undefined;

const blocks: Showing<BlockNode | undefined> = {
  space: nothing,
  def: nothing,
  checkbox: nothing,
  paragraph: ({ tokens }) => ({ kind: "paragraph", children: inlineNodes(tokens) }),
  text: ({ text, tokens }) => ({
    kind: "paragraph",
    children: tokens === undefined ? [plain(text)] : inlineNodes(tokens),
  }),
  heading: ({ depth, tokens }) => ({ kind: "heading", depth, children: inlineNodes(tokens) }),
  code: ({ lang, text }) => ({ kind: "code", info: lang ?? "", text }),
  blockquote: ({ tokens }) => ({ kind: "quote", blocks: blockNodes(tokens) }),
  list: ({ ordered, start, loose, items }) => {
    return { kind: "list", ordered, start: start === "" ? 1 : start, loose, items: items.map(listItemNode) };
  },
  table: tableNode,
  hr: () => ({ kind: "rule" }),
};

const inlines: Showing<readonly InlineNode[]> = {
  text: ({ text, tokens }) =>
    tokens === undefined ? [plain(decodeCharacterReferences(text))] : inlineNodes(tokens),
  escape: ({ text }) => [plain(text)],
  codespan: ({ text }) => [{ kind: "code", text }],
  strong: ({ tokens }) => [{ kind: "strong", children: inlineNodes(tokens) }],
  em: ({ tokens }) => [{ kind: "emphasis", children: inlineNodes(tokens) }],
  del: ({ tokens }) => [{ kind: "deleted", children: inlineNodes(tokens) }],
  br: () => [{ kind: "break" }],
  checkbox: () => [],
  link: linkNodes,
  image: ({ text }) => [plain(`[image: ${decodeCharacterReferences(text)}]`)],
};

/** What the tokens show, in order. Tokens that show nothing (blank lines, link definitions) have no node. */
export function blockNodes(tokens: readonly Token[]): readonly BlockNode[] {
  return tokens.flatMap((token) => blockNode(token as MarkedToken) ?? []);
}

/** What one token shows. */
export function blockNode(token: MarkedToken): BlockNode | undefined {
  if (token.type in blocks) return show(blocks, token);
  return { kind: "verbatim", text: token.raw.replace(/\n+$/, "") };
}

/** One item of a list; its checkbox becomes `checked`. */
export function listItemNode(item: Tokens.ListItem): ListItemNode {
  const content = blockNodes(item.tokens);
  return item.task ? { blocks: content, checked: item.checked === true } : { blocks: content };
}

/** A table. */
export function tableNode(token: Tokens.Table): TableNode {
  const row = (cells: readonly Tokens.TableCell[]): TableRow => cells.map((cell) => inlineNodes(cell.tokens));
  return { kind: "table", align: token.align, header: row(token.header), rows: token.rows.map(row) };
}

/** The words of some inline nodes, without their emphasis. */
export function plainText(nodes: readonly InlineNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === "break") return " ";
      return "text" in node ? node.text : plainText(node.children);
    })
    .join("");
}

function inlineNodes(tokens: readonly Token[]): readonly InlineNode[] {
  const nodes: InlineNode[] = [];
  for (const token of tokens) {
    for (const node of inlineNode(token as MarkedToken)) {
      const last = nodes.at(-1);
      if (node.kind === "text" && last?.kind === "text")
        nodes[nodes.length - 1] = plain(last.text + node.text);
      else nodes.push(node);
    }
  }
  return nodes;
}

function inlineNode(token: MarkedToken): readonly InlineNode[] {
  return token.type in inlines ? (show(inlines, token) ?? []) : [plain(token.raw)];
}

function linkNodes(token: Tokens.Link): readonly InlineNode[] {
  const literal = token.autolink === true;
  const children = literal ? [plain(token.text)] : inlineNodes(token.tokens);
  const link = safeLink(literal ? token.href : decodeCharacterReferences(token.href));
  if (link === undefined) return children;
  const node: InlineNode = { kind: "link", link, children };
  return disguises(plainText(children), link) ? [node, plain(` (${link.host})`)] : [node];
}

function plain(text: string): InlineNode {
  return { kind: "text", text };
}

function show<T>(table: Showing<T>, token: MarkedToken): T | undefined {
  // The entry under a token's own type takes that very token; the compiler cannot follow the pair.
  const entry = table[token.type] as ((token: MarkedToken) => T) | undefined;
  return entry?.(token);
}
