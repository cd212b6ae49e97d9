/** What one test came to; a hook that failed counts as a test with a title of its own. */
export type TestResult = {
  /** Relative to the project, with `/`. */
  readonly file: string;
  readonly title: string;
  /** With the titles of everything it is in. */
  readonly fullTitle: string;
  /** Set when it failed. */
  readonly error?: { readonly name: string; readonly code: string; readonly message: string };
};
