import { mutationsOf, testIn } from "./mutation.ts";

const guard = (title: string) => testIn("unit/context/pathGuard", title);
const editor = (title: string) => testIn("unit/vscode/editorContext", title);
const indexing = (title: string) => testIn("unit/context/codeIndex/codeIndex", title);
const gathering = (title: string) => testIn("unit/completion/gatherContext", title);

/** Guards of which files are read. */
export const contextMutations = [
  ...mutationsOf("src/context/pathGuard.ts", [
    {
      name: "An error excludes the file",
      holds: ["R20", "sourceExcluded"],
      find: ".catch(() => unchecked)",
      replace: `.catch(() => ({ kind: "allowed" as const }))`,
      test: guard("links: /project/lost.txt is never by could not be checked"),
    },
    {
      name: "A document that is no file of its own is not read",
      holds: ["R20"],
      find: "if (!isOfFiles(place, folders)) return [unchecked];",
      replace: "",
      test: guard("without any list: git:/project/src/a.ts?%7B%7D is never by could not be checked"),
    },
    {
      name: "A file is judged by where its links lead",
      holds: ["R20"],
      find: "const uris = real === uri ? [uri] : [uri, real];\n    const verdicts",
      replace: "const uris = [uri];\n    const verdicts",
      test: guard("links: /project/notes.txt is never by .env of built in"),
    },
    {
      name: "A file is judged by the path it is named by, too",
      holds: ["R20"],
      find: "const uris = real === uri ? [uri] : [uri, real];\n    const verdicts",
      replace: "const uris = [real];\n    const verdicts",
      test: guard("links: /project/.env.local is never by .env.*"),
    },
    {
      name: "The usual files of secrets are known from the start",
      holds: ["R20"],
      find: "const secret = matchesSecrets(whole);",
      replace: "const secret = undefined;",
      test: guard("without any list: /project/.env is never by .env of built in"),
    },
    {
      name: "The case of a name does not hide a file of secrets",
      holds: ["R20"],
      find: "  true,\n);",
      replace: "  false,\n);",
      test: guard("without any list: /project/.ENV is never by .env of built in"),
    },
    {
      name: "No verdict is given by rules that have changed",
      holds: ["R20"],
      find: "if (generation !== this.#generation) return this.#settle(uri, done);",
      replace: "",
      test: guard("never gives a verdict by rules that changed while it read an ignore file"),
    },
    {
      name: "Links are followed anew each time",
      holds: ["R20"],
      find: "    const generation = this.#generation;",
      replace:
        "    const generation = this.#generation;\n    const before = this.#known.get(uri);\n    if (before) return before;",
      test: guard("follows links anew each time, and reads ignore files once"),
    },
    {
      name: "A rule for the device does not lift a stricter one",
      holds: ["R5", "R20"],
      find: "return strictestVerdict((await Promise.all(verdicts)).flat());",
      replace: `return (await Promise.all(verdicts)).flat().at(-1) ?? { kind: "allowed" };`,
      test: guard("your rules: /project/secrets/rates.ts is never by secrets/ of your settings"),
    },
  ]),
  ...mutationsOf("src/context/ignoreFiles.ts", [
    {
      name: "An ignore file that cannot be read excludes everything there",
      holds: ["R20", "What breaks fails on the safe side"],
      find: `file.kind === "unreadable" || `,
      replace: "",
      test: guard("an ignore file that cannot be used (is not UTF-8 text): /project/src/a.ts is never"),
    },
  ]),
  ...mutationsOf("src/context/secretFiles.ts", [
    {
      name: "Private keys are files of secrets",
      holds: ["R20"],
      find: `"*.pem", `,
      replace: "",
      test: testIn("unit/context/secretFiles", "excludes tls/server.pem"),
    },
  ]),
  ...mutationsOf("src/vscode/editorContext.ts", [
    {
      name: "Nothing is read before the guard has spoken",
      holds: ["R20"],
      find: "const said = verdict(uri);",
      replace: `const said = verdict(uri) ?? { kind: "allowed" as const };`,
      test: editor("reads nothing before the guard has spoken, and asks it"),
    },
    {
      name: "Nothing is read that is excluded",
      holds: ["R20"],
      find: `if (said.kind === "never") return { uri, path: documentPath(document), because: said };`,
      replace: "",
      test: editor("reads nothing that is excluded, and says which rule it was"),
    },
  ]),
  ...mutationsOf("src/context/codeIndex/readFileTerms.ts", [
    {
      name: "Excluded files are never read by the index",
      holds: ["R20"],
      find: `if (kind === "never") return undefined;`,
      replace: `if (kind === undefined) return undefined;`,
      test: indexing("is never read, and not even looked at"),
    },
  ]),
  ...mutationsOf("src/context/codeIndex/workspaceFiles.ts", [
    {
      name: "An excluded .gitignore is not read",
      holds: ["R20"],
      find: `if ((await this.#guard.judgeQuietly(uri)).kind === "never") return [];`,
      replace: "",
      test: testIn("unit/vscode/codeIndexFiles", "never reads the .gitignore of an excluded folder"),
    },
  ]),
  ...mutationsOf("src/context/codeIndex/findCode.ts", [
    {
      name: "A file of the index that a new rule excludes is not read for an answer",
      holds: ["R20"],
      find: ` || (await guard.judgeQuietly(uri)).kind === "never"`,
      replace: "",
      test: indexing("is hidden at once by a rule that comes later, and not read for an answer"),
    },
    {
      name: "The index on the disk leads nowhere outside the workspace",
      holds: ["R20"],
      find: "!files.isInWorkspace(uri) || ",
      replace: "",
      test: indexing("reads nothing outside the workspace, whatever the kept files name"),
    },
  ]),
  ...mutationsOf("src/context/codeIndex/codeIndex.ts", [
    {
      name: "What a new rule excludes is taken out of the index",
      holds: ["R20"],
      find: `if (kind === "never") set.remove(uri);`,
      replace: `if (kind === undefined) set.remove(uri);`,
      test: indexing("is taken out of what is kept when the rules change"),
    },
    {
      name: "Nothing is indexed in a workspace that is not trusted",
      holds: ["R20"],
      find: "if (!isAllowed() || this.#isPaused",
      replace: "if (this.#isPaused",
      test: indexing("does nothing in a workspace that is not trusted"),
    },
  ]),
  ...mutationsOf("src/completion/similarIndex.ts", [
    {
      name: "No open document is searched that is excluded",
      holds: ["R20"],
      find: `if (kind === "never") await`,
      replace: `if (kind === undefined) await`,
      test: gathering("keep an excluded document in an open tab from being read"),
    },
  ]),
  ...mutationsOf("src/completion/definitionLookups.ts", [
    {
      name: "No definition is read in a document that is excluded",
      holds: ["R20"],
      find: `if (kind === "never") return [];`,
      replace: `if (kind === undefined) return [];`,
      test: gathering("keep an excluded document from being read that defines a name"),
    },
  ]),
  ...mutationsOf("src/completion/gatherContext.ts", [
    {
      name: "No edit is shown of a document that is excluded",
      holds: ["R20"],
      find: `if (kind === "never") return [];`,
      replace: `if (kind === undefined) return [];`,
      test: gathering("keep an excluded document from being read that was edited last"),
    },
  ]),
  ...mutationsOf("src/vscode/realPath.ts", [
    {
      name: "A link that leads nowhere is an error",
      holds: ["R20"],
      find: " || (await isThere(path))",
      replace: "",
      test: testIn(
        "unit/vscode/realPath",
        "does not say where a link leads that leads nowhere, or in a circle",
      ),
    },
  ]),
  ...mutationsOf("src/vscode/watchedPathGuard.ts", [
    {
      name: "A project cannot keep a new rule from being heard",
      holds: ["R5", "R20"],
      find: "  store.add(followMissedFiles(isIgnoreFile, refresh));\n",
      replace: "",
      test: testIn("unit/vscode/watchedPathGuard", "hears a new rule when its file is saved in the editor"),
    },
  ]),
  ...mutationsOf("src/sending/sendOnce.ts", [
    {
      name: "A rule that is gone still holds for what it kept here",
      holds: ["R20", "sourceExcluded"],
      find: "strictestVerdict([now, then])",
      replace: "now",
      test: testIn(
        "integration/inheritedSources",
        "keeps what came into the conversation under a rule on this device when the rule is gone",
      ),
    },
    {
      name: "No yes counts for a server that was taken away meanwhile",
      holds: ["R1", "What is taken back ends at once"],
      find: "if (!isStillThere(route.provider, this.#parts))",
      replace: "if (false)",
      test: testIn(
        "integration/changedMeanwhile",
        "sends nothing to a server that has another address by now while the question was open",
      ),
    },
    {
      name: "What is refused says so when it cannot be recorded",
      holds: ["ledgerFailed"],
      find: `return isRecorded ? refusal : { kind: "ledgerFailed" };`,
      replace: "return refusal;",
      test: testIn(
        "unit/sending/send",
        "says that the ledger failed when not even a refusal can be recorded",
      ),
    },
    {
      name: "A forwarded answer is remembered against the server's word",
      holds: ["R6"],
      find: `if (failure.kind === "forwarded")`,
      replace: "if (false)",
      test: testIn(
        "integration/ollamaTraps",
        "ends the answer of a server too old to refuse, as soon as a line admits where it comes from",
      ),
    },
    {
      name: "A model that the server says it has not is asked about again",
      holds: ["R6"],
      find: `    if (failure.kind === "modelMissing") this.#servers.forgetServer(provider);\n`,
      replace: "",
      test: testIn(
        "integration/ollamaTraps",
        "does not go on saying that a model is on this device when the server no longer has it there",
      ),
    },
  ]),
  ...mutationsOf("src/sending/askPerson.ts", [
    {
      name: "Nobody is asked for what nobody started",
      holds: ["needsConfirmation", "needsConsent"],
      find: `facts.order.trigger !== "person" || `,
      replace: "",
      test: testIn("unit/sending/send", "never asks for what nobody started"),
    },
    {
      name: "Nobody is asked about a model that stands in",
      holds: ["needsConfirmation", "R7"],
      find: ` || facts.order.askNobody === true`,
      replace: "",
      test: testIn("unit/sending/send", "never asks about a model that stands in"),
    },
    {
      name: "A no to a destination is a no",
      holds: ["declined", "R7"],
      find: `return yes ? { kind: "yes" } : declined(refusal.destination);`,
      replace: `return { kind: "yes" };`,
      test: testIn("integration/privacy", "hears nothing without a confirmation"),
    },
    {
      name: "A no to a review is a no",
      holds: ["declined", "R7"],
      find: `if (answer.kind === "cancel") return declined(destination);`,
      replace: `if (answer.kind === "cancel") return { kind: "yes", consent: { bodySha256, origin: consentOrigin(destination) } };`,
      test: testIn("integration/cloud", "sends nothing after a no, and records it"),
    },
  ]),
];
