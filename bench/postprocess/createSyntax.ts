import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import { projectRoot } from "../../scripts/tool.ts";
import { grammarFiles } from "../../src/completion/grammarFiles.ts";
import type { Syntax } from "../../src/completion/syntax.ts";
import { createTreeSitterSyntax } from "../../src/completion/treeSitterSyntax.ts";

const wasm = join(projectRoot, "node_modules/@vscode/tree-sitter-wasm/wasm");

/** The syntax of every language that has a grammar, loaded. Throws when one cannot be. */
export async function createSyntax(): Promise<Syntax> {
  const problems: string[] = [];
  const syntax = createTreeSitterSyntax({
    read: (file) => readFile(join(wasm, file)),
    // What takes long is to be measured, not cut short.
    clock: () => 0,
    log: { warn: (message) => problems.push(message) },
  });
  const waiting = new Set(grammarFiles.keys());
  while (waiting.size > 0) {
    for (const languageId of waiting)
      if (syntax.errors(languageId, "") !== undefined) waiting.delete(languageId);
    if (problems.length > 0) throw new Error(problems.join("\n"));
    await later(5);
  }
  return syntax;
}
