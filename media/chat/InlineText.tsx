import type { JSX } from "preact";
import { VisibleText } from "../parts/VisibleText.tsx";
import type { InlineNode, SafeLink } from "./markdownNodes.ts";
import { useStore } from "./useStore.ts";

/** Words of a line. Nothing in here has an address that the browser would follow or fetch. */
export function InlineText({ nodes }: { readonly nodes: readonly InlineNode[] }): JSX.Element {
  return (
    <>
      {nodes.map((node, index) => (
        <Inline key={index} node={node} />
      ))}
    </>
  );
}

function Inline({ node }: { readonly node: InlineNode }): JSX.Element {
  switch (node.kind) {
    case "text":
      return <VisibleText text={node.text} as="prose" />;
    case "code":
      return (
        <code class="inline" dir="ltr">
          <VisibleText text={node.text} as="code" />
        </code>
      );
    case "break":
      return <br />;
    case "strong":
      return (
        <strong>
          <InlineText nodes={node.children} />
        </strong>
      );
    case "emphasis":
      return (
        <em>
          <InlineText nodes={node.children} />
        </em>
      );
    case "deleted":
      return (
        <del>
          <InlineText nodes={node.children} />
        </del>
      );
    case "link":
      return (
        <Link link={node.link}>
          <InlineText nodes={node.children} />
        </Link>
      );
  }
}

/** A link without an address of its own: the host is asked to open it, and asks the user. */
function Link(props: { readonly link: SafeLink; readonly children: JSX.Element }): JSX.Element {
  const store = useStore();
  const { url, host } = props.link;
  const open = (): void => {
    store.post({ type: "openLink", url });
  };
  return (
    <a
      role="link"
      tabIndex={0}
      class="link"
      title={`${host}\n${url}`}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key === "Enter") open();
      }}
    >
      {props.children}
    </a>
  );
}
