const modifiers =
  "(?:(?:export|default|declare|public|private|protected|internal|static|final|abstract|override|virtual|async|readonly|sealed|partial|inline|extern|unsafe|const|pub(?:\\([^)]*\\))?|get|set|open|suspend|data)\\s+)*";
const types = new RegExp(
  `^${modifiers}(?:class|interface|struct|enum|trait|module|mod|namespace|record|protocol|object|union)\\s+([A-Za-z_$][\\w$.:]*)`,
);
const callables = new RegExp(
  `^${modifiers}(?:function\\s*\\*?|def|func|fn|fun|sub|macro_rules!)\\s*(?:\\([^)]*\\)\\s*)?((?:self\\.)?[A-Za-z_$][\\w$]*[?!]?)`,
);
const valued = new RegExp(
  `^${modifiers}(?:const|let|var|val)\\s+([A-Za-z_$][\\w$]*)[^=]*=\\s*(?:async\\s*)?(?:function\\b|\\([^)]*\\)\\s*(?::[^=]*)?=>|[A-Za-z_$][\\w$]*\\s*=>|class\\b|\\($)`,
);
/** Not `type Cart,` of an import. */
const goType = /^type\s+([A-Za-z_]\w*)\b(?!\s*(?:[,}]|$))/;
const implementation = /^(?:unsafe\s+)?impl(?:<[^>]*>)?\s+(.+?)\s*\{?$/;
const method =
  /^(?:[\w$<>[\],.?*&:~#]+\s+)*?([*&]*[#~]?[A-Za-z_$][\w$:~]*)\s*(?:<[^>]*>)?\([^;]*(?:\)|,|\()\s*(?:const|noexcept|override|throws\s[\w\s,.]+|:\s*[^{;=]+|->\s*[^{;]+)*\s*(?:\{\s*\}?)?$/;
const shell = /^(?:function\s+)?([A-Za-z_][\w-]*)\s*\(\)\s*\{?$/;
const sql =
  /^create\s+(?:or\s+replace\s+)?(?:temp(?:orary)?\s+)?(?:unique\s+)?(?:table|view|function|procedure|trigger|index)\s+(?:if\s+not\s+exists\s+)?([\w."`]+)/i;
const notNames = new Set(
  "if for while switch catch return else elif unless until with match do try throw new await yield case when foreach using lock synchronized sizeof typeof assert print super this and or not in raise".split(
    " ",
  ),
);

/** Tried in this order: the kind, and what finds the name. */
const kinds: readonly (readonly [kind: string, name: (text: string) => string | undefined])[] = [
  ["type", (text) => types.exec(text)?.[1]],
  ["type", (text) => goType.exec(text)?.[1]],
  ["impl", (text) => implementation.exec(text)?.[1]],
  ["callable", (text) => callables.exec(text)?.[1]],
  ["callable", (text) => valued.exec(text)?.[1]],
  ["callable", (text) => shell.exec(text)?.[1]],
  ["callable", methodOf],
  ["made", (text) => sql.exec(text)?.[1]?.toLowerCase()],
];

/** What no definition begins or ends with is not looked at more closely: files are large. */
const mayDefine = new RegExp(
  `^(?:${modifiers}(?:class|interface|struct|enum|trait|module|mod|namespace|record|protocol|object|union|function|def|func|fn|fun|sub|macro_rules!|const|let|var|val|type|impl|unsafe|create)\\b)|[({)}]$`,
  "i",
);

/** The definition that a row begins, as kind and name (`callable save`, `type Cart`), or `undefined` when it begins none. */
export function definitionOf(row: string): string | undefined {
  const text = row.trim();
  if (text.length > longest || !mayDefine.test(text)) return undefined;
  for (const [kind, nameIn] of kinds) {
    const name = nameIn(text);
    if (name !== undefined) return `${kind} ${name}`;
  }
  return undefined;
}

/** Nobody writes the head of a definition longer than this on one row. */
const longest = 300;

function methodOf(text: string): string | undefined {
  if (!/(?:\{\s*\}?|\)|\()$/.test(text)) return undefined;
  const match = method.exec(text);
  const name = match?.[1];
  if (match === null || name === undefined || notNames.has(name)) return undefined;
  const before = text.slice(0, text.indexOf(name));
  if (before.split(/\s+/).some((word) => notNames.has(word))) return undefined;
  // Without a brace only a type before the name tells a definition from a call.
  return /\{\s*\}?$/.test(text) || /[\w>\]*&]\s+$/.test(before) ? name : undefined;
}

const declared =
  /^(?:export\s+)?(?:pub\s+)?(?:const|let(?:\s+mut)?|var|val|static|final|local|readonly)\s+([A-Za-z_$][\w$]*)|^([@A-Za-z_$][\w$.-]*)\s*(?::=|=(?![=>]))|^"?([A-Za-z_$][\w$.-]*)"?\s*:(?!:)/;

/** The name that a row gives a value (`const x =`, `x :=`, `key:`), without what it defines; `undefined` when none. */
export function declaredName(row: string): string | undefined {
  const match = declared.exec(row.trim());
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

/** Whether a row brings in names from elsewhere. */
export function isImport(row: string): boolean {
  return /^\s*(?:import\b|from\s+\S+\s+import\b|use\s+[\w:{]|using\s+[\w.]+;|#include\b|require\b|require_relative\b|(?:const|let|var)\s.*=\s*require\(|@import\b|source\s)/.test(
    row,
  );
}

/** Whether a row is a comment, a decorator or an attribute: it belongs to what stands below it. */
export function isAttached(row: string): boolean {
  return /^\s*(?:\/\/|\/\*|\*(?!\w)|#(?:[\s![]|$)|--(?!\w+=)|<!--|@[A-Za-z]|\[[A-Z]\w*.*\]$|"""|''')/.test(
    row,
  );
}
