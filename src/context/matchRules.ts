import ignore from "ignore";

/** A rule in gitignore syntax, with the words it was written in. */
export type WrittenRule = { readonly rule: string; readonly written: string };

/** Finds the rule that excludes a path, which is relative to where the rules stand and has `/` between its parts. */
export type RuleMatcher = (path: string) => string | undefined;

/** Makes a matcher of rules; as in a gitignore file the last one that matches decides. */
export function matchRules(rules: readonly WrittenRule[], foldsCase: boolean): RuleMatcher {
  const matcher = ignore({ ignorecase: foldsCase });
  for (const { rule, written } of rules) matcher.add({ pattern: rule.normalize("NFC"), mark: written });
  return (path) => {
    const { ignored, rule } = matcher.test(path.normalize("NFC"));
    return ignored ? (rule?.mark ?? path) : undefined;
  };
}
