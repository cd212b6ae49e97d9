const hash =
  "python ruby shellscript yaml toml makefile dockerfile perl r elixir julia powershell coffeescript ini";
const dashes = "sql lua haskell elm ada vhdl";
const marks = new Map([
  ...hash.split(" ").map((language): [string, string] => [language, "#"]),
  ...dashes.split(" ").map((language): [string, string] => [language, "--"]),
  ...["latex", "erlang", "matlab"].map((language): [string, string] => [language, "%"]),
  ...["clojure", "lisp", "scheme"].map((language): [string, string] => [language, ";;"]),
]);

/** What begins a comment of one line in a language; most have two slashes. */
export function lineComment(languageId: string): string {
  return marks.get(languageId) ?? "//";
}
