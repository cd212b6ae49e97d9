import { mutationsOf, testIn } from "./mutation.ts";

const adding = (title: string) => testIn("unit/vscode/addProvider", title);
const desk = (title: string) => testIn("unit/vscode/providerDesk", title);

/** Guards of what a person does about providers: what is asked, whose a host is, and where a key is. */
export const providerMutations = [
  ...mutationsOf("src/setup/findServers.ts", [
    {
      name: "Looking for servers asks this machine only",
      holds: ["R1"],
      find: "url === undefined || !isLoopbackHost(new URL(url).hostname)",
      replace: "url === undefined",
      test: adding("asks loopback only, each usual address once, and only once it was agreed to"),
    },
  ]),
  ...mutationsOf("src/vscode/addProvider.ts", [
    {
      name: "Nothing is looked for while paused",
      holds: ["paused"],
      find: "if (parts.policy().paused) {",
      replace: "if (parts.policy().epoch < 0) {",
      test: adding("asks nothing while paused"),
    },
    {
      name: "A host becomes the user's own only by their word",
      holds: ["R7"],
      find: "draft.isOwn && mayBeOwn(",
      replace: "mayBeOwn(",
      test: adding("makes a machine the user's own only when they say so"),
    },
    {
      name: "A key that was typed for one address is stored for no other",
      holds: ["R2"],
      find: "key?.origin === origin && ",
      replace: "key !== undefined && ",
      test: adding("is not carried to another address"),
    },
    {
      name: "A key is stored for no kind that takes none",
      holds: ["R2"],
      find: '=== origin && presetOf(kind).key !== "none"',
      replace: "=== origin",
      test: adding("is stored for no kind that takes none, not even at the address it was typed for"),
    },
  ]),
  ...mutationsOf("src/vscode/removeProvider.ts", [
    {
      name: "A provider is removed only after a yes",
      holds: ["R7"],
      find: "answer !== remove || ",
      replace: "",
      test: desk("removes nothing without a yes"),
    },
  ]),
  ...mutationsOf("src/vscode/editProvider.ts", [
    {
      name: "The key of an address that nobody has any more is removed",
      holds: ["R2"],
      find: "if (isOnly) await keys.remove(origin);",
      replace: "",
      test: desk("sends no key to an address it was not given for: it is gone, and asked for again"),
    },
    {
      name: "A key is stored only when the key is what was changed",
      holds: ["R2"],
      find: 'if (changes.part === "key") {',
      replace: 'if (changes.part === "key" || changes.key !== "") {',
      test: desk("stores no key that was typed before the address was picked instead"),
    },
  ]),
  ...mutationsOf("src/vscode/keyInput.ts", [
    {
      name: "A key that no provider uses is removed only after a yes",
      holds: ["R7"],
      find: "if (answer === remove) await keys",
      replace: "if (answer !== origin) await keys",
      test: desk("offers to remove it, and does so after a yes"),
    },
  ]),
  ...mutationsOf("src/vscode/moveKey.ts", [
    {
      name: "A key that was moved stands in the settings no more",
      holds: ["R2"],
      find: "writeEntry(id, held.rest)",
      replace: "writeEntry(id, entry)",
      test: desk("stores it under the exact origin and leaves nothing of it: apiKey"),
    },
  ]),
  ...mutationsOf("src/settings/providerConfig.ts", [
    {
      name: "What is called as a key is told by its name alone",
      holds: ["R2"],
      find: "named,\n        quoted(name),\n      ),\n      severity",
      replace:
        'named,\n        quoted((entry as Record<string, string>)[name] ?? ""),\n      ),\n      severity',
      test: testIn(
        "unit/settings/table",
        "providers uses an entry without its apiKey, and says so without what stands there",
      ),
    },
  ]),
];
