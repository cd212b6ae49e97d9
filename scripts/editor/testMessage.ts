/** How the tests of one suite ended. */
export type TestCounts = { readonly passed: number; readonly failed: number };

/** What the mocha inside the editor says to the script outside: a line to show, or the final counts. */
export type TestMessage =
  { readonly kind: "line"; readonly text: string } | { readonly kind: "counts"; readonly counts: TestCounts };

const mark = "drawbridge-tests ";

/** Writes a message as one entry of the editor's log, among which the workbench prints much of its own. */
export function formatMessage(message: TestMessage): string {
  return mark + JSON.stringify(message);
}

/** Reads such a log entry; undefined for any other. */
export function parseMessage(entry: string): TestMessage | undefined {
  return entry.startsWith(mark) ? (JSON.parse(entry.slice(mark.length)) as TestMessage) : undefined;
}
