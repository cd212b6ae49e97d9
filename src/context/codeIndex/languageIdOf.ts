/** The editor's name of a language, by the ending of a file's name where the two differ. */
const languages: Readonly<Record<string, string>> = {
  ...{ ts: "typescript", mts: "typescript", cts: "typescript", tsx: "typescriptreact" },
  ...{ js: "javascript", mjs: "javascript", cjs: "javascript", jsx: "javascriptreact" },
  ...{ py: "python", pyi: "python", rs: "rust", rb: "ruby", kt: "kotlin", kts: "kotlin", cs: "csharp" },
  ...{ h: "c", hpp: "cpp", hh: "cpp", cc: "cpp", cxx: "cpp", m: "objective-c", mm: "objective-cpp" },
  ...{ md: "markdown", mdx: "markdown", markdown: "markdown", htm: "html", yml: "yaml", jsonc: "jsonc" },
  ...{ sh: "shellscript", bash: "shellscript", zsh: "shellscript", ps1: "powershell", bat: "bat" },
  ...{ pl: "perl", pm: "perl", ex: "elixir", exs: "elixir", erl: "erlang", hs: "haskell", jl: "julia" },
  ...{ fs: "fsharp", vb: "vb", tf: "terraform", proto: "proto3", txt: "plaintext" },
};
/** Endings that are themselves the name of a language. */
const same: ReadonlySet<string> = new Set(
  `c cpp css go java json lua php r scala swift dart html xml yaml toml sql vue svelte scss less graphql clojure groovy
  ini diff nix zig`.split(/\s+/),
);

/** A file's language as the editor names it; `plaintext` where the name does not tell. */
export function languageIdOf(path: string): string {
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  if (Object.hasOwn(languages, ending)) return languages[ending] ?? ending;
  if (same.has(ending)) return ending;
  return /(?:^|\/)dockerfile$/i.test(path)
    ? "dockerfile"
    : /(?:^|\/)makefile$/i.test(path)
      ? "makefile"
      : "plaintext";
}
