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
  /** A clock that only goes forward, in milliseconds. */
  readonly clock: () => number;
  readonly log: Pick<Logger, "warn">;
};

/** Documents above this are left alone, in characters, lines, and characters of a line. */
const largest = { characters: 400_000, lines: 8000, line: 20_000 };
/** A first parse goes on for so long at a time, in milliseconds, and is given up after so many times. */
const slice = { ms: 8, most: 40 };
/** What a document that was given up is known by, in characters. */
const headLength = 1000;

/**
 * Syntax by tree-sitter. A grammar is loaded when its language is first asked about. The tree of the last code is kept,
 * so that the next one, which is nearly the same, costs a fraction of it; one that takes longer is parsed bit by bit, and
 * until it is there nothing is known.
 */
export function createTreeSitterSyntax({ read, clock, log }: TreeSitterParts): Syntax {
  const grammars = new Map<string, Grammar>();
  const parser = loadOnce(() => startParser(read));
  const load = async (file: string): Promise<void> => {
    grammars.set(file, { kind: "loading" });
    try {
      await parser();
      const language = await treeSitter.Language.load(await read(file));
      grammars.set(file, { kind: "loaded", reader: new Reader(new treeSitter.Parser(), language, clock) });
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
async function startParser(read: TreeSitterParts["read"]): Promise<void> {
  const options = { wasmBinary: await read(parserFile), locateFile: (file: string) => file };
  await treeSitter.Parser.init(options);
}

function isTooLarge(code: string): boolean {
  if (code.length > largest.characters) return true;
  let lines = 0;
  for (let start = 0; start <= code.length; lines += 1) {
    const lineEnd = code.indexOf("\n", start);
    const end = lineEnd === -1 ? code.length : lineEnd;
    if (end - start > largest.line || lines === largest.lines) return true;
    start = end + 1;
  }
  return false;
}

class Reader {
  readonly #parser: Parser;
  readonly #clock: () => number;
  #last: { readonly code: string; readonly tree: Tree } | undefined;
  #isParsing = false;
  /** The beginning of a document that takes too long. */
  #givenUp: string | undefined;

  constructor(parser: Parser, language: Language, clock: () => number) {
    this.#parser = parser;
    this.#clock = clock;
    parser.setLanguage(language);
  }

  errors(code: string): number | undefined {
    if (this.#isParsing || this.#givenUp === code.slice(0, headLength)) return undefined;
    if (this.#last !== undefined) this.#last.tree.edit(textEdit(this.#last.code, code));
    const tree = this.#parseOn(code);
    if (tree !== null) return countErrors(this.#keep(code, tree).rootNode);
    void this.#parseToTheEnd(code);
    return undefined;
  }

  /** Goes on with the parse of this code, for a while; `null` when there is more to do. */
  #parseOn(code: string): Tree | null {
    const until = this.#clock() + slice.ms;
    return this.#parser.parse(code, this.#last?.tree, { progressCallback: () => this.#clock() > until });
  }

  async #parseToTheEnd(code: string): Promise<void> {
    this.#isParsing = true;
    let tree: Tree | null = null;
    for (let count = 1; tree === null && count < slice.most; count += 1) {
      await new Promise((resolve) => setTimeout(resolve));
      tree = this.#parseOn(code);
    }
    if (tree !== null) this.#keep(code, tree);
    else this.#giveUp(code);
    this.#isParsing = false;
  }

  #keep(code: string, tree: Tree): Tree {
    this.#last?.tree.delete();
    this.#last = { code, tree };
    return tree;
  }

  #giveUp(code: string): void {
    this.#parser.reset();
    this.#last?.tree.delete();
    this.#last = undefined;
    this.#givenUp = code.slice(0, headLength);
  }
}

/** Errors and missing nodes; parts of the tree without any are not gone into. */
function countErrors(root: Node): number {
  let count = 0;
  const left: (Node | null)[] = [root];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (node === null) continue;
    if (node.isError || node.isMissing) count += 1;
    if (node.hasError) left.push(...node.children);
  }
  return count;
}
