import { mutationsOf, testIn } from "./mutation.ts";

const changes = (title: string) => testIn("unit/vscode/mentionedChanges", title);
const search = (title: string) => testIn("unit/vscode/mentionedSearch", title);

const lookedFor =
  "never outside the workspace, and never when a rule keeps it away: it is not even looked at";

/** Guards of what is put beside a question: each file is judged before anything of it is read. */
export const mentionMutations = [
  ...mutationsOf("src/vscode/mentionedFiles.ts", [
    {
      name: "What stands in a tab and is no file is not read",
      holds: ["R20"],
      find: "uris.filter(isCodeUri)",
      replace: "uris",
      test: testIn(
        "unit/vscode/mentionedFiles",
        "reads no tab with an earlier version of a file, what goes along with a question, or the editor's settings",
      ),
    },
    {
      name: "An excluded file is not even looked for by its whole path",
      holds: ["R20"],
      find: `if ((await guard.judge(uri.toString())).kind === "never") return false;`,
      replace: "",
      test: testIn("unit/vscode/mentionedFiles", lookedFor),
    },
    {
      name: "Nothing outside the workspace is looked for by its whole path",
      holds: ["R20"],
      find: "uri.toString().startsWith(folder) ? [uri] : []",
      replace: "folder === undefined ? [] : [uri]",
      test: testIn("unit/vscode/mentionedFiles", lookedFor),
    },
  ]),
  ...mutationsOf("src/vscode/readDiff.ts", [
    {
      name: "The changes of an excluded file are not read",
      holds: ["R20"],
      find: `if (verdict.kind === "never") return verdict;`,
      replace: "",
      test: changes("never reads the changes of an excluded file, and says so"),
    },
    {
      name: "No file of a repository within another one is told of unjudged",
      holds: ["R20"],
      find: "return files === -1 ? diff : diff.slice(0, files);",
      replace: "return files === -1 ? diff : diff.slice(0);",
      test: testIn(
        "unit/vscode/commitDesk",
        "tells nothing of the files in a repository within this one, although git was told to show them",
      ),
    },
    {
      name: "A file is judged by the name that it had before its changes, too",
      holds: ["R20"],
      find: `return then.kind === "allowed" ? undefined : then;`,
      replace: "return undefined;",
      test: changes("never reads what came from a file that a rule holds back, under its new name"),
    },
  ]),
  ...mutationsOf("src/edit/commit/gatherChanges.ts", [
    {
      name: "An excluded file is no part of a commit message",
      holds: ["R20"],
      find: "if (because !== undefined) {",
      replace: "if (paths.length === 0) {",
      test: testIn(
        "unit/edit/commit/gatherChanges",
        "reads nothing of a file that a rule keeps out, and does not even name it to the model",
      ),
    },
  ]),
  ...mutationsOf("src/vscode/searchWorkspace.ts", [
    {
      name: "An excluded file is not searched",
      holds: ["R20"],
      find: `if ((await guard.judgeQuietly(address)).kind === "never") return "excluded";`,
      replace: "",
      test: search("never reads an excluded file, and says that there was one"),
    },
    {
      name: "An excluded file is not searched where it is open",
      holds: ["R20"],
      find: `if ((await guard.judgeQuietly(address)).kind === "never")`,
      replace: `if (!open.has(address) && (await guard.judgeQuietly(address)).kind === "never")`,
      test: search("never reads an excluded file that is open either"),
    },
  ]),
  ...mutationsOf("src/vscode/readPasted.ts", [
    {
      name: "A pasted text is looked for in no document that may not be read",
      holds: ["R20"],
      find: `kind === "never" || (kind === "allowed" && found !== undefined)`,
      replace: `kind === "allowed" && found !== undefined`,
      test: testIn("unit/vscode/readPasted", "never looks into a document that may not be read"),
    },
    {
      name: "A pasted text that an open document holds is that document's",
      holds: ["R20"],
      find: "held === undefined ? ownSource(text) : sourceIn(held)",
      replace: "ownSource(text)",
      test: testIn(
        "unit/vscode/readPasted",
        "takes the text of a document that is open for that document's, with its lines",
      ),
    },
  ]),
  ...mutationsOf("src/chat/verdictNow.ts", [
    {
      name: "A pasted text that a rule is about cannot become a part of the question",
      holds: ["R20"],
      find: `editor.verdict(uri)?.kind === "allowed"`,
      replace: "true",
      test: testIn("unit/chat/pastedText", "stays a text of its document where a rule is about that"),
    },
  ]),
];
