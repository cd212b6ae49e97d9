const comment =
  /^\s*(?:\/\/+|#+|--|;+|%+|'|"(?=\s)|\/\*+|\{\s*\/\*+|<!--|\{\{!--|\(\*|REM\b)\s*(.*?)\s*(?:\*\/\s*\}?|-->|--\}\}|\*\))?\s*$/i;
const dots = /^(?:\.{3,}|…)/;
const dotsAtEnd = /(?:\.{3,}|…)\s*[)\]]?$/;
const restWords =
  /\b(?:existing|rest|remaining|remainder|unchanged|same|other|others|previous|omitted|above|below|here|keep|continue[sd]?|before|as is|original|snip(?:ped)?|etc)\b/i;
const restPhrase =
  /^[([]?\s*(?:the\s+)?(?:(?:rest|remainder)\s+(?:of|unchanged|is|stays|remains)\b|(?:all\s+)?(?:existing|remaining|other|previous)\s+(?:code|methods?|functions?|imports?|fields?|properties|rules|styles|routes|keys|entries|settings|content|lines|tests?|members|columns|statements|elements|sections?|services?|steps|logic|implementation)\b|(?:code|everything|nothing|file|unchanged|no changes?|same)\b.{0,40}(?:unchanged|as before|omitted|the same|as above|changed|here|code|above|below)\b|unchanged\s*$|(?:your|the)\s+(?:existing|other|remaining)\b|omitted\b|snip\b|keep\b.{0,30}\b(?:as is|unchanged|the same|existing)\b)/i;

/** What no placeholder begins with is not looked at more closely: files are large. */
const mayBegin = /^\s*[/#\-;%'"{<(.…[Rr]/;

/** Whether a row stands for rows of the file that the answer left out: `// ... existing code ...`, `# rest unchanged`, `...`. */
export function isMarker(row: string): boolean {
  if (!mayBegin.test(row)) return false;
  const text = row.trim();
  if (/^(?:\.{3,}|…|\[(?:\.{3}|…)\]|\((?:\.{3}|…)\))$/.test(text)) return true;
  const said = comment.exec(row)?.[1];
  if (said === undefined || said.length > 100) return false;
  if (dots.test(said) || restPhrase.test(said)) return true;
  return dotsAtEnd.test(said) && restWords.test(said);
}

const elided = /^(\s*)(.*\S)\s*\{\s*(?:\/\*\s*(.*?)\s*\*\/|(\.{3}|…))\s*\}(\s*[;,)]*)\s*$/;

/** A row that holds a head, `{`, only a placeholder, and `}`, as the three rows it stands for; any other row alone. */
export function unfoldElided(row: string): readonly string[] {
  const match = /\{\s*(?:\/\*|\.{3}|…)/.test(row) ? elided.exec(row) : null;
  if (match === null) return [row];
  const [, lead = "", head = "", said, , end = ""] = match;
  if (said !== undefined && !isMarker(`// ${said}`)) return [row];
  return [`${lead}${head} {`, `${lead}  // ...`, `${lead}}${end.trim()}`];
}

/** Whether a row still holds dots that stand for something left out, inside other code. */
export function holdsGap(row: string): boolean {
  return /[,([{]\s*(?:\.{3}|…)\s*[\]}]|[,[{]\s*(?:\.{3}|…)\s*$|^\s*(?:\.{3}|…)\s*[,;]?\s*$/.test(row);
}
