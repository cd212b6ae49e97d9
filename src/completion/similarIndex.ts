import type { ContextBlock } from "../context/contextBlock.ts";
import { SimilarCode } from "../context/similarCode.ts";
import type { ContextPorts, OpenDocument } from "./contextPorts.ts";

/** Documents in the index, at most. */
const mostDocuments = 20;
/** A longer document is hardly written by hand, and its words would drown those of the others. */
const mostCharacters = 400_000;
/** All of them together: with more, one search takes longer than a slice. */
const mostTogether = 1_000_000;
/** Work goes on for so long before everybody else has a turn. */
const sliceMs = 3;

type Ports = Pick<ContextPorts, "openDocuments" | "guard" | "clock" | "yieldNow">;

/** Code like that at a position, from the documents that are open. */
export type SimilarIndex = {
  /** Brings the index up to date, and finds what is like a piece of code in documents but the given one. */
  readonly find: (uri: string, code: string, signal: AbortSignal) => Promise<readonly ContextBlock[]>;
};

/** The documents that find room in the index, those looked at last first. */
function indexed(open: readonly OpenDocument[]): readonly OpenDocument[] {
  let room = mostTogether;
  return open
    .filter(({ characters }) => {
      const fits = characters <= Math.min(mostCharacters, room);
      if (fits) room -= characters;
      return fits;
    })
    .slice(0, mostDocuments);
}

/** Makes an index that is brought up to date whenever it is asked, in slices of a few milliseconds. */
export function createSimilarIndex(ports: Ports): SimilarIndex {
  const index = new SimilarCode();
  let updating: Promise<void> = Promise.resolve();

  const inSlices = async (steps: Generator<undefined>): Promise<void> => {
    let startedMs = ports.clock();
    while (steps.next().done !== true) {
      if (ports.clock() - startedMs < sliceMs) continue;
      await ports.yieldNow();
      startedMs = ports.clock();
    }
  };
  /** Takes out what may not be read or is not open any more, and puts in what is new or has changed. */
  const update = async (uri: string, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return;
    const documents = indexed(ports.openDocuments().filter((document) => document.uri !== uri));
    const wanted = new Set(documents.map((document) => document.uri));
    for (const gone of index.uris().filter((each) => !wanted.has(each))) await inSlices(index.remove(gone));
    for (const { version, read, ...document } of documents) {
      const { kind } = await ports.guard.judge(document.uri);
      if (kind === "never") await inSlices(index.remove(document.uri));
      else if (!index.has(document.uri, version))
        await inSlices(index.put({ ...document, text: read() }, version));
    }
  };
  return {
    find: async (uri, code, signal) => {
      // One after the other: two that add and remove at once would trip over each other.
      updating = updating.catch(() => undefined).then(() => update(uri, signal));
      await updating;
      if (signal.aborted) return [];
      return index.find(code).map(({ file, lines, text }) => ({
        kind: "similar",
        source: { kind: "file", uri: file.uri, path: file.path, lines },
        text,
      }));
    },
  };
}
