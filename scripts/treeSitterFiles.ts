import { copyFile, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Metafile, Plugin } from "esbuild";
import { grammarFiles, parserFile } from "../src/completion/grammarFiles.ts";

const loader = "@vscode/tree-sitter-wasm/wasm/tree-sitter.js";

/**
 * What is cut out of the loader that emscripten wrote for tree-sitter, and what takes its place. It knows browsers, Node
 * and how to make code from text; ours is handed all bytes, and shall have no other way to anything.
 */
const cuts: readonly (readonly [what: string, found: string | RegExp, instead: string])[] = [
  ["its own address", /require\('url'\)\.pathToFileURL\(__filename\)\.href/, '""'],
  ["what it runs in", /var ENVIRONMENT_IS_(?:WEB|WORKER|NODE) = [^;]+;/g, ""],
  ["what it does there", /ENVIRONMENT_IS_(?:WEB|WORKER|NODE)/g, "false"],
  [
    "the file of a language",
    /if \(globalThis\.process\?\.versions\.node\) \{[^]*?\n {6}\}\n(?= {4}\}\n)/,
    'throw new Error("A language is loaded from bytes.");\n',
  ],
  ["the fetching of a module", /(?<=!isFileURI\(binaryFile\) && )[^{]*typeof fetch == "function"/, "false"],
  ["code made from text", /eval\(func\)/g, "abort(func)"],
];

/** Bundles the loader of tree-sitter without what looks for files, fetches, or makes code from text. */
export const bareTreeSitter: Plugin = {
  name: "bare-tree-sitter",
  setup(host) {
    host.onLoad({ filter: /tree-sitter-wasm[\\/]wasm[\\/]tree-sitter\.js$/ }, async ({ path }) => ({
      contents: cuts.reduce(withCut, await readFile(path, "utf8")),
    }));
  },
};

function withCut(code: string, [what, found, instead]: (typeof cuts)[number]): string {
  if (code.search(found) === -1) throw new Error(`${loader} has changed: ${what} is not where it was.`);
  return code.replace(found, instead);
}

/** Puts the grammars beside the bundles if one of them asks for them, and takes away those of an earlier build. */
export async function copyGrammars(root: string, outdir: string, { inputs }: Metafile): Promise<void> {
  const folder = join(outdir, "grammars");
  await rm(folder, { recursive: true, force: true });
  const input = Object.keys(inputs).find((file) => file.endsWith(loader));
  if (input === undefined) return;
  await mkdir(folder, { recursive: true });
  const files = new Set([parserFile, ...grammarFiles.values()]);
  await Promise.all([...files].map((file) => copyFile(join(root, input, "..", file), join(folder, file))));
}
