import type { Language, Node, Parser, Tree } from "@vscode/tree-sitter-wasm";
import treeSitter from "@vscode/tree-sitter-wasm/wasm/tree-sitter.js";
import { loadOnce } from "../base/loadOnce.ts";
import type { Logger } from "../base/logger.ts";
import { grammarFiles, parserFile } from "./grammarFiles.ts";
import type { Syntax } from "./syntax.ts";
import { textEdit } from "./textEdit.ts";

/** What knowledge of syntax is made from. */
export type TreeSitterParts = {
  /** Reads one of the files that `grammarFiles` names; they are not fetched from anywhere. */
  readonly read: (file: string) => Promise<Uint8Array>;
  readonly log: Pick<Logger, "warn">;
};

/** Documents above this are left alone: to parse one for the first time would be felt. */
const largest = { characters: 400_000, lines: 8000 };

/**
 * Syntax by tree-sitter. A grammar is loaded when its language is first asked about. The tree of the last code is kept,
 * so that the next one, which is nearly the same, costs a fraction of it.
 */
export function createTreeSitterSyntax({ read, log }: TreeSitterParts): Syntax {
  const grammars = new Map<string, Grammar>();
  const parser = loadOnce(() => loadParser(read));
  const load = async (file: string): Promise<void> => {
    grammars.set(file, { kind: "loading" });
    try {
      const shared = await parser();
      const language = await treeSitter.Language.load(await read(file));
      grammars.set(file, { kind: "loaded", reader: new Reader(shared, language) });
    } catch (error) {
      log.warn(
        `Completion does without ${file}: ${error instanceof Error ? error.message : "it cannot be read"}`,
      );
    }
  };
  const prepare = (languageId: string): Grammar | undefined => {
    const file = grammarFiles.get(languageId);
    if (file === undefined) return undefined;
    if (!grammars.has(file)) void load(file);
    return grammars.get(file);
  };
  return {
    prepare: (languageId) => {
      prepare(languageId);
    },
    errors: (languageId, code) => {
      const grammar = prepare(languageId);
      if (grammar?.kind !== "loaded" || isTooLarge(code)) return undefined;
      return grammar.reader.errors(code);
    },
  };
}

/** A grammar that could not be loaded stays `loading`: nobody tries again, and nobody waits. */
type Grammar = { readonly kind: "loading" } | { readonly kind: "loaded"; readonly reader: Reader };

/** `locateFile` keeps the loader from looking for itself in the file system: the bytes are here. */
async function loadParser(read: TreeSitterParts["read"]): Promise<Parser> {
  const options = { wasmBinary: await read(parserFile), locateFile: (file: string) => file };
  await treeSitter.Parser.init(options);
  return new treeSitter.Parser();
}

function isTooLarge(code: string): boolean {
  if (code.length > largest.characters) return true;
  let lines = 1;
  for (let index = code.indexOf("\n"); index !== -1; index = code.indexOf("\n", index + 1)) lines += 1;
  return lines > largest.lines;
}

class Reader {
  readonly #parser: Parser;
  readonly #language: Language;
  #last: { readonly code: string; readonly tree: Tree } | undefined;

  constructor(parser: Parser, language: Language) {
    this.#parser = parser;
    this.#language = language;
  }

  errors(code: string): number | undefined {
    const tree = this.#parse(code);
    if (tree === null) return undefined;
    this.#last?.tree.delete();
    this.#last = { code, tree };
    return countErrors(tree.rootNode);
  }

  #parse(code: string): Tree | null {
    this.#parser.setLanguage(this.#language);
    if (this.#last === undefined) return this.#parser.parse(code);
    this.#last.tree.edit(textEdit(this.#last.code, code));
    return this.#parser.parse(code, this.#last.tree);
  }
}

/** Errors and missing nodes; parts of the tree without any are not gone into. */
function countErrors(node: Node): number {
  const own = node.isError || node.isMissing ? 1 : 0;
  if (!node.hasError) return own;
  return node.children.reduce((count, child) => count + (child === null ? 0 : countErrors(child)), own);
}
