import { isBuiltin } from "node:module";
import ts from "typescript";

/** What a bundle asks of the world, read from its syntax tree. */
export type BundleReading = {
  /** Every module it requires that is not another bundle of ours: Node builtins (as `node:fs`), `vscode`, packages. */
  readonly modules: readonly string[];
  /** The other bundles it loads, as written: `./diagnose.cjs`. */
  readonly bundles: readonly string[];
  /** Every http, https, ws or wss URL in a string or template, up to the first part that is filled in. */
  readonly urls: readonly string[];
  /** Sentences about what no bundle may hold. */
  readonly forbidden: readonly string[];
};

const urlPattern = /\b(?:https?|wss?):\/\/[^\s"'`<>\\)]*/gi;
const vendors =
  /posthog|\bsentry\b|\bsegment\.(?:io|com)\b|@segment\/|application-?insights|mixpanel|amplitude\.com|open-?telemetry|google-?analytics|bugsnag|honeycomb\.io/gi;
/** What would let somebody in, make a port reachable or report to somebody, by whatever package it came. */
const waysIn =
  /\b(?:registerUriHandler|asExternalUri|openTunnel|createServer|createSecureServer|createTelemetryLogger)\b/g;
const undiciGlobal = "undici.globalDispatcher";

const loaders = new Set(["createRequire", "getBuiltinModule", "dlopen", "_linkedBinding"]);
const callers = new Set(["call", "apply", "bind"]);
const globalObjects = new Set(["globalThis", "window", "self", "global"]);

type Reading = { [K in keyof BundleReading]: Set<string> };

/** Reads one bundle. `require` and `import()` are understood with a plain string only; anything else is forbidden. */
export function readBundle(source: string): BundleReading {
  const file = ts.createSourceFile("bundle.js", source, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const found: Reading = { modules: new Set(), bundles: new Set(), urls: new Set(), forbidden: new Set() };
  for (const [vendor] of source.matchAll(vendors))
    found.forbidden.add(`names the telemetry vendor "${vendor}"`);
  for (const [way] of source.matchAll(waysIn)) found.forbidden.add(`names ${way}`);
  // Minified code nests thousands deep: a stack of our own instead of recursion.
  const stack: ts.Node[] = [file];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    readNode(node, found);
    ts.forEachChild(node, (child) => {
      stack.push(child);
    });
  }
  return {
    modules: [...found.modules].sort(),
    bundles: [...found.bundles].sort(),
    urls: [...found.urls].sort(),
    forbidden: [...found.forbidden].sort(),
  };
}

/** Reads a style sheet: it can only fetch, and only what it names. */
export function readStyleSheet(source: string): BundleReading {
  const urls = [...source.matchAll(urlPattern)].map(([url]) => url);
  return { modules: [], bundles: [], urls: [...new Set(urls)].sort(), forbidden: [] };
}

function readNode(node: ts.Node, found: Reading): void {
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
    for (const [url] of node.text.matchAll(urlPattern)) found.urls.add(url);
    if (node.text.includes(undiciGlobal)) found.forbidden.add("claims undici's global dispatcher");
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    readLoad(node, found);
  if (ts.isIdentifier(node) && !isMemberName(node)) readName(node, found);
  if (ts.isPropertyAccessExpression(node)) readMember(node, found);
}

function readMember(node: ts.PropertyAccessExpression, found: Reading): void {
  const { text } = node.name;
  if (loaders.has(text)) found.forbidden.add(`loads modules through ${text}`);
  const ofGlobal = ts.isIdentifier(node.expression) && globalObjects.has(node.expression.text);
  if (ofGlobal && (text === "eval" || text === "Function")) found.forbidden.add(`uses ${text}${near(node)}`);
}

function readName(node: ts.Identifier, found: Reading): void {
  const { parent } = node;
  if (node.text === "require") {
    if (ts.isCallExpression(parent) && parent.expression === node) readLoad(parent, found);
    else if (!ts.isTypeOfExpression(parent))
      found.forbidden.add(`uses require other than to call it${near(node)}`);
  }
  if (node.text === "eval") found.forbidden.add(`uses eval${near(node)}`);
  if (node.text === "Function" && makesCode(node)) found.forbidden.add(`uses Function${near(node)}`);
}

function readLoad(call: ts.CallExpression, found: Reading): void {
  const [name] = call.arguments;
  if (name === undefined || !ts.isStringLiteralLike(name)) {
    found.forbidden.add(`loads a module whose name is not written out${near(call)}`);
  } else if (name.text.startsWith("./")) found.bundles.add(name.text);
  else found.modules.add(isBuiltin(name.text) ? `node:${name.text.replace(/^node:/, "")}` : name.text);
}

/** The name after a dot, or of a property or method: not the global of that name. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    ((ts.isPropertyAssignment(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isPropertyDeclaration(parent)) &&
      parent.name === node)
  );
}

/** Called, made new, or given another name. `x instanceof Function` or a list of constructors makes no code from text. */
function makesCode(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent))
    return parent.expression === node || parent.expression.getText().startsWith("Reflect.");
  if (ts.isPropertyAccessExpression(parent))
    return (
      callers.has(parent.name.text) &&
      ts.isCallExpression(parent.parent) &&
      parent.parent.expression === parent
    );
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isPropertyAssignment(parent);
}

function near(node: ts.Node): string {
  return `: ${node.parent.getText().replace(/\s+/g, " ").slice(0, 60)}`;
}
