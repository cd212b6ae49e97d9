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

/** Listens to the editor's log: shows what mocha says as it says it, and keeps the rest. */
export type TestLog = {
  readonly hear: (entry: string) => void;
  /** The final counts, once mocha has said them. */
  readonly counts: () => TestCounts | undefined;
  /** Every entry that did not come from mocha. */
  readonly rest: readonly string[];
};

/** Makes a log for one suite. */
export function testLog(): TestLog {
  const rest: string[] = [];
  let counts: TestCounts | undefined;
  return {
    rest,
    counts: () => counts,
    hear: (entry) => {
      const message = entry.startsWith(mark)
        ? (JSON.parse(entry.slice(mark.length)) as TestMessage)
        : undefined;
      if (message === undefined) rest.push(entry);
      else if (message.kind === "line") console.log(message.text);
      else counts = message.counts;
    },
  };
}

/**
 * What a suite counts for: a run without counts, without a test, or with an exit code that contradicts its counts is
 * one failure more. The exit code is undefined when the run did not end.
 */
export function verdict(counts: TestCounts | undefined, code: number | undefined): TestCounts {
  const { passed, failed } = counts ?? { passed: 0, failed: 0 };
  const believable = passed + failed > 0 && code !== undefined && (code === 0) === (failed === 0);
  return { passed, failed: believable ? failed : failed + 1 };
}
