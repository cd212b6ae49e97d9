const families = [
  [
    "typescript",
    "ts",
    "tsx",
    "javascript",
    "js",
    "jsx",
    "mjs",
    "cjs",
    "mts",
    "typescriptreact",
    "javascriptreact",
  ],
  ["python", "py", "python3"],
  ["go", "golang"],
  ["rust", "rs"],
  ["java"],
  ["kotlin", "kt"],
  ["c", "cpp", "c++", "h", "hpp", "cc", "objective-c", "cuda-cpp"],
  ["csharp", "c#", "cs"],
  ["ruby", "rb"],
  ["php"],
  ["swift"],
  ["yaml", "yml"],
  ["json", "jsonc", "json5"],
  ["toml"],
  ["sql", "mysql", "postgresql", "plsql", "tsql"],
  ["shellscript", "bash", "sh", "zsh", "shell", "console"],
  ["css", "scss", "less", "sass"],
] as const;

function familyOf(name: string): number {
  const wanted = name.toLowerCase();
  return families.findIndex((names) => names.some((each) => each === wanted));
}

/** Whether code in a language cannot belong to a file in another one. Of a language that is not known, that is not known either. */
export function isOtherLanguage(answer: string | undefined, file: string | undefined): boolean {
  if (answer === undefined || file === undefined) return false;
  const [one, other] = [familyOf(answer), familyOf(file)];
  return one !== -1 && other !== -1 && one !== other;
}
