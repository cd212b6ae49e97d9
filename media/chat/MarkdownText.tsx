import type { JSX } from "preact";
import { chunked } from "./chunked.ts";
import { CodeBlock } from "./CodeBlock.tsx";
import type { MarkdownView } from "./incrementalMarkdown.ts";
import { InlineText } from "./InlineText.tsx";
import type { BlockNode, ListItemNode, ListNode, TableNode, TableRow } from "./markdownNodes.ts";
import { memoized, sameItems } from "./memoized.tsx";

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
      {pending.trim() !== "" && <p class="verbatim">{pending}</p>}
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
      return <blockquote>{nested(node.blocks, settled)}</blockquote>;
    case "list":
      return <List list={node} settled={settled} />;
    case "table":
      return <Table table={node} />;
    case "rule":
      return <hr />;
    case "verbatim":
      return <p class="verbatim">{node.text}</p>;
  }
});

function inline({ children }: Extract<BlockNode, { readonly kind: "paragraph" | "heading" }>): JSX.Element {
  return <InlineText nodes={children} />;
}

function nested(blocks: readonly BlockNode[], settled: boolean): readonly JSX.Element[] {
  return blocks.map((node, index) => <Block key={index} node={node} settled={settled} />);
}

/** Headings of answers stand under the question, which is a heading of level 2. */
function Heading(props: { readonly depth: number; readonly children: JSX.Element }): JSX.Element {
  const Tag = props.depth <= 3 ? "h3" : props.depth === 4 ? "h4" : "h5";
  return <Tag class={`heading depth-${props.depth}`}>{props.children}</Tag>;
}

function List({ list, settled }: { readonly list: ListNode; readonly settled: boolean }): JSX.Element {
  const items = chunked(list.items, groupSize).map((group, index) => (
    <ItemGroup key={index} items={group} settled={settled} />
  ));
  const spacing = list.loose ? "loose" : "tight";
  if (!list.ordered) return <ul class={spacing}>{items}</ul>;
  return (
    <ol class={spacing} start={list.start}>
      {items}
    </ol>
  );
}

type ItemGroupProps = { readonly items: readonly ListItemNode[]; readonly settled: boolean };

const ItemGroup = memoized(
  ({ items, settled }: ItemGroupProps) => (
    <>
      {items.map(({ blocks, checked }, index) => (
        <li key={index} class={checked === undefined ? undefined : "task"}>
          {checked !== undefined && (
            <span
              class={checked ? "box checked" : "box"}
              role="img"
              aria-label={checked ? "Done" : "To do"}
            />
          )}
          {nested(blocks, settled)}
        </li>
      ))}
    </>
  ),
  (before, after) => before.settled === after.settled && sameItems(before.items, after.items),
);

function Table({ table }: { readonly table: TableNode }): JSX.Element {
  return (
    <div class="table" role="region" aria-label="Table" tabIndex={0}>
      <table>
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
          {chunked(table.rows, groupSize).map((rows, index) => (
            <RowGroup key={index} rows={rows} align={table.align.join(" ")} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowGroupProps = { readonly rows: readonly TableRow[]; readonly align: string };

const RowGroup = memoized(
  ({ rows, align }: RowGroupProps) => {
    const classes = align.split(" ");
    return (
      <>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, index) => (
              <td key={index} class={classes[index]}>
                <InlineText nodes={cell} />
              </td>
            ))}
          </tr>
        ))}
      </>
    );
  },
  (before, after) => before.align === after.align && sameItems(before.rows, after.rows),
);
