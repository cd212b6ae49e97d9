import ts from "typescript";

/** A text without comments, with every run of blanks made one: what a signature is compared by. */
export function normalised(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * What one has to know of a declaration to use it, as it is written, from its name on: parameters and result of a function, the
 * type of a member, the head of a class; of a value without a written type the first line.
 */
export function signatureOf(declaration: ts.Declaration): string {
  const file = declaration.getSourceFile();
  const name = ts.getNameOfDeclaration(declaration) ?? declaration;
  const text = file.text.slice(name.getStart(file), endOf(declaration));
  const isWritten = hasType(declaration);
  return normalised(isWritten ? text : (text.split("\n")[0] ?? "")).replace(/\s*(?:[;,{]|=>)*$/, "");
}

function hasType(declaration: ts.Declaration): boolean {
  if (ts.isFunctionLike(declaration) || ts.isClassLike(declaration)) return true;
  return "type" in declaration && declaration.type !== undefined;
}

function endOf(declaration: ts.Declaration): number {
  if (ts.isClassLike(declaration)) return declaration.members.pos - 1;
  if ("body" in declaration && declaration.body !== undefined)
    return (declaration.body as ts.Node).getStart(declaration.getSourceFile());
  if (ts.isVariableDeclaration(declaration) && declaration.type !== undefined) return declaration.type.end;
  return declaration.end;
}
