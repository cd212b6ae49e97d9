import tseslint from "typescript-eslint";

const network = ["fetch", "WebSocket", "XMLHttpRequest", "EventSource"];
const onlyTheDoor = "Only src/egress/ opens a connection.";
const globals = [
  ...network.map((name) => ({ name, message: onlyTheDoor })),
  { name: "console", message: "Log through the Logger you were given." },
];
const properties = [
  ...network.flatMap((property) =>
    ["globalThis", "window", "self"].map((object) => ({ object, property, message: onlyTheDoor })),
  ),
  { object: "navigator", property: "sendBeacon", message: onlyTheDoor },
  { object: "process", property: "env", message: "No environment variable may decide what Drawbridge does." },
];
const shape = [
  { selector: "ExportDefaultDeclaration", message: "Use named exports." },
  { selector: "ExportAllDeclaration", message: "No barrel files: import from where the thing lives." },
  {
    selector: "ExportNamedDeclaration[source]",
    message: "No barrel files: import from where the thing lives.",
  },
];
const brand = {
  selector: "TSAsExpression > TSTypeReference > Identifier[name='ClearedRequest']",
  message: "Only src/gate/ clears a request.",
};
const draftBrand = {
  selector: "TSAsExpression > TSTypeReference > Identifier[name='Draft']",
  message: "Only src/prompt/ constructs a draft.",
};
/** A name however it is used: called, taken out of an object, imported, or written as a string. */
const named = (names, message) => ({
  selector: `:matches(Identifier[name=/^(${names})$/], JSXIdentifier[name=/^(${names})$/], Literal[value=/^(${names})$/])`,
  message,
});
const listensToNobody = "Nothing here listens for connections.";
const modelsOfOthers = "The editor's language models are somebody else's cloud.";
/** What Drawbridge does not have at all: docs/security/rules.md says why. */
const absent = [
  named("registerUriHandler", "No link from outside the editor starts anything."),
  named("createServer|createSecureServer", listensToNobody),
  { selector: "CallExpression[callee.property.name='listen']", message: listensToNobody },
  named("asExternalUri|portMapping|openTunnel", "No port of this device is made reachable."),
  named("LanguageModelChat|selectChatModels", modelsOfOthers),
  {
    selector: ":matches(MemberExpression[property.name='lm'], ObjectPattern > Property[key.name='lm'])",
    message: modelsOfOthers,
  },
  named("createTelemetryLogger", "Nothing is reported to anybody."),
  named("ShellExecution|ProcessExecution|CustomExecution|executeTask", "Nothing here runs commands."),
  named("innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML", "Text never becomes HTML."),
  named("supportHtml|appendMarkdown", "Text from outside never becomes Markdown of the editor's."),
  {
    selector:
      ":matches(Property[key.name='enableCommandUris']:not([value.value=false]), AssignmentExpression[left.property.name='enableCommandUris'])",
    message: "No page of a view starts a command.",
  },
  {
    selector:
      ":matches(Property[key.name='isTrusted'][value.value=true], AssignmentExpression[left.property.name='isTrusted'][right.value=true])",
    message: "Trusted Markdown names the few commands it may start.",
  },
  {
    selector:
      ":matches(AssignmentExpression[left.property.name='html']:not([right.callee.name='webviewPage']), CallExpression[callee.property.name='createWebviewPanel']:not([arguments.3.callee.name='webviewOptions']), AssignmentExpression[left.object.name='webview'][left.property.name='options']:not([right.callee.name='webviewOptions']))",
    message: "Every view is a page of src/vscode/webviewPage.ts, with its policy and its options.",
  },
];
const opensLinks = named(
  "openExternal|vscode\\.open",
  "Only src/vscode/openLink.ts opens a link, once it was shown whole and recorded.",
);
const startsCommands = named(
  "createTerminal",
  "Only src/vscode/startHelp.ts runs a command, in a terminal, once the user pressed for it.",
);
const makesMarkdown = named(
  "MarkdownString",
  "Only src/vscode/statusBar.ts makes Markdown, of escaped text.",
);
const editsFiles = named(
  "applyEdit|WorkspaceEdit",
  "Only src/vscode/applyFileEdits.ts edits files, for src/edit/proposal/writeProposal.ts and its list of protected ones, and src/vscode/symbolRename.ts has the editor rename.",
);
const resumes = {
  selector: "CallExpression[callee.property.name='setPaused']",
  message:
    "Only src/vscode/togglePause.ts ends a pause, once the user said so in a dialog that holds the window.",
};
const restricted = [
  ...shape,
  ...absent,
  opensLinks,
  startsCommands,
  makesMarkdown,
  editsFiles,
  resumes,
  brand,
  draftBrand,
];
const restrictedBut = (...exceptions) => ({
  rules: { "no-restricted-syntax": ["error", ...restricted.filter((each) => !exceptions.includes(each))] },
});

export default tseslint.config(
  {
    ignores: ["dist/", "node_modules/", "*-output/", "test/fixtures/", "test/apply/", "**/*.mjs", "**/*.cjs"],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { noInlineConfig: true },
    rules: {
      "no-restricted-syntax": ["error", ...shape],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    files: ["src/**/*.{ts,tsx}", "media/**/*.{ts,tsx}"],
    rules: {
      complexity: ["error", 10],
      eqeqeq: "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 50, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 4],
      "no-restricted-globals": ["error", ...globals],
      "no-restricted-properties": ["error", ...properties],
      "no-restricted-syntax": ["error", ...restricted],
    },
  },
  {
    files: ["src/egress/**"],
    rules: {
      "no-restricted-globals": ["error", ...globals.filter(({ name }) => name !== "fetch")],
      "no-restricted-properties": ["error", ...properties.filter(({ property }) => property !== "fetch")],
    },
  },
  { files: ["src/gate/**"], ...restrictedBut(brand) },
  { files: ["src/prompt/**"], ...restrictedBut(draftBrand) },
  { files: ["src/vscode/openLink.ts"], ...restrictedBut(opensLinks) },
  { files: ["src/vscode/startHelp.ts"], ...restrictedBut(startsCommands) },
  { files: ["src/vscode/statusBar.ts"], ...restrictedBut(makesMarkdown) },
  { files: ["src/vscode/togglePause.ts"], ...restrictedBut(resumes) },
  {
    files: ["src/vscode/applyFileEdits.ts", "src/vscode/symbolRename.ts"],
    ...restrictedBut(editsFiles),
  },
  {
    files: ["test/**", "scripts/**", "bench/**"],
    rules: {
      "@typescript-eslint/no-floating-promises": [
        "error",
        { allowForKnownSafeCalls: ["describe", "it", "test"] },
      ],
    },
  },
);
