/** What the line that opens a code block says: a language (lower case, may be empty) and a file when it names one. */
export type CodeLabel = { readonly language: string; readonly file?: string };

/** Reads `ts`, `ts sum.ts`, `ts:src/sum.ts`, `ts title="sum.ts"`, `{.ts file=sum.ts}` or a bare `src/sum.ts`. */
export function codeLabel(info: string): CodeLabel {
  const words = info.replace(/^\{\s*\.?|\}$/g, "").trim();
  const first = /^[^\s:{]*/.exec(words)?.[0] ?? "";
  const rest = words.slice(first.length);
  const file = namedFile(rest) ?? (isFile(first) ? first : undefined);
  const language = isFile(first) ? extension(first) : first.toLowerCase();
  return file === undefined ? { language } : { language, file };
}

function namedFile(rest: string): string | undefined {
  const attribute = /(?:title|file|filename|name|path)\s*=\s*(?:"([^"]+)"|'([^']+)'|(\S+))/i.exec(rest);
  const named = attribute?.[1] ?? attribute?.[2] ?? attribute?.[3];
  if (named !== undefined) return named;
  const word = /^[\s:]+(\S+)/.exec(rest)?.[1];
  return word !== undefined && isFile(word) ? word : undefined;
}

function isFile(word: string): boolean {
  return /^[\w@./\\-]*[\w-]\.[a-z]\w{0,9}$/i.test(word);
}

function extension(file: string): string {
  return file.slice(file.lastIndexOf(".") + 1).toLowerCase();
}
