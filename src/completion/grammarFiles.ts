/** The parser itself, before any grammar. */
export const parserFile = "tree-sitter.wasm";

/**
 * The grammar of each language that has one, by the editor's name for the language. scripts/build.ts brings the files
 * along; docs/decisions/005-tree-sitter-for-the-syntax-gate.md says why these languages.
 */
export const grammarFiles: ReadonlyMap<string, string> = new Map([
  ["typescript", "tree-sitter-typescript.wasm"],
  ["typescriptreact", "tree-sitter-tsx.wasm"],
  ["javascript", "tree-sitter-javascript.wasm"],
  ["javascriptreact", "tree-sitter-javascript.wasm"],
  ["python", "tree-sitter-python.wasm"],
  ["go", "tree-sitter-go.wasm"],
  ["rust", "tree-sitter-rust.wasm"],
  ["java", "tree-sitter-java.wasm"],
]);
