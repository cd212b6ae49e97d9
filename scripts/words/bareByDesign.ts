/** Why what looks like a sentence is not translated, in a whole folder or file, or of a file only certain texts. */
export type Exemption = {
  /** A folder or a file, as in `src/prompt/` or `src/chat/x.ts`. */
  readonly path: string;
  readonly because: string;
  /** Only these texts; without them, all. */
  readonly texts?: readonly string[];
};

const toModel = "goes to a model, which is told everything in English";
const inManifest = "stands in package.json or a schema, with its translation in package.nls.*.json";
const inDocs = "stands in the documentation only";
const key = "a key by which something is kept";
const inLedger = "stands in the ledger; ruleFrom.ts translates it where it is shown";
const command = "a command for a terminal";
const name = "a name";
const exported = "stands in a file that is exported, whose words do not depend on who exports it";

/** Everything in src/ and media/ that looks like a sentence on screen and is none. */
export const bareByDesign: readonly Exemption[] = [
  { path: "src/prompt/", because: toModel },
  { path: "src/chat/commandInstructions.ts", because: toModel },
  { path: "src/chat/terminalAttachment.ts", because: toModel },
  { path: "src/edit/actions/codeInstructions.ts", because: toModel },
  { path: "src/edit/apply/diffEdits.ts", because: "how a patch is written", texts: ["\\ No newline"] },
  { path: "src/edit/apply/nameOf.ts", because: key, texts: ["value 0"] },
  { path: "src/edit/apply/similarity.ts", because: key, texts: ["import 0"] },
  { path: "src/edit/commit/renamedDiff.ts", because: "how git writes a difference" },
  { path: "src/edit/rename/nameRules.ts", because: "words of programming languages" },
  { path: "src/edit/tests/detectTests.ts", because: toModel },
  { path: "src/models/embedding.ts", because: toModel },
  {
    path: "src/models/infillTrial.ts",
    because: toModel,
    texts: [
      "export function area(width: number, height: number): number {\n  const ",
      " = width * height;\n  return surface;\n}\n",
      "def read_text(path):\n    with open(path) as ",
      ":\n        return handle.read()\n",
      "let total = 0;\nfor (const ",
      " of readings) {\n  total += reading;\n}\n",
    ],
  },
  { path: "src/models/infillTemplate.ts", because: inDocs, texts: ["its own template"] },
  { path: "src/models/recommendedModels.ts", because: inDocs, texts: ["an Ollama's /api/tags, digest 0"] },
  { path: "src/providers/ollamaPull.ts", because: "what a server says", texts: ["pulling manifest"] },
  { path: "src/egress/requestHeaders.ts", because: "a header of a request" },
  { path: "src/ledger/appendFile.ts", because: "stands in the log", texts: ["A line could not be added"] },
  { path: "src/vscode/readProblems.ts", because: toModel, texts: ["line 0: 0: 00"] },
  { path: "src/chat/conversationMarkdown.ts", because: exported },
  { path: "src/privacy/ledgerExport.ts", because: exported },
  { path: "src/setup/diagnosis.ts", because: "a report that is pasted where others read it" },
  { path: "src/gate/", because: "names of secrets, most of them of products, which stand in the ledger" },
  { path: "src/context/secretFiles.ts", because: inDocs },
  { path: "src/settings/manifestConfiguration.ts", because: inDocs },
  { path: "src/settings/table.ts", because: inManifest },
  { path: "src/settings/providerSchema.ts", because: inManifest },
  {
    path: "src/settings/policyFile.ts",
    because: inManifest,
    texts: [
      "The version of this format.",
      "The loosest mode that is allowed, strictest first.",
      "Files that are never read, as path rules in gitignore syntax.",
      "Files that only models on this device may see, as path rules in gitignore syntax.",
      "Most days that records of the ledger are kept.",
      'The only providers that may be used, by their ids; "ollama" is the built-in one.',
    ],
  },
  { path: "src/vscode/commandTable.ts", because: inManifest },
  { path: "src/settings/providerPresets.ts", because: name },
  { path: "src/settings/providerConfig.ts", because: name, texts: ["Ollama"] },
  { path: "src/vscode/exportConversation.ts", because: name, texts: ["Markdown", "JSON"] },
  { path: "src/vscode/exportLedger.ts", because: name, texts: ["CSV"] },
  { path: "src/vscode/addProvider.ts", because: "the form of an address", texts: ["https://…/v1"] },
  {
    path: "src/settings/readSettings.ts",
    because: "the name of a setting, before a sentence that is said",
    texts: ["drawbridge.0 0"],
  },
  { path: "media/ledger/LineDetails.tsx", because: name, texts: ["SHA-256"] },
  {
    path: "src/settings/pathRules.ts",
    because: inLedger,
    texts: [
      "your settings",
      "the settings of the remote machine",
      "this project's settings",
      "a setting that cannot be read",
    ],
  },
  {
    path: "src/privacy/policyFiles.ts",
    because: inLedger,
    texts: [
      "your administrator",
      "your own policy file",
      "this machine's policy file",
      "this project's .drawbridge/policy.json",
    ],
  },
  { path: "src/context/pathVerdict.ts", because: inLedger, texts: ["built in", "could not be checked"] },
  { path: "src/terms/ruleFrom.ts", because: inLedger },
  {
    path: "src/setup/installHelp.ts",
    because: command,
    texts: ["curl -fsSL https://ollama.com/install.sh | sh"],
  },
  { path: "src/setup/modelAdvice.ts", because: command, texts: ["ollama pull 0"] },
  { path: "src/setup/setUpView.ts", because: command, texts: ["sudo systemctl start ollama"] },
  { path: "src/vscode/startHelp.ts", because: command, texts: ["ollama serve"] },
  { path: "src/completion/completionNotice.ts", because: key, texts: ["plainly 0 0"] },
  { path: "src/privacy/ledgerList.ts", because: key, texts: ["none", "more"] },
  { path: "src/privacy/dataFlow.ts", because: key, texts: ["0 here"] },
  { path: "src/privacy/grantBook.ts", because: key, texts: ["drawbridge.grant 0 "] },
  { path: "src/privacy/workspacePolicy.ts", because: key },
  { path: "src/vscode/secretKeys.ts", because: key, texts: ["drawbridge.key 0"] },
  { path: "src/vscode/windowPlace.ts", because: "the name of a workspace, which stands in the ledger" },
  { path: "src/vscode/webviewPage.ts", because: "a page and its policy" },
  { path: "src/chat/viewState.ts", because: "what a page is told", texts: ["Answer on this device"] },
  { path: "media/chat/Composer.tsx", because: "what a page is told", texts: ["Answer on this device"] },
];
