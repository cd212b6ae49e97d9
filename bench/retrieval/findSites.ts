import ts from "typescript";
import { signatureOf } from "./signatureOf.ts";
import type { Project, ProjectFile } from "./project.ts";

/** A name on a line that is defined in another file of the project. */
export type Wanted = {
  readonly name: string;
  /** Where it stands, from the start of its file. */
  readonly offset: number;
  /** The signature of its definition, without comments, blanks made one. */
  readonly signature: string;
};

/** A line whose names have to be known from elsewhere. */
export type Site = {
  readonly path: string;
  /** Offset of the line's first character that is no blank, and of its end. */
  readonly from: number;
  readonly to: number;
  /** Calls and members that no code near above mentions. */
  readonly wanted: readonly Wanted[];
  /** All names on the line that other files define, and the code near above does not mention. */
  readonly foreign: readonly string[];
};

/** Lines above a site in which its name must not occur: about what a prompt holds of the text before the position. */
const window = 60;

/** Every line of the project that calls or takes something that another file defines and nothing near above names. */
export function findSites({ files, checker }: Project): readonly Site[] {
  return [...files].flatMap(([path, file]) => sitesIn(path, file, checker));
}

function sitesIn(path: string, file: ProjectFile, checker: ts.TypeChecker): readonly Site[] {
  const rows = file.text.split("\n");
  const byLine = new Map<number, ts.Identifier[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isIdentifier(node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      byLine.set(line, [...(byLine.get(line) ?? []), node]);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...byLine].flatMap(([line, names]): readonly Site[] => {
    const above = rows.slice(Math.max(0, line - window), line).join("\n");
    const foreign = names
      .filter(({ text }) => !mentions(above, text))
      .flatMap((name) => {
        const declaration = declarationElsewhere(name, file, checker);
        return declaration === undefined ? [] : [{ name, declaration }];
      });
    const wanted = foreign
      .filter(({ name }) => isCallOrMember(name))
      .map(({ name, declaration }) => ({
        name: name.text,
        offset: name.getStart(file),
        signature: signatureOf(declaration),
      }));
    if (wanted.length === 0) return [];
    const start = file.getPositionOfLineAndCharacter(line, 0);
    const row = rows[line] ?? "";
    const indent = row.length - row.trimStart().length;
    return [
      {
        path,
        ...{ from: start + indent, to: start + row.trimEnd().length },
        wanted,
        foreign: [...new Set(foreign.map(({ name }) => name.text))],
      },
    ];
  });
}

/** Whether a text mentions a name as a whole word. */
export function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`).test(text);
}

function isCallOrMember(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name;
  return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === name;
}

function declarationElsewhere(
  name: ts.Identifier,
  file: ProjectFile,
  checker: ts.TypeChecker,
): ts.Declaration | undefined {
  const symbol = checker.getSymbolAtLocation(name);
  if (symbol === undefined) return undefined;
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const [declaration] = (isAlias ? checker.getAliasedSymbol(symbol) : symbol).declarations ?? [];
  const home = declaration?.getSourceFile();
  const isElsewhere = home !== undefined && home !== file && /\/src\/[^/]/.test(home.fileName);
  return isElsewhere && !home.fileName.includes("/node_modules/") ? declaration : undefined;
}
