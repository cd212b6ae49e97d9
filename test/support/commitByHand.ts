import type { GatheredChanges } from "../../src/edit/commit/gatherChanges.ts";
import type { WriteMessageParts } from "../../src/edit/commit/writeMessage.ts";
import type { CommitChange } from "../../src/prompt/fitChanges.ts";

/** A file of the project that differs by one line. */
export function changedFile(path: string, line = `line of ${path}`): CommitChange {
  return {
    source: { kind: "file", uri: `file:///project/${path}`, path, shows: "changes", revision: "staged" },
    change: "changed",
    diff: `diff --git a/${path} b/${path}\n@@ -1 +1 @@\n+${line}\n`,
  };
}

/** What a message is written from when nothing of it is special, but for what sends it. */
export function commitParts(
  box: { value: string },
  gathered: GatheredChanges = { changes: [changedFile("a.ts")], leftOut: [] },
): Omit<WriteMessageParts, "sending"> {
  return {
    box,
    changes: () => Promise.resolve(gathered),
    subjects: () => Promise.resolve(["Mend sum", "Add mean"]),
    ownRule: () => Promise.resolve(undefined),
    rule: () => "",
    isOurs: () => false,
  };
}
