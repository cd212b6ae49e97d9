import { join } from "node:path";
import ts from "typescript";
import { projectRoot } from "../../scripts/tool.ts";
import type { DefinitionTarget } from "../../src/completion/contextPorts.ts";
import { processorMs } from "../../src/base/processorMs.ts";

/** A source file of the project with what the compiler knows about it. */
export type ProjectFile = ts.SourceFile;

/** This project, as the compiler and its language service see it. */
export type Project = {
  /** The files of `src/`, by their names relative to the project. */
  readonly files: ReadonlyMap<string, ProjectFile>;
  readonly checker: ts.TypeChecker;
  /** As a language server answers, from the files as they are. */
  readonly definitions: (
    path: string,
    offset: number,
    kind: "definition" | "type",
  ) => readonly DefinitionTarget[];
  /** Processor time the answers took so far, in milliseconds: a language server spends it in its own process. */
  readonly spentMs: () => number;
};

/** The URI under which a file of the project is open. */
export function uriOf(path: string): string {
  return `file:///project/${path}`;
}

/** Opens the project. */
export function openProject(): Project {
  const { config } = ts.readConfigFile(join(projectRoot, "tsconfig.json"), (file) =>
    ts.sys.readFile(file),
  ) as {
    readonly config: unknown;
  };
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, projectRoot);
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getScriptFileNames: () => fileNames.filter((name) => relative(name).startsWith("src/")),
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const text = ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => projectRoot,
    getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
    fileExists: (name) => ts.sys.fileExists(name),
    readFile: (name) => ts.sys.readFile(name),
  };
  const service = ts.createLanguageService(host);
  const program = service.getProgram();
  if (program === undefined) throw new Error("the compiler gave no program");
  const own = program.getSourceFiles().filter(({ fileName }) => relative(fileName).startsWith("src/"));
  const files = new Map(own.map((file) => [relative(file.fileName), file]));
  const known = new Map<string, readonly DefinitionTarget[]>();
  let spentMs = 0;
  return {
    files,
    checker: program.getTypeChecker(),
    spentMs: () => spentMs,
    definitions: (path, offset, kind) => {
      const before = processorMs();
      const key = `${kind} ${path} ${offset}`;
      const found = known.get(key) ?? ask(service, files, { path, offset, kind });
      known.set(key, found);
      spentMs += processorMs() - before;
      return found;
    },
  };
}

function relative(fileName: string): string {
  return fileName.startsWith(`${projectRoot}/`) ? fileName.slice(projectRoot.length + 1) : fileName;
}

type Question = { readonly path: string; readonly offset: number; readonly kind: "definition" | "type" };

/** Whole definitions, as the editor's own TypeScript extension tells them. */
function ask(
  service: ts.LanguageService,
  files: ReadonlyMap<string, ProjectFile>,
  { path, offset, kind }: Question,
): readonly DefinitionTarget[] {
  const file = join(projectRoot, path);
  const found =
    kind === "type"
      ? service.getTypeDefinitionAtPosition(file, offset)
      : service.getDefinitionAtPosition(file, offset);
  return (found ?? []).flatMap(({ fileName, textSpan, contextSpan = textSpan }) => {
    const target = files.get(relative(fileName));
    if (target === undefined) return [];
    const lineOf = (at: number): number => target.getLineAndCharacterOfPosition(at).line + 1;
    const lines = { first: lineOf(contextSpan.start), last: lineOf(contextSpan.start + contextSpan.length) };
    return [{ uri: uriOf(relative(fileName)), lines }];
  });
}
