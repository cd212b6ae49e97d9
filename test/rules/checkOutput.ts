/** What `npm run check` printed: per check the full output of those that failed, and the exit code. */
export type CheckOutput = {
  readonly code: number;
  readonly closing: string;
  readonly sections: Readonly<Record<string, string>>;
};

/** Splits the printed text at the headings that name each failed check. */
export function parseCheckOutput(code: number, output: string): CheckOutput {
  const [, ...parts] = output.split(/^── (\w+) ──$/m);
  const sections: Record<string, string> = {};
  for (let index = 0; index + 1 < parts.length; index += 2)
    sections[parts[index] ?? ""] = parts[index + 1] ?? "";
  return { code, closing: output.trimEnd().split("\n").at(-1) ?? "", sections };
}

/** ESLint's findings by file: the rules, once each; a finding without a rule has none. */
export function lintFindings(section: string, folder: string): ReadonlyMap<string, ReadonlySet<string>> {
  const findings = new Map<string, Set<string>>();
  let rules = new Set<string>();
  for (const line of section.split("\n")) {
    if (line.startsWith(folder)) {
      rules = new Set();
      findings.set(line.slice(folder.length + 1).replaceAll("\\", "/"), rules);
    }
    const rule = /^\s+\d+:\d+\s+(?:error|warning) .*\s{2,}(\S+)$/.exec(line)?.[1];
    if (rule !== undefined) rules.add(rule);
  }
  return findings;
}

/** The lines of one heading of knip's report, such as `Unused files`. */
export function unusedSection(section: string, heading: string): string {
  return (
    new RegExp(`^${heading} \\(\\d+\\)\\n([^]*?)(?=^\\S.* \\(\\d+\\)$|$(?![^]))`, "m").exec(section)?.[1] ??
    ""
  );
}
