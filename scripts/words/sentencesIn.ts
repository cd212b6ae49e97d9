import ts from "typescript";

/** A text in a source, and the line it stands in, from 1. */
export type Sentence = { readonly text: string; readonly line: number };

/** What a source says to a person, as far as one can tell from its text. */
export type Sentences = {
  /** What is handed to `say`. */
  readonly said: readonly Sentence[];
  /** Calls of `say` whose first argument is no literal: nobody could translate them. */
  readonly unclear: readonly Sentence[];
  /** What looks like a sentence and is handed to nobody. */
  readonly bare: readonly Sentence[];
};

/** Finds the sentences of a TypeScript source. */
export function sentencesIn(path: string, source: string): Sentences {
  const kind = path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, kind);
  const found: Record<keyof Sentences, Sentence[]> = { said: [], unclear: [], bare: [] };
  const at = (node: ts.Node, text: string): Sentence => ({
    text,
    line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1,
  });
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(file) === "say") {
      const [first, ...values] = node.arguments;
      if (first !== undefined && ts.isStringLiteralLike(first)) found.said.push(at(first, first.text));
      else found.unclear.push(at(node, node.getText(file)));
      values.forEach(visit);
      return;
    }
    if (isForMachines(node, file)) return;
    const text = textOf(node);
    if (text !== undefined && looksSpoken(node, text)) found.bare.push(at(node, text));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("0");
  return ts.isJsxText(node) ? node.text.trim() : undefined;
}

/** Any word between tags is read, or in a property that is shown, icons left out; elsewhere it takes two words. */
function looksSpoken(node: ts.Node, text: string): boolean {
  if (ts.isJsxText(node)) return /[A-Za-z]{2}/.test(text);
  if (isShown(node)) return /[A-Za-z]{2}/.test(text.replace(/\$\([\w~-]+\)/g, ""));
  return /[A-Za-z]{2,}[,;:]? [a-z]{2,}|[0-9] [a-z]{3,}|[a-z]{3,} 0/.test(text);
}

/** Where a single word is read as well: names of properties that hold words for the screen, one of several among them. */
function isShown(node: ts.Node): boolean {
  const parent = holderOf(node);
  const name = ts.isPropertyAssignment(parent) || ts.isJsxAttribute(parent) ? parent.name.getText() : "";
  return shown.has(name);
}

/** What a text is the value of, behind the choices that lead to it. */
function holderOf(node: ts.Node): ts.Node {
  const { parent } = node;
  const isChosen = ts.isConditionalExpression(parent) && parent.condition !== node;
  const isDefault =
    ts.isBinaryExpression(parent) && ["??", "||", "&&"].includes(parent.operatorToken.getText());
  const isWrapped = ts.isParenthesizedExpression(parent) || ts.isJsxExpression(parent);
  return isChosen || isDefault || isWrapped ? holderOf(parent) : parent;
}

const shown = new Set([
  ...["title", "label", "detail", "description", "tooltip", "placeHolder", "prompt", "sentence", "button"],
  ...["aria-label", "aria-description", "placeholder", "alt", "note", "found", "lead", "rest", "words"],
]);

/** Parts of a source that nobody reads on screen: types, comparisons, errors that are bugs, the log, styles. */
function isForMachines(node: ts.Node, file: ts.SourceFile): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isNewExpression(node)) return /Error$/.test(node.expression.getText(file));
  if (ts.isJsxAttribute(node))
    return /^(class|key|id|name|role|type|d|viewBox)$/.test(node.name.getText(file));
  if (ts.isBinaryExpression(node))
    return /^[!=]==$/.test(node.operatorToken.getText(file)) && ts.isStringLiteralLike(node.right);
  return ts.isCallExpression(node) && machines.test(node.expression.getText(file));
}

const machines =
  /(^|\.)(log\??\.(error|warn|info|debug)|executeCommand|querySelector|querySelectorAll|split|matchMedia|abort)$/;
