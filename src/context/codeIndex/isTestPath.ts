const test = /(?:^|\/)(?:tests?|spec|__tests__)\/|[._-](?:test|spec)\.\w+$|(?:^|\/)test_[^/]*$/;

/** Whether a file is a test, by the usual names of tests and of the folders they are in. */
export function isTestPath(path: string): boolean {
  return test.test(path);
}
