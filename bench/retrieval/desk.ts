import { createEmitter } from "../../src/base/event.ts";
import type { ContextPorts, OpenDocument } from "../../src/completion/contextPorts.ts";
import type { Lines } from "../../src/context/codeFile.ts";
import type { LineChange } from "../../src/context/recentEdits.ts";
import type { Random } from "../../test/support/random.ts";
import { sample } from "../support/sample.ts";
import type { Site } from "./findSites.ts";
import { uriOf, type Project } from "./project.ts";
import type { VirtualTime } from "../../test/support/virtualTime.ts";

/** What lies on the desk of somebody who works at a site. */
export type Desk = {
  /** Paths of the other tabs: two that the file imports or that import it, four that have nothing to do with it. */
  readonly tabs: readonly string[];
  /** Lines of tabs that were written last. */
  readonly edits: readonly { readonly path: string; readonly lines: Lines }[];
};

const relevantTabs = 2;
const allTabs = 6;
const edits = 3;
const editLines = 3;

/** The files that a file imports. */
function importsOf(path: string, text: string): ReadonlySet<string> {
  const found = [...text.matchAll(/ from "(\.[^"]+)"/g)].map(([, to = ""]) =>
    new URL(to, uriOf(path)).href.slice(uriOf("").length),
  );
  return new Set(found);
}

/** Lays a desk for a site. It is blind for what the site's line needs. */
export function layDesk({ path }: Site, { files }: Project, random: Random): Desk {
  const texts = [...files].map(([name, { text }]) => ({ name, text }));
  const own = importsOf(path, files.get(path)?.text ?? "");
  const isRelated = ({ name, text }: (typeof texts)[number]): boolean =>
    own.has(name) || importsOf(name, text).has(path);
  const others = texts.filter(({ name }) => name !== path);
  const related = others.filter(isRelated).map(({ name }) => name);
  const unrelated = others.filter((file) => !isRelated(file)).map(({ name }) => name);
  const relevant = sample(related, relevantTabs, random);
  const tabs = [...relevant, ...sample(unrelated, allTabs - relevant.length, random)];
  const edited = sample(tabs, edits, random).map((tab) => {
    const rows = files.get(tab)?.text.split("\n").length ?? 0;
    const first = 1 + random.integer(Math.max(1, rows - editLines));
    return { path: tab, lines: { first, last: first + editLines - 1 } };
  });
  return { tabs, edits: edited };
}

/** The editor of that desk, with a language server that takes its time for every answer. */
export type DeskEditor = {
  readonly ports: ContextPorts;
  /** The lines that were written last are written now. */
  readonly write: () => void;
};

/** What a desk's editor is made of. */
export type DeskParts = {
  readonly project: Project;
  readonly site: Site;
  readonly desk: Desk;
  readonly time: VirtualTime;
  readonly serverMs: number;
};

/** Opens the desk's tabs in an editor. */
export function openDesk({ project, site, desk, time, serverMs }: DeskParts): DeskEditor {
  const changed = createEmitter<LineChange>();
  const textOf = (uri: string): string | undefined => project.files.get(uri.slice(uriOf("").length))?.text;
  const asks =
    (kind: "definition" | "type"): ContextPorts["definitions"] =>
    (uri, offset) =>
      new Promise((resolve) => {
        time.later(serverMs, () => {
          resolve(uri === uriOf(site.path) ? project.definitions(site.path, offset, kind) : []);
        });
      });
  const tab = (path: string): OpenDocument => ({
    ...{ uri: uriOf(path), path, languageId: "typescript", version: 1 },
    characters: textOf(uriOf(path))?.length ?? 0,
    read: () => textOf(uriOf(path)) ?? "",
  });
  return {
    ports: {
      definitions: asks("definition"),
      typeDefinitions: asks("type"),
      readLines: (uri, { first, last }) => {
        const rows = textOf(uri)
          ?.split("\n")
          .slice(first - 1, last);
        return Promise.resolve(rows && { path: uri.slice(uriOf("").length), text: rows.join("\n") });
      },
      openDocuments: () => desk.tabs.map(tab),
      problems: () => [],
      onDidChange: changed.event,
      onDidClose: createEmitter<string>().event,
      guard: { judge: () => Promise.resolve({ kind: "allowed" }) },
      clock: time.clock,
      later: time.later,
      yieldNow: () => new Promise((resolve) => setImmediate(resolve)),
    },
    write: () => {
      for (const { path, lines } of desk.edits)
        changed.fire({
          uri: uriOf(path),
          lines: { first: lines.first, last: lines.first },
          becameLines: editLines,
        });
    },
  };
}
