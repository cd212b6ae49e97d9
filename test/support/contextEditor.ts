/** An editor whose documents, language server and path rules a test decides, as the gathering of context sees it. */
import { createEmitter } from "../../src/base/event.ts";
import type {
  ContextPorts,
  DefinitionTarget,
  OpenDocument,
  Problem,
} from "../../src/completion/contextPorts.ts";
import type { LineChange } from "../../src/context/recentEdits.ts";
import type { PathVerdict } from "../../src/context/pathVerdict.ts";
import { VirtualTime } from "./virtualTime.ts";

/** What a language server answers about a name; it may throw, or never resolve. */
type Answer = (name: string) => readonly DefinitionTarget[] | Promise<readonly DefinitionTarget[]>;

/** The URI of a document of the test's project. */
export function inProject(path: string): string {
  return `file:///project/${path}`;
}

/** Makes the editor; everything in it can be changed while it is in use. */
export function createContextEditor() {
  const changed = createEmitter<LineChange>();
  const closed = createEmitter<string>();
  const time = new VirtualTime();
  const editor = {
    time,
    /** Texts of all documents there are, by path. */
    texts: new Map<string, string>(),
    /** Paths of the open ones, the one looked at last first, and their versions. */
    open: [] as string[],
    versions: new Map<string, number>(),
    verdicts: new Map<string, PathVerdict>(),
    problems: [] as Problem[],
    definitions: (() => []) as Answer,
    types: (() => []) as Answer,
    /** Paths of what was read, and names that were asked about, in their order. */
    read: [] as string[],
    asked: [] as string[],
    change: (change: LineChange): void => {
      changed.fire(change);
    },
    close: (path: string): void => {
      editor.open = editor.open.filter((each) => each !== path);
      closed.fire(inProject(path));
    },
  };
  const pathOf = (uri: string): string => uri.slice(inProject("").length);
  const textOf = (uri: string): string => {
    editor.read.push(pathOf(uri));
    return editor.texts.get(pathOf(uri)) ?? "";
  };
  const asking =
    (kind: "definitions" | "types"): ContextPorts["definitions"] =>
    async (uri, offset) => {
      const [name = ""] = /^[\w$]+/.exec((editor.texts.get(pathOf(uri)) ?? "").slice(offset)) ?? [];
      editor.asked.push(name);
      return editor[kind](name);
    };
  const described = (path: string): OpenDocument => ({
    ...{ uri: inProject(path), path, languageId: "typescript" },
    version: editor.versions.get(path) ?? 1,
    characters: editor.texts.get(path)?.length ?? 0,
    read: () => textOf(inProject(path)),
  });
  const ports: ContextPorts = {
    definitions: asking("definitions"),
    typeDefinitions: asking("types"),
    readLines: (uri, { first, last }) => {
      const rows = textOf(uri)
        .split("\n")
        .slice(first - 1, last);
      return Promise.resolve({ path: pathOf(uri), text: rows.join("\n") });
    },
    openDocuments: () => editor.open.map(described),
    problems: () => editor.problems,
    onDidChange: changed.event,
    onDidClose: closed.event,
    guard: { judge: (uri) => Promise.resolve(editor.verdicts.get(pathOf(uri)) ?? { kind: "allowed" }) },
    clock: time.clock,
    later: time.later,
    yieldNow: () => Promise.resolve(),
  };
  return { editor, ports };
}
