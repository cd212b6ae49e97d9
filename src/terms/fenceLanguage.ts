/** What code blocks call languages that the editor knows by another id; the editor's ids are those of its documentation. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ["bash", "shellscript"],
  ["c++", "cpp"],
  ["c#", "csharp"],
  ["cs", "csharp"],
  ["docker", "dockerfile"],
  ["golang", "go"],
  ["js", "javascript"],
  ["jsx", "javascriptreact"],
  ["md", "markdown"],
  ["ps1", "powershell"],
  ["py", "python"],
  ["rb", "ruby"],
  ["rs", "rust"],
  ["sh", "shellscript"],
  ["shell", "shellscript"],
  ["ts", "typescript"],
  ["tsx", "typescriptreact"],
  ["yml", "yaml"],
  ["zsh", "shellscript"],
]);

/** The editor's id of the language that a code block names, among those it knows; `undefined` when it knows none. */
export function fenceLanguage(name: string, known: readonly string[]): string | undefined {
  const id = otherNames.get(name) ?? name;
  return known.includes(id) ? id : undefined;
}
