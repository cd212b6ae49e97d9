/** The package is one CommonJS file whose exports no loader of modules can name; its types say otherwise. */
declare module "@vscode/tree-sitter-wasm/wasm/tree-sitter.js" {
  import type * as treeSitter from "@vscode/tree-sitter-wasm";
  const exported: typeof treeSitter;
  export = exported;
}
