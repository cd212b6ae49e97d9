import type { JSX } from "preact";
import { VisibleText } from "../parts/VisibleText.tsx";
import { chunked } from "./chunked.ts";
import { CodeBlock } from "./CodeBlock.tsx";
import type { MarkdownView } from "./incrementalMarkdown.ts";
import { InlineText } from "./InlineText.tsx";
import type { BlockNode, ListItemNode, ListNode, TableNode, TableRow } from "./markdownNodes.ts";
import { memoized, sameItems } from "./memoized.tsx";
import { say } from "../../src/terms/words.ts";

const groupSize = 16;

/** The text of an answer. Groups of blocks, items and rows that are finished are drawn once. */
export function MarkdownText({ view }: { readonly view: MarkdownView }): JSX.Element {
  const { blocks, finished, pending } = view;
  return (
    <div class="markdown">
      {chunked(blocks, groupSize).map((group, index) => (
        <BlockGroup
          key={index}
          blocks={group}
          settled={Math.min(group.length, Math.max(0, finished - index * groupSize))}
        />
      ))}
      {pending.trim() !== "" && <Verbatim text={pending} />}
    </div>
  );
}

type GroupProps = { readonly blocks: readonly BlockNode[]; readonly settled: number };

const BlockGroup = memoized(
  ({ blocks, settled }: GroupProps) => (
    <div class="group">
      {blocks.map((node, index) => (
        <Block key={index} node={node} settled={index < settled} />
      ))}
    </div>
  ),
  (before, after) => before.settled === after.settled && sameItems(before.blocks, after.blocks),
);

/** `settled` says that the block will not change any more. */
type BlockProps = { readonly node: BlockNode; readonly settled: boolean };

const Block = memoized(({ node, settled }: BlockProps) => {
  switch (node.kind) {
    case "paragraph":
      return <p>{inline(node)}</p>;
    case "heading":
      return <Heading depth={node.depth}>{inline(node)}</Heading>;
    case "code":
      return <CodeBlock info={node.info} text={node.text} settled={settled} />;
    case "openCode":
      return <CodeBlock info={node.info} chunks={node.chunks} settled={false} />;
    case "quote":
      return <blockquote dir="auto">{nested(node.blocks, settled)}</blockquote>;
    case "list":
      return <List list={node} settled={settled} />;
    case "table":
      return <Table table={node} />;
    case "rule":
      return <hr />;
    case "verbatim":
      return <Verbatim text={node.text} />;
  }
});

function inline({ children }: Extract<BlockNode, { readonly kind: "paragraph" | "heading" }>): JSX.Element {
  return <InlineText nodes={children} />;
}

function nested(blocks: readonly BlockNode[], settled: boolean): readonly JSX.Element[] {
  return blocks.map((node, index) => <Block key={index} node={node} settled={settled} />);
}

function Verbatim({ text }: { readonly text: string }): JSX.Element {
  return (
    <p class="verbatim">
      <VisibleText text={text} as="prose" />
    </p>
  );
}

/** Headings of answers stand under the question, which is a heading of level 2. */
function Heading(props: { readonly depth: number; readonly children: JSX.Element }): JSX.Element {
  const Tag = props.depth <= 3 ? "h3" : props.depth === 4 ? "h4" : "h5";
  return <Tag class={`heading depth-${props.depth}`}>{props.children}</Tag>;
}

/** Long lists and tables are drawn in parts, so that what is out of sight costs nothing. */
const itemsPerPart = 32;
const rowsPerPart = 64;

function List({ list, settled }: { readonly list: ListNode; readonly settled: boolean }): JSX.Element {
  const parts = chunked(list.items, itemsPerPart);
  return (
    <div class={list.loose ? "list loose" : "list tight"}>
      {parts.map((items, index) => (
        <ListPart
          key={index}
          items={items}
          start={list.ordered ? list.start + index * itemsPerPart : undefined}
          settled={settled}
        />
      ))}
    </div>
  );
}

type ListPartProps = {
  readonly items: readonly ListItemNode[];
  /** The number of the first item, when they are numbered. */
  readonly start: number | undefined;
  readonly settled: boolean;
};

const ListPart = memoized(
  ({ items, start, settled }: ListPartProps) => {
    const drawn = items.map((item, index) => <Item key={index} item={item} settled={settled} />);
    return start === undefined ? (
      <ul class="part" dir="auto">
        {drawn}
      </ul>
    ) : (
      <ol {...{ class: "part", dir: "auto", start }}>{drawn}</ol>
    );
  },
  (before, after) =>
    before.settled === after.settled && before.start === after.start && sameItems(before.items, after.items),
);

const Item = memoized(({ item, settled }: { readonly item: ListItemNode; readonly settled: boolean }) => {
  const { blocks, checked } = item;
  if (checked === undefined) return <li>{nested(blocks, settled)}</li>;
  return (
    <li class="task">
      <span
        class={checked ? "box checked" : "box"}
        role="img"
        aria-label={checked ? say("Done") : say("To do")}
      />
      {nested(blocks, settled)}
    </li>
  );
});

function Table({ table }: { readonly table: TableNode }): JSX.Element {
  const parts = table.rows.length === 0 ? [[]] : chunked(table.rows, rowsPerPart);
  return (
    <>
      {parts.map((rows, index) => (
        <TablePart key={index} table={table} rows={rows} />
      ))}
    </>
  );
}

type TablePartProps = { readonly table: TableNode; readonly rows: readonly TableRow[] };

/** Some rows, under the header. */
const TablePart = memoized(
  ({ table, rows }: TablePartProps) => (
    <div class="table" role="region" aria-label={say("Table")} tabIndex={0}>
      <table dir="auto">
        <thead>
          <tr>
            {table.header.map((cell, index) => (
              <th key={index} scope="col" class={table.align[index] ?? undefined}>
                <InlineText nodes={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, index) => (
                <td key={index} class={table.align[index] ?? undefined}>
                  <InlineText nodes={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  ),
  (before, after) => before.table.header === after.table.header && sameItems(before.rows, after.rows),
);
