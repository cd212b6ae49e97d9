import { processorMs } from "../../src/base/processorMs.ts";
import { createCompletionContext } from "../../src/completion/gatherContext.ts";
import type { ContextBlock } from "../../src/context/contextBlock.ts";
import type { EditorSnapshot } from "../../src/context/editorSnapshot.ts";
import { openDesk, type Desk } from "./desk.ts";
import type { Site } from "./findSites.ts";
import { uriOf, type Project } from "./project.ts";
import { VirtualTime } from "../../test/support/virtualTime.ts";

/** The budget of all blocks together, in estimated tokens. */
const tokens = 400;
/** Longest wait for context when a request is about to go out. */
const waitMs = 60;
/** The editor waits so long after a keystroke before it asks anybody. */
const editorMs = 50;
/** Between two keystrokes of somebody who types. */
const keystrokeMs = 160;

/** What came of one visit. */
export type Visit = {
  readonly blocks: readonly ContextBlock[];
  readonly waitedMs: number;
  /** Processor time on the thread of the extension host, without that of the language server. */
  readonly processorMs: number;
};

/** Where somebody is at work. */
export type Work = {
  readonly project: Project;
  readonly site: Site;
  readonly desk: Desk;
  /** How much of the line stands there already, 0 to 1. */
  readonly share: number;
  readonly serverMs: number;
};

/** The characters of a site's line that are typed at a share of it. */
export function typedAt({ from, to }: Site, share: number): number {
  return Math.round((to - from) * share);
}

/** The file with the line cut off behind what is typed of it. */
function snapshotAt({ project, site }: Work, typed: number): EditorSnapshot {
  const text = project.files.get(site.path)?.text ?? "";
  const offset = site.from + typed;
  return {
    ...{ uri: uriOf(site.path), path: site.path, languageId: "typescript", offset },
    text: text.slice(0, offset) + text.slice(site.to),
  };
}

/**
 * Comes to a line that is blank, types a part of it, and has context gathered. Before, the person was at the top of
 * the file for a while, so that the open tabs are known; of the surroundings of the line nothing is.
 */
export async function workAt(work: Work): Promise<Visit> {
  const { project, site, share } = work;
  const time = new VirtualTime();
  const { ports, write } = openDesk({ ...work, time });
  const context = createCompletionContext(ports);
  write();
  context.prepare({ ...snapshotAt(work, 0), offset: 0 });
  await time.pass(5000);
  const before = processorMs() - project.spentMs();
  const typed = typedAt(site, share);
  context.prepare(snapshotAt(work, 0));
  await time.pass(editorMs + typed * keystrokeMs);
  const gathering = context.gather(snapshotAt(work, typed), { tokens, waitMs }, new AbortController().signal);
  const { value: blocks, tookMs } = await time.until(gathering);
  const spentMs = processorMs() - project.spentMs() - before;
  context.dispose();
  return { blocks, waitedMs: tookMs, processorMs: spentMs };
}
