import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { projectRoot } from "../../scripts/tool.ts";

/**
 * What the tests of a file are called, as far as it is written out: the first argument of the function that makes them. A
 * table of planted breaks is read as a whole. `begun`: the beginnings of those that are put together.
 */
export type TestTitles = { readonly whole: ReadonlySet<string>; readonly begun: ReadonlySet<string> };

/** Reads them, by the path of the file in the project. */
export function titlesIn(path: string): TestTitles {
  const text = readFileSync(join(projectRoot, path), "utf8");
  const whole = new Set<string>();
  const begun = new Set<string>();
  const isTable = /(?:\/planted\w+|Rows)\.ts$/.test(path);
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && (isTable || isFirstArgument(node))) whole.add(node.text);
    if (ts.isTemplateExpression(node) && isFirstArgument(node)) begun.add(node.head.text);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true), visit);
  return { whole, begun };
}

function isFirstArgument(node: ts.Expression): boolean {
  const { parent } = node;
  return ts.isCallExpression(parent) && ts.isIdentifier(parent.expression) && parent.arguments[0] === node;
}
