/** Whether a file has the editor fetch an address once its text has become another one, and did not before. */
export function bringsFetchedAddress(before: string, after: string): boolean {
  const fetched = fetchedAddresses(after);
  if (fetched.size === 0) return false;
  const known = fetchedAddresses(before);
  return [...fetched].some((address) => !known.has(address));
}

/** Markup that has an editor fetch what stands at an address as soon as it shows it, with that address, quoted or not. */
const markup = [
  /schemaLocation\s*=\s*(?:"[^"]*"|'[^']*')?/gi,
  /<\?xml-(?:model|stylesheet)\b(?:[^<>"']|"[^"]*"|'[^']*')*/gi,
  /<xs:(?:import|include)\b(?:[^<>"']|"[^"]*"|'[^']*')*/gi,
];

/** Those that may also name no address. */
const documentTypes = /<!(?:DOCTYPE|ENTITY)\b(?:[^<>"']|"[^"]*"|'[^']*')*/gi;
const quotedAddress = /["']\s*(?:[\w+.-]+:|[\\/]{2})/;

/** What stands in a text that has an editor fetch something, written in one way whatever blanks and escapes are in it. */
function fetchedAddresses(text: string): ReadonlySet<string> {
  const tags = markup.flatMap((form) => text.match(form) ?? []);
  const types = (text.match(documentTypes) ?? []).filter((type) => quotedAddress.test(type));
  const values = schemaValues(withPlainLetters(text));
  return new Set([...[...tags, ...types].map((tag) => tag.replace(/\s+/g, " ")), ...values]);
}

const schemaKey = /\$schema["']?|#:schema\b/gi;

/** How far a value is looked for behind its key, in characters: this bounds the time that a text of many keys takes. */
const farthestValue = 1000;

/** Blanks, remarks and, in YAML, what says of which kind a value is. The colon may be missing: editors read on. */
const gap =
  /^(?:[\s:=]|\/\*[^]*?\*\/|<!--[^]*?-->|(?:\/\/|#).*(?:[\r\n]|$)|[!&]\S*(?=\s)|[|>][-+\d]*(?=\s))*/;
const openRemark = /^(?:\/\*|<!--)/;
const value = /^["']*\s*([^\s"',]*)/;
/** Behind a scheme, of another computer's share, or what YAML names elsewhere. */
const address = /^(?:[\w+.-]+:|[\\/]{2}|\*\w)/;

function schemaValues(text: string): readonly string[] {
  return [...text.matchAll(schemaKey)].flatMap(({ 0: key, index }) => {
    const from = index + key.length;
    const behind = text.slice(from, from + farthestValue);
    const rest = behind.slice(gap.exec(behind)?.[0].length ?? 0);
    const isTooFar = from + farthestValue < text.length && (rest === "" || openRemark.test(rest));
    // Nobody puts a value that far away: then whatever the edit changes wants a yes.
    if (isTooFar) return [text];
    const named = plain(value.exec(rest)?.[1] ?? "");
    return address.test(named) ? [named] : [];
  });
}

const escapes = /\\(?:U([\da-fA-F]{8})|u([\da-fA-F]{4})|x([\da-fA-F]{2}))/g;

/** A text in which no letter of a key or of a scheme is escaped. What could end a remark or a quotation stays as it is. */
function withPlainLetters(text: string): string {
  const joined = text.replace(/\\\r?\n[ \t]*/g, "");
  return decoded(joined, (letter) => /[\w$:+.#-]/.test(letter));
}

function plain(word: string): string {
  return decoded(word, () => true).replaceAll("\\/", "/");
}

function decoded(text: string, isWanted: (letter: string) => boolean): string {
  return text.replace(escapes, (escape, ...codes: (string | undefined)[]) => {
    const code = Number.parseInt(codes.slice(0, 3).find((digits) => digits !== undefined) ?? "", 16);
    const letter = code <= 0x10ffff ? String.fromCodePoint(code) : escape;
    return isWanted(letter) ? letter : escape;
  });
}

const schemaFiles = /\.(?:json|jsonc|json5|code-snippets|ya?ml|xml|xsd|xsl|xslt|svg|html?|wsdl|toml)$/i;

/** Whether the editor fetches addresses that stand in such a file, so that a proposal for it is shown as plain text. */
export function mayFetchAddresses(path: string): boolean {
  return schemaFiles.test(path);
}
