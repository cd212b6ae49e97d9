import { mutationsOf, testIn } from "./mutation.ts";

const mode = (title: string) => testIn("unit/privacy/effectiveMode", title);
const policy = (title: string) => testIn("unit/privacy/workspacePolicy", title);
const files = (title: string) => testIn("unit/privacy/policyFiles", title);
const review = (title: string) => testIn("unit/privacy/reviewDialogue", title);
const settings = (title: string) => testIn("unit/settings/readSettings", title);

const report = testIn(
  "unit/setup/diagnosis",
  "holds no secret, name, host, path or label, wherever one stands",
);

/** Guards of who decides: settings, policy files, the mode in force, and what a person is asked. */
export const privacyMutations = [
  ...mutationsOf("src/privacy/effectiveMode.ts", [
    {
      name: "A workspace that is not trusted stays on this device",
      holds: ["R4", "modeForbids"],
      find: `...(trusted ? [] : ([["onDevice", "untrusted"]] as const)),`,
      replace: "",
      test: mode("not trusted, chosen Cloud: onDevice, set by this workspace not being trusted"),
    },
    {
      name: "The user's ceiling holds in every workspace",
      holds: ["R1", "modeForbids"],
      find: `[ceiling, "ceiling"],`,
      replace: "",
      test: mode("a ceiling below the choice: ask"),
    },
    {
      name: "A project's request can make the mode stricter",
      holds: ["R5", "modeForbids"],
      find: `[repository, "repository"],`,
      replace: "",
      test: mode("a request below the choice: network"),
    },
    {
      name: "A policy file can make the mode stricter",
      holds: ["R5", "modeForbids"],
      find: "...files.map(({ mode, setBy }): Voice => [mode, setBy]),",
      replace: "",
      test: mode("an administrator's file below the choice: network"),
    },
    {
      name: "A choice that nobody can read counts as the strictest",
      holds: ["What breaks fails on the safe side"],
      find: `if (chosen === "unreadable") return ["onDevice", "unreadableChoice"];`,
      replace: `if (chosen === "unreadable") return ["cloud", "unreadableChoice"];`,
      test: mode("a stored choice nobody can read: onDevice"),
    },
  ]),
  ...mutationsOf("src/terms/mode.ts", [
    {
      name: "The strictest wish is the mode in force",
      holds: ["R5", "modeForbids"],
      find: "modes.find((mode) => candidates.includes(mode))",
      replace: "modes.findLast((mode) => candidates.includes(mode))",
      test: mode("is never looser than anybody wishes, whatever they wish"),
    },
  ]),
  ...mutationsOf("src/privacy/policyFiles.ts", [
    {
      name: "A policy file that was not read yet counts as the strictest",
      holds: ["R4"],
      find: `wishes: [{ mode: "onDevice", setBy: "pendingPolicy" }]`,
      replace: "wishes: []",
      test: files("counts as the strictest, without complaint, while nobody has answered yet"),
    },
    {
      name: "A policy file that cannot be read counts as the strictest",
      holds: ["R5", "What breaks fails on the safe side"],
      find: `wishes: [{ mode: "onDevice", setBy: "unreadablePolicy" }],`,
      replace: "wishes: [],",
      test: files("counts as the strictest: .drawbridge/policy.json of shop is not JSON"),
    },
    {
      name: "Only the providers that the machine's file names are used",
      holds: ["R1"],
      find: "allowedProviders === undefined || allowedProviders.has(id)",
      replace: "true",
      test: files("lets only those providers be used that the machine's file names"),
    },
  ]),
  ...mutationsOf("src/settings/policyFile.ts", [
    {
      name: "A project's policy file names no server",
      holds: ["R5"],
      find: "project: z.strictObject(common),",
      replace: "project: z.object(common),",
      test: testIn(
        "unit/settings/policyFile",
        `refuses { "version": 1, "url": "http://evil.example" } of a project`,
      ),
    },
    {
      name: "A project's policy file names no providers",
      holds: ["R5"],
      find: "project: z.strictObject(common),",
      replace: "project: z.strictObject({ ...common, ...ofMachine }),",
      test: testIn(
        "unit/settings/policyFile",
        `refuses { "version": 1, "providers": ["ollama"] } of a project`,
      ),
    },
  ]),
  ...mutationsOf("src/settings/readSettings.ts", [
    {
      name: "What is the user's is read from the user's settings alone",
      holds: ["R1"],
      find: "user: (raw, key) => raw.user(key),",
      replace: "user: (raw, key) => raw.levels(key).at(-1)?.value ?? raw.user(key),",
      test: settings("never uses ollama.url of a workspace, and names it"),
    },
    {
      name: "Who tries to set what is the user's is named",
      holds: ["R1"],
      find: `[...by].filter((level) => level !== "user")`,
      replace: "[].filter(() => true)",
      test: settings("never uses providers of a folder, and names it"),
    },
    {
      name: "A wrong request for a mode counts as the strictest",
      holds: ["R5", "What breaks fails on the safe side"],
      find: "row.whenWrong ?? row.fallback",
      replace: "row.fallback",
      test: settings(
        `hears the strictest request for a mode: {"workspace":{"privacy.workspaceMode":"everything"}} is onDevice`,
      ),
    },
  ]),
  ...mutationsOf("src/vscode/settingsSource.ts", [
    {
      name: "What a remote machine sets does not pass for the user's own",
      holds: ["R1"],
      find: "globalLocalValue ?? (globalRemoteValue === undefined ? globalValue : undefined);",
      replace: "globalValue;",
      test: testIn(
        "unit/vscode/settingsSource",
        "keeps the user's own value apart from the remote machine's",
      ),
    },
    {
      name: "Whatever a project writes, the user's own value is read",
      holds: ["R1", "R3"],
      find: "return byLevel(inspected).user ?? inspected.defaultValue;\n}\n\n/** The folders",
      replace:
        "return inspected.workspaceValue ?? byLevel(inspected).user ?? inspected.defaultValue;\n}\n\n/** The folders",
      test: testIn("unit/vscode/settingsSource", "reads the user's own value, whatever a project writes"),
    },
  ]),
  ...mutationsOf("package.json", [
    {
      name: "The editor itself keeps a project from setting a server",
      holds: ["R1", "R3"],
      find: `drawbridge.ollama.url.markdownDescription%",\n            "scope": "application"`,
      replace: `drawbridge.ollama.url.markdownDescription%",\n            "scope": "resource"`,
      test: testIn(
        "unit/settings/manifest",
        "keeps every setting that is the user's out of reach of a workspace",
      ),
    },
    {
      name: "No link from outside the editor starts Drawbridge",
      holds: ["R14"],
      find: `"onStartupFinished"`,
      replace: `"onStartupFinished",\n    "onUri"`,
      test: testIn("unit/settings/manifest", "opens nothing from outside the editor"),
    },
  ]),
  ...mutationsOf("src/privacy/workspacePolicy.ts", [
    {
      name: "Nothing but a true that was stored is a confirmation",
      holds: ["R7", "needsConfirmation"],
      find: " && store.get(key) === true)",
      replace: ")",
      test: policy("does not take anything but true for a confirmation or a pause"),
    },
    {
      name: "What is taken back makes a new epoch",
      holds: ["revoked", "What is taken back ends at once"],
      find: "isSame && !takesBack && isStanding ? next",
      replace: "isSame && isStanding ? next",
      test: policy("ends what is under way when a confirmation is taken back"),
    },
    {
      name: "A server that goes makes a new epoch",
      holds: ["revoked", "What is taken back ends at once"],
      find: "isSame && !takesBack && isStanding ? next",
      replace: "isSame && !takesBack ? next",
      test: policy("ends what is under way when a provider's address changes"),
    },
    {
      name: "What another window tightened holds here at once",
      holds: ["R7", "What is taken back ends at once"],
      find: "if (!isStanding || !sameDecisions(this.#read(0), this.#policy)) this.refresh();",
      replace: "if (!isStanding) this.refresh();",
      test: testIn("unit/privacy/twoWindows", "obey what was tightened in the other, with a new epoch"),
    },
    {
      name: "A naming is forgotten with the mode it was made for",
      holds: ["R7", "needsConsent"],
      find: `choice?.mode === "cloud" ? choice.namedOrigins : []`,
      replace: "choice?.namedOrigins ?? []",
      test: policy("forgets names of providers that were given for another mode"),
    },
  ]),
  ...mutationsOf("src/privacy/grantBook.ts", [
    {
      name: "A grant is what it says under the name it has",
      holds: ["R7", "needsConsent"],
      find: "parsed.success && key === this.#prefix + parsed.data.id",
      replace: "parsed.success",
      test: testIn(
        "unit/privacy/grantBook",
        "grants nothing by what it cannot read, or finds under another name",
      ),
    },
  ]),
  ...mutationsOf("src/privacy/reviewDialogue.ts", [
    {
      name: "An answer counts for its own question",
      holds: ["R7", "needsConsent"],
      find: "if (message.review !== this.#id) return ignored;",
      replace: "",
      test: review("takes no answer to another question"),
    },
    {
      name: "A question is answered once",
      holds: ["R7", "needsConsent"],
      find: `if (this.#isAnswered) return message.type === "cancel" ? { kind: "left" } : ignored;`,
      replace: "",
      test: review("is answered once"),
    },
    {
      name: "No yes is taken that was not offered",
      holds: ["R7", "needsConsent"],
      find: "this.#request.keeps.find((offered) => offered === keep)",
      replace: "keep",
      test: review("takes no yes that was not offered"),
    },
    {
      name: "No yes is taken while a possible secret is undecided",
      holds: ["secretFound"],
      find: "this.#isDecided()\n",
      replace: "true\n",
      test: review("takes no yes while a possible secret is undecided"),
    },
    {
      name: "A page makes up no finding",
      holds: ["secretFound", "R7"],
      find: " || named.length !== ids.length) return undefined;",
      replace: ") return undefined;",
      test: review("redacts the secrets that were found and named, never one that the page made up"),
    },
  ]),
  ...mutationsOf("src/vscode/consentDialogs.ts", [
    {
      name: "A destination is confirmed in a dialog that holds the window",
      holds: ["R7", "needsConfirmation"],
      find: "{ modal: true, detail }",
      replace: "{ modal: false, detail }",
      test: testIn("unit/vscode/consentDialogs", "asks about network in a dialog that holds the window"),
    },
    {
      name: "Nothing but the button confirms a destination",
      holds: ["R7", "declined"],
      find: "detail }, button)) === button;",
      replace: "detail }, button)) !== undefined;",
      test: testIn(
        "unit/vscode/consentDialogs",
        "remembers nothing when the dialog is closed, or answered with anything else",
      ),
    },
  ]),
  ...mutationsOf("src/vscode/modePicker.ts", [
    {
      name: "A looser mode is confirmed in a dialog that holds the window",
      holds: ["R7", "modeForbids"],
      find: "{ modal: true, detail }",
      replace: "{ modal: false, detail }",
      test: testIn(
        "unit/vscode/modePicker",
        "makes the mode looser only when a person says so in a modal dialog",
      ),
    },
    {
      name: "A mode that somebody holds cannot be picked",
      holds: ["R7", "modeForbids"],
      find: "else if (picked.locked === undefined) await",
      replace: "else if (picked.act !== undefined) await",
      test: testIn("unit/vscode/modePicker", "does not let anybody pick what is held, and says who holds it"),
    },
  ]),
  ...mutationsOf("src/vscode/togglePause.ts", [
    {
      name: "No command ends a pause without a dialog",
      holds: ["R7", "paused"],
      find: "if (paused && (await isToResume(modeLabel(mode))))",
      replace: "if (paused && isToResume !== undefined)",
      test: testIn("unit/vscode/togglePause", "resumes only when a person says so in a modal dialog"),
    },
  ]),
  ...mutationsOf("src/vscode/secretKeys.ts", [
    {
      name: "A key is stored under its exact origin",
      holds: ["R2"],
      find: "`drawbridge.key ${origin}`",
      replace: "`drawbridge.key ${new URL(origin).hostname}`",
      test: testIn(
        "unit/vscode/secretKeys",
        "keeps a key under its scheme, host and port, and gives it to no other",
      ),
    },
  ]),
  ...mutationsOf("src/vscode/machinePolicyFile.ts", [
    {
      name: "A file that the user could write is not the administrator's",
      holds: ["R5"],
      find: "uid === id ||\n",
      replace: "",
      test: testIn("unit/vscode/machinePolicyFile", "calls a file of the user's own you's"),
    },
  ]),
  ...mutationsOf("src/vscode/policyFilesSource.ts", [
    {
      name: "A project cannot keep its policy file from being heard",
      holds: ["R5"],
      find: `if (uri.path.endsWith("/policy.json")) this.#refresh();`,
      replace: "",
      test: testIn("unit/vscode/policyFilesSource", "hears a project's policy file when it is saved"),
    },
  ]),
  ...mutationsOf("src/setup/diagnosis.ts", [
    {
      name: "A report shows no part of a model's name that is not public",
      holds: ["R21"],
      find: "${publicModelName(model)}",
      replace: "${model}",
      test: report,
    },
    {
      name: "A report shows no label that a person wrote",
      holds: ["R21"],
      find: "under a label of your own",
      replace: "${label}",
      test: report,
    },
    {
      name: "A report shows no host that is not a public API's",
      holds: ["R21"],
      find: `" (at an address of your own)"`,
      replace: "host",
      test: report,
    },
    {
      name: "A report shows a version only where it is one",
      holds: ["R21"],
      find: `"in a form that is not shown"`,
      replace: "version",
      test: report,
    },
    {
      name: "A report shows a kind of failure only where it is one",
      holds: ["R21"],
      find: `"of another kind"`,
      replace: "kind",
      test: report,
    },
    {
      name: "A report shows a time only where it is one",
      holds: ["R21"],
      find: `"unknown time"`,
      replace: "time",
      test: report,
    },
    {
      name: "A report shows a word only where it is known",
      holds: ["R21"],
      find: `? value : "unknown"`,
      replace: "? value : value",
      test: report,
    },
  ]),
];
