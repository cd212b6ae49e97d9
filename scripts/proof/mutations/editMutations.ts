import { mutationsOf, testIn } from "./mutation.ts";

const protecting = (title: string) => testIn("unit/edit/proposal/protectedFiles", title);
const renaming = (title: string) => testIn("unit/edit/rename/leaveToRename", title);
const ofTheTask = "is reviewed before it goes to a cloud, and a yes that holds on is one for edits alone";
const naming = (title: string) => testIn("unit/edit/answer/namedFile", title);
const finding = (title: string) => testIn("unit/edit/answer/findTarget", title);
const writing = (title: string) => testIn("unit/edit/proposal/writeProposal", title);

/** Guards of the files that a model's words may come into. */
export const editMutations = [
  ...mutationsOf("src/edit/proposal/protectedFiles.ts", [
    {
      name: "What cannot be told is protected",
      holds: ["R8"],
      find: "return unknown;",
      replace: "return undefined;",
      test: protecting("protects lost.ts"),
    },
    {
      name: "A file is protected by where its links lead",
      holds: ["R8"],
      find: "const reasons = [named, real].map",
      replace: "const reasons = [named].map",
      test: protecting("protects notes.txt"),
    },
    {
      name: "A file is protected by the name it is called by, too",
      holds: ["R8"],
      find: "const reasons = [named, real].map",
      replace: "const reasons = [real].map",
      test: protecting("protects .vscode/linked.json"),
    },
    {
      name: "The case of a name takes no protection away",
      holds: ["R8"],
      find: "    true,\n  ),\n}));",
      replace: "    false,\n  ),\n}));",
      test: protecting("protects .VSCODE/Settings.json"),
    },
    {
      name: "What is outside the workspace is protected",
      holds: ["R8"],
      find: "(isInside ? undefined : outside)",
      replace: "undefined",
      test: protecting("protects file:///home/me/a.ts"),
    },
  ]),
  ...mutationsOf("src/edit/rename/leaveToRename.ts", [
    {
      name: "A new name comes into a protected file with a yes of its own",
      holds: ["R8"],
      find: "if (!(await ports.confirm(uri, because)))",
      replace: "if (because === null)",
      test: renaming("lets nothing be renamed after one no, and asks no further"),
    },
  ]),
  ...mutationsOf("src/prompt/namesDraft.ts", [
    {
      name: "A use that may not go where the names are asked for is left out",
      holds: ["R20"],
      find: "return file === undefined || !withheld(file);",
      replace: "return true;",
      test: testIn(
        "unit/edit/rename/suggestNames",
        "leaves out a use that may not go there, and everything that the person left out",
      ),
    },
  ]),
  ...mutationsOf("src/prompt/editDraft.ts", [
    {
      name: "A yes for questions is none for edits",
      holds: ["R7"],
      find: 'task: "edit",',
      replace: 'task: "chat",',
      test: testIn("integration/edits", `${ofTheTask}: An edit of code`),
    },
  ]),
  ...mutationsOf("src/prompt/namesDraft.ts", [
    {
      name: "A yes for questions is none for names",
      holds: ["R7"],
      find: 'task: "edit",',
      replace: 'task: "chat",',
      test: testIn("integration/edits", `${ofTheTask}: A name for a symbol`),
    },
  ]),
  ...mutationsOf("src/prompt/commitDraft.ts", [
    {
      name: "A yes for questions is none for commit messages",
      holds: ["R7"],
      find: 'task: "commit",',
      replace: 'task: "chat",',
      test: testIn(
        "integration/commitMessage",
        "is reviewed before it goes to a cloud, and a yes that holds on is one for commit messages alone",
      ),
    },
  ]),
  ...mutationsOf("src/edit/proposal/writeProposal.ts", [
    {
      name: "A protected file wants a yes of its own",
      holds: ["R8"],
      find: "if (because !== undefined && !(await ports.confirm(uri, because)))",
      replace: "if (because === null)",
      test: writing(
        "writes no protected file without a yes to that very file, whatever else was accepted with it",
      ),
    },
    {
      name: "An address that the editor would fetch wants a yes",
      holds: ["R13"],
      find: "?? (bringsAddress(edit) ? fetches : undefined)",
      replace: "",
      test: writing("asks before lines come into a file that make the editor fetch an address"),
    },
    {
      name: "A file that changed meanwhile is left alone",
      holds: ["R8"],
      find: 'return now.text === edit.text ? undefined : "changed";',
      replace: "return undefined;",
      test: writing("looks at the files after the person has answered: they may have changed meanwhile"),
    },
    {
      name: "A new file takes no other's place",
      holds: ["R8"],
      find: 'return now.kind === "missing" ? undefined : "exists";',
      replace: "return undefined;",
      test: writing("never writes over a file that is there when a new one is to be made"),
    },
  ]),
  ...mutationsOf("src/edit/answer/namedFile.ts", [
    {
      name: "A path that a model writes leads up from nowhere",
      holds: ["R8"],
      find: "const unfit = /[. ]$|^ |",
      replace: "const unfit = /^ |",
      test: naming("takes no path that leads up in the middle"),
    },
    {
      name: "No path of an answer holds what nobody sees",
      holds: ["R8"],
      find: "if (isHidden(said) || ",
      replace: "if (",
      test: naming("takes no path that holds a character that turns the direction"),
    },
  ]),
  ...mutationsOf("src/edit/answer/planAnswer.ts", [
    {
      name: "The same code for several files goes into none unasked",
      holds: ["R8"],
      find: "if (oneOf !== undefined) return chosenOf(oneOf, beside, ports);",
      replace: "if (oneOf?.length === 0) return chosenOf(oneOf, beside, ports);",
      test: testIn(
        "unit/edit/answer/planAnswer",
        "asks which file code is for that the answer has for several",
      ),
    },
  ]),
  ...mutationsOf("src/edit/answer/findTarget.ts", [
    {
      name: "A path from the root on counts within a folder of the workspace only",
      holds: ["R8"],
      find: 'const names = pathWithin(folder, { ...folder, path: read.path }, false)?.split("/");',
      replace: 'const names = read.path.split("/").slice(1);',
      test: finding("goes nowhere for /etc/passwd"),
    },
    {
      name: "Nothing takes the place of a file that went away",
      holds: ["R8"],
      find: "if (gone !== undefined) return",
      replace: "if (gone === null) return",
      test: finding("makes none in the place of one that stood beside the question and is gone"),
    },
  ]),
  ...mutationsOf("src/edit/answer/planTarget.ts", [
    {
      name: "Code before whose end the answer ended comes into no file",
      holds: ["R8"],
      find: "if (block.isCutOff) {",
      replace: "if (block.code === undefined) {",
      test: testIn(
        "unit/edit/answer/planAnswer",
        "never puts in a block before which the answer ended, and asks nothing about it",
      ),
    },
  ]),
  ...mutationsOf("src/chat/turnDesk.ts", [
    {
      name: "An answer that is being made is not applied",
      holds: ["R8"],
      find: " || this.#parts.answers.turn === turn)",
      replace: ")",
      test: testIn("unit/chat/chatSession", "gives out an answer with the files beside its question"),
    },
  ]),
  ...mutationsOf("src/vscode/readTarget.ts", [
    {
      name: "The path rules speak before a file that code is for is read",
      holds: ["R20"],
      find: "if (excluded !== undefined) return",
      replace: "if (excluded === null) return",
      test: testIn("unit/vscode/readTarget", "opens nothing that a path rule keeps out"),
    },
  ]),
];
