import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { FlowLineView } from "../../src/protocol/flowMessages.ts";
import { Icon } from "../parts/Icon.tsx";
import { moveAmong } from "../parts/moveAmong.ts";
import { flowColumns, type FlowNode } from "./flowColumns.ts";
import { lineWords, requestsWords } from "./lineWords.ts";
import { linesHeight, ribbons, type Box, type Ribbon } from "./ribbons.ts";
import { useFlowStore } from "./useFlowStore.ts";
import { say } from "../../src/terms/words.ts";

type LinesProps = { readonly lines: readonly FlowLineView[] };

/** Parts, gate and destinations, and between them a line for every way that requests took. */
export function FlowPicture({ lines }: LinesProps): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => flowColumns(lines), [lines]);
  const boxes = useBoxes(frame, lines);
  return (
    <figure class="figure">
      <div ref={frame} class="picture">
        <Column title={say("Parts")} nodes={columns.parts} lines={lines} />
        <Column title={say("Gate")} nodes={columns.gates} lines={lines} />
        <Column title={say("Destinations")} nodes={columns.destinations} lines={lines} />
        <Ribbons all={ribbons(lines, columns, boxes)} />
      </div>
      <figcaption>
        <Pointed lines={lines} />
        <p class="quiet">
          {say(
            "The wider a line, the more bytes were sent: four times as many make it twice as wide. Dashed: it may have left. A bar at its end: stopped at the gate, or nobody was reached.",
          )}
        </p>
      </figcaption>
    </figure>
  );
}

function Column(
  props: LinesProps & { readonly title: string; readonly nodes: readonly FlowNode[] },
): JSX.Element {
  return (
    <div class={`column ${props.title.toLowerCase()}`}>
      <h2>{props.title}</h2>
      <div class="nodes">
        {props.nodes.map((node) => (
          <div
            key={node.id}
            class={node.warns ? "node warns" : "node"}
            data-node={node.id}
            style={{ minHeight: `${linesHeight(node, props.lines)}px` }}
          >
            <p class="node-words">
              {node.icon !== undefined && <Icon name={node.icon} />}
              <span>{node.words}</span>
            </p>
            {node.note !== "" && <p class="node-note">{node.note}</p>}
            <p class="node-count">{requestsWords(node.requests)}</p>
          </div>
        ))}
      </div>
    </div>
  );
}

function Ribbons({ all }: { readonly all: readonly Ribbon[] }): JSX.Element {
  const store = useFlowStore();
  const svg = useRef<SVGSVGElement>(null);
  const ids = all.map(({ line }) => line.id);
  const current = store.current.value;
  const entry = current !== undefined && ids.includes(current) ? current : ids[0];
  return (
    <svg
      ref={svg}
      class="ribbons"
      role="group"
      aria-label={say("The lines of the picture")}
      onKeyDown={(event) => {
        moveAmong(event, [...(svg.current?.querySelectorAll<SVGElement>("[data-line]") ?? [])]);
      }}
    >
      {all.map((ribbon) => (
        <RibbonShape key={ribbon.line.id} ribbon={ribbon} isEntry={ribbon.line.id === entry} />
      ))}
    </svg>
  );
}

function RibbonShape({
  ribbon,
  isEntry,
}: {
  readonly ribbon: Ribbon;
  readonly isEntry: boolean;
}): JSX.Element {
  const store = useFlowStore();
  const { line } = ribbon;
  const { id } = line;
  const classes = [
    "ribbon",
    line.course,
    line.warns ? "warns" : "",
    store.pointed.value === id ? "pointed" : "",
  ];
  const point = (isPointed: boolean) => () => {
    if (isPointed || store.pointed.value === id) store.pointed.value = isPointed ? id : undefined;
  };
  return (
    <g
      role="button"
      class={classes.filter((name) => name !== "").join(" ")}
      data-line={id}
      tabindex={isEntry ? 0 : -1}
      aria-label={lineWords(line)}
      aria-description={say("Opens its records in the ledger")}
      onMouseEnter={point(true)}
      onMouseLeave={point(false)}
      onFocus={() => {
        store.current.value = id;
        store.pointed.value = id;
      }}
      onBlur={point(false)}
      onClick={() => {
        store.open(id);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        store.open(id);
      }}
    >
      <Outlines ribbon={ribbon} />
    </g>
  );
}

function Outlines({ ribbon: { pieces, bar } }: { readonly ribbon: Ribbon }): JSX.Element {
  return (
    <>
      {pieces.map((outline, index) => (
        <path key={index} class="band" d={outline} />
      ))}
      {bar !== undefined && <path class="bar" d={bar} />}
      {pieces.map((outline, index) => (
        <path key={`hit ${index}`} class="hit" d={outline} />
      ))}
    </>
  );
}

/** What a line comes to while it is pointed at. */
function Pointed({ lines }: LinesProps): JSX.Element {
  const store = useFlowStore();
  const line = lines.find(({ id }) => id === store.pointed.value);
  return (
    <p class="pointed-words">
      {line === undefined
        ? say("Point at a line for its numbers; press it for its records.")
        : lineWords(line)}
    </p>
  );
}

/** Where the boxes stand, measured whenever that may have changed. */
function useBoxes(
  frame: { readonly current: HTMLDivElement | null },
  lines: readonly FlowLineView[],
): ReadonlyMap<string, Box> {
  const [boxes, setBoxes] = useState<ReadonlyMap<string, Box>>(new Map());
  useLayoutEffect(() => {
    const { current } = frame;
    if (current === null) return undefined;
    const measure = (): void => {
      setBoxes((before) => unlessSame(before, boxesIn(current)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    for (const node of current.querySelectorAll("[data-node]")) observer.observe(node);
    return () => {
      observer.disconnect();
    };
  }, [frame, lines]);
  return boxes;
}

function boxesIn(frame: HTMLDivElement): ReadonlyMap<string, Box> {
  const origin = frame.getBoundingClientRect();
  return new Map(
    [...frame.querySelectorAll<HTMLElement>("[data-node]")].map((node) => {
      const { left, right, top, height } = node.getBoundingClientRect();
      const box = { left: left - origin.left, right: right - origin.left, top: top - origin.top, height };
      return [node.dataset["node"] ?? "", box];
    }),
  );
}

function unlessSame(
  before: ReadonlyMap<string, Box>,
  now: ReadonlyMap<string, Box>,
): ReadonlyMap<string, Box> {
  return JSON.stringify([...before]) === JSON.stringify([...now]) ? before : now;
}
