import { mutationsOf, testIn } from "./mutation.ts";

const fetching = (title: string) => testIn("integration/fetchModel", title);
const desk = (title: string) => testIn("unit/vscode/modelDesk", title);

/** Guards of what changes a server: who is asked, with what, and what is never taken for known. */
export const modelMutations = [
  ...mutationsOf("src/setup/fetchModel.ts", [
    {
      name: "No server fetches a model before a person was asked",
      holds: ["needsConsent", "R7"],
      find: `  if (!(await person.ask(pullQuestion(facts)))) return { kind: "declined" };\n`,
      replace: "",
      test: fetching("contacts nobody after a no"),
    },
    {
      name: "A person is told beforehand that there is too little room",
      holds: ["What breaks fails on the safe side"],
      find: `  if (tight !== undefined && !(await person.ask(tight))) return { kind: "declined" };\n`,
      replace: "",
      test: fetching("says beforehand that there is too little room, and goes on only after a second yes"),
    },
    {
      name: "A pull whose size does not fit goes on only after a person's yes",
      holds: ["What breaks fails on the safe side"],
      find: `heard.kind === "noRoom" && (await person.ask(heard.question))`,
      replace: `heard.kind === "noRoom"`,
      test: fetching("stops and asks when the size that becomes known does not fit"),
    },
    {
      name: "What is fetched has the name of a model",
      holds: ["R6"],
      find: `  if (!isModelName(model))`,
      replace: `  if (false)`,
      test: fetching("fetches nothing under what is no name"),
    },
  ]),
  ...mutationsOf("src/setup/pullWords.ts", [
    {
      name: "A person is told whom the server contacts for a model",
      holds: ["R18"],
      find: "host,\n        registryOf(model),",
      replace: `host,\n        "its registry",`,
      test: fetching("says what it does not know: the size of a model, the room of a disk, another registry"),
    },
  ]),
  ...mutationsOf("src/setup/diskRoom.ts", [
    {
      name: "The room of this machine's disk is not told as another machine's",
      holds: ["What breaks fails on the safe side"],
      find: "  if (!isHere) return undefined;\n",
      replace: "",
      test: testIn("unit/setup/diskRoom", "knows nothing of another machine's disk"),
    },
  ]),
  ...mutationsOf("src/setup/ownedModels.ts", [
    {
      name: "The list of models asks nothing that the gate would refuse",
      holds: ["What breaks fails on the safe side"],
      find: `questionRefusal({ kind: "list" }, provider)`,
      replace: "undefined",
      test: testIn(
        "integration/ownedModels",
        "says that Drawbridge is paused, forgets nothing by that, and leaves nothing of it in the ledger",
      ),
    },
  ]),
  ...mutationsOf("src/vscode/pullDialog.ts", [
    {
      name: "Only a dialog that holds the window has a server fetch or remove a model",
      holds: ["needsConsent", "R7"],
      find: "{ modal: true, detail }",
      replace: "{ detail }",
      test: desk("fetches a recommended model after a yes in a modal dialog"),
    },
  ]),
  ...mutationsOf("src/vscode/manageModels.ts", [
    {
      name: "The name of a model draws nothing in the list of models",
      holds: ["R10"],
      find: "shownName(owned.model.name)}`,",
      replace: "owned.model.name}`,",
      test: desk("draws no icon out of the name of a model, and lists none whose name is more than a line"),
    },
  ]),
  ...mutationsOf("src/vscode/modelDesk.ts", [
    {
      name: "What a server says about a chore becomes no link",
      holds: ["R11"],
      find: "messageText(why)",
      replace: "why",
      test: desk("makes no link of what a server says about a chore"),
    },
    {
      name: "The name of a server becomes no link in what is told of its models",
      holds: ["R11"],
      find: `messageText(say("{0} has {1} now.", provider.label, model))`,
      replace: `say("{0} has {1} now.", provider.label, model)`,
      test: desk("makes no link of the name of a server or of a model in what it tells"),
    },
    {
      name: "The name of a model whose tag has moved becomes no link",
      holds: ["R11"],
      find: "messageText(movedSentence(moved))",
      replace: "movedSentence(moved)",
      test: desk("makes no link of the name of a server or of a model in what it tells"),
    },
    {
      name: "The name of a server draws nothing in the list of those that fetch",
      holds: ["R10"],
      find: "label: shownName(provider.label)",
      replace: "label: provider.label",
      test: desk(
        "draws no icon out of the name of a server that shall fetch, nor of one that unloads a model",
      ),
    },
  ]),
  ...mutationsOf("src/vscode/modelPicker.ts", [
    {
      name: "Why a model is forbidden becomes no link",
      holds: ["R11"],
      find: "messageText(forbidden)",
      replace: "forbidden",
      test: testIn("unit/vscode/modelPicker", "makes no link of the reason why a model is forbidden"),
    },
  ]),
  ...mutationsOf("src/base/shownName.ts", [
    {
      name: "No name from outside becomes an icon in a row",
      holds: ["R10"],
      find: "return withoutIcons(plainLine(text));",
      replace: "return text;",
      test: desk("draws no icon out of the name of a model, and lists none whose name is more than a line"),
    },
  ]),
];
