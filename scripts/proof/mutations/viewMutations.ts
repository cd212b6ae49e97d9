import { mutationsOf, testIn } from "./mutation.ts";

const page = testIn(
  "unit/vscode/webviewPage",
  "lets the page of chat run its own script and reach no network",
);
const options = testIn("unit/vscode/webviewPage", "lets a page run scripts, start no command, map no port");
const blocks = (title: string) => testIn("unit/media/blockNodes", title);
const link = (title: string) => testIn("unit/vscode/chatPage", title);
const visible = (title: string) => testIn("unit/media/visibleRuns", title);
const inAnswers =
  "names in code and in prose what turns direction, has no width, steers a terminal or carries hidden words";
const start = testIn(
  "unit/vscode/startHelp",
  "starts the very program that was found, where it is looked for, with its cloud off, not in the project",
);
const hover = (title: string) => testIn("unit/vscode/statusBar", title);

/** Guards of what is drawn: pages, answers, links, and names from outside. */
export const viewMutations = [
  ...mutationsOf("src/vscode/startHelp.ts", [
    {
      name: "Ollama is started with its own cloud off",
      holds: ["R18"],
      find: `OLLAMA_NO_CLOUD: "1", OLLAMA_HOST: url`,
      replace: `OLLAMA_HOST: url`,
      test: start,
    },
    {
      name: "Ollama is started to listen where Drawbridge asks, and nowhere else",
      holds: ["R18"],
      find: `OLLAMA_NO_CLOUD: "1", OLLAMA_HOST: url`,
      replace: `OLLAMA_NO_CLOUD: "1"`,
      test: start,
    },
    {
      name: "No program of the project's is started for Ollama",
      holds: ["R18"],
      find: `    cwd: vscode.Uri.file(homedir()),\n`,
      replace: "",
      test: start,
    },
    {
      name: "Ollama is started on the machine that Drawbridge asks, not on the one that the window is connected to",
      holds: ["R18"],
      find: "cwd: vscode.Uri.file(homedir())",
      replace: "cwd: homedir()",
      test: start,
    },
    {
      name: "Ollama is not started without a yes",
      holds: ["R18"],
      find: "  if (answer !== start) return false;\n",
      replace: "",
      test: testIn("unit/vscode/startHelp", "starts nothing before the user agreed to what it says"),
    },
  ]),
  ...mutationsOf("src/chat/summaryDesk.ts", [
    {
      name: "No summary that nobody asked for leaves this device",
      holds: ["modeForbids"],
      find: "due?.reach === undefined || !staysHere(due.reach)",
      replace: "due === undefined",
      test: testIn(
        "unit/chat/summaryDesk",
        "makes none by itself that would leave this device or could be forwarded",
      ),
    },
    {
      name: "Nobody is asked about a summary that nobody asked for",
      holds: ["needsConsent"],
      find: `...{ task: "chat", trigger, `,
      replace: `...{ task: "chat", trigger: "person", `,
      test: testIn("unit/chat/summaryDesk", "says in its order that nobody asked for it"),
    },
  ]),
  ...mutationsOf("src/prompt/chatDraft.ts", [
    {
      name: "A summary counts as made from every file that it summarises",
      holds: ["sourceExcluded"],
      find: `return [{ text, source: { kind: "answer" } }, ...inherited(seen)];`,
      replace: `return [{ text, source: { kind: "answer" } }];`,
      test: testIn(
        "unit/prompt/chatDraft",
        "puts it in the place of the turns that it stands for, with every file of theirs",
      ),
    },
  ]),
  ...mutationsOf("src/vscode/chatPage.ts", [
    {
      name: "A conversation's button starts no program",
      holds: ["R18"],
      find: `action === "startHere" ? "startServer" : action`,
      replace: "action",
      test: link("starts a program at a press of the welcome's own button"),
    },
  ]),
  ...mutationsOf("src/vscode/webviewPage.ts", [
    {
      name: "A page reaches no network",
      holds: ["R9"],
      find: `"connect-src 'none'",`,
      replace: `"connect-src https:",`,
      test: page,
    },
    {
      name: "A page loads nothing that is not named",
      holds: ["R9"],
      find: `"default-src 'none'",`,
      replace: "",
      test: page,
    },
    {
      name: "A page draws no image of somebody else's",
      holds: ["R9", "R10"],
      find: "`img-src ${webview.cspSource} data:`",
      replace: "`img-src ${webview.cspSource} https: data:`",
      test: page,
    },
    {
      name: "A page runs no script but its own",
      holds: ["R9", "R10"],
      find: "`script-src 'nonce-${nonce}'`",
      replace: "`script-src 'unsafe-inline'`",
      test: page,
    },
    { name: "A page sends no form", holds: ["R9"], find: `"form-action 'none'",`, replace: "", test: page },
    {
      name: "A page cannot be given another base",
      holds: ["R9"],
      find: `"base-uri 'none'",`,
      replace: "",
      test: page,
    },
    {
      name: "A page starts no command",
      holds: ["R15"],
      find: "enableCommandUris: false,",
      replace: "enableCommandUris: true,",
      test: options,
    },
    {
      name: "A page maps no port",
      holds: ["R17"],
      find: "enableCommandUris: false,",
      replace: "enableCommandUris: false,\n    portMapping: [{ webviewPort: 1, extensionHostPort: 11434 }],",
      test: options,
    },
    {
      name: "A page reads nothing but what was built",
      holds: ["R9"],
      find: `localResourceRoots: [vscode.Uri.joinPath(extensionUri, "dist")],`,
      replace: "",
      test: options,
    },
  ]),
  ...mutationsOf("src/protocol/parseToHost.ts", [
    {
      name: "The host hears nothing that a message has beside its own",
      holds: ["R15"],
      find: `z.object({ type: z.literal("openLink")`,
      replace: `z.looseObject({ type: z.literal("openLink")`,
      test: testIn("unit/protocol/parseToHost", "hands on nothing that a message has beside its own"),
    },
    {
      name: "A page names no command for a step",
      holds: ["R15"],
      find: "action: z.enum(stepActions)",
      replace: "action: z.string()",
      test: testIn("unit/protocol/parseToHost", "takes no command for a step"),
    },
  ]),
  ...mutationsOf("media/chat/blockNodes.ts", [
    {
      name: "An image becomes words",
      holds: ["R10", "R12"],
      find: "image: ({ text }) => [plain(`[image: ${decodeCharacterReferences(text)}]`)],",
      replace: `image: ({ href, text }) => [{ kind: "link", link: { url: href, host: href }, children: [plain(text)] }],`,
      test: blocks("shows an image as words"),
    },
    {
      name: "HTML stays text",
      holds: ["R10", "R12"],
      find: `return { kind: "verbatim", text: token.raw.replace(/\\n+$/, "") };`,
      replace: "return undefined;",
      test: blocks("shows raw HTML as it was written"),
    },
    {
      name: "A link whose words name another host names its own",
      holds: ["R10"],
      find: "disguises(plainText(children), link) ? [node, plain(` (${link.host})`)] : [node]",
      replace: "[node]",
      test: blocks("names the host of a link whose words name another"),
    },
  ]),
  ...mutationsOf("media/chat/safeLink.ts", [
    {
      name: "Only addresses of the web are links",
      holds: ["R10"],
      find: `if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;`,
      replace: "",
      test: blocks("offers http and https links and no others"),
    },
  ]),
  ...mutationsOf("media/parts/visibleRuns.ts", [
    {
      name: "A character that would hide is named",
      holds: ["R10"],
      find: "runs.push({ name: codePointName(character) });",
      replace: "runs.push(character);",
      test: visible("names what turns the direction of writing"),
    },
  ]),
  ...mutationsOf("src/terms/hiddenCharacters.ts", [
    {
      name: "What turns the direction of code is named",
      holds: ["R10"],
      find: "`${kinds(String.raw`\\p{C}${drawnAsNothing}`",
      replace: "`${kinds(String.raw`\\p{Cs}`",
      test: visible(inAnswers),
    },
    {
      name: "What turns the direction of prose is named",
      holds: ["R10"],
      find: "\\u061C\\u200C-\\u200F",
      replace: "\\u061C\\u200C-\\u202E",
      test: visible(inAnswers),
    },
    {
      name: "Words that are spelled in selectors are named",
      holds: ["R10"],
      find: "(?<!\\p{Emoji})[\\uFE0E\\uFE0F]",
      replace: "[^\\s\\S]",
      test: visible("names selectors that show nothing where they stand"),
    },
  ]),
  ...mutationsOf("media/review/haste.ts", [
    {
      name: "A press that no person made is none",
      holds: ["R7"],
      find: "return isTrusted && ",
      replace: "return ",
      test: testIn("unit/media/haste", "is never meant when no person made it"),
    },
    {
      name: "A press that comes too soon is none",
      holds: ["R7"],
      find: " && timeStamp - this.#changedMs >= hasteMs",
      replace: "",
      test: testIn("unit/media/haste", "is meant when what is shown has stood there long enough"),
    },
  ]),
  ...mutationsOf("src/vscode/openLink.ts", [
    {
      name: "A link is opened only after its whole address was shown",
      holds: ["R10"],
      find: "  if (answer !== open) return;\n",
      replace: "",
      test: link("opens a link only after its whole address was shown in a dialog that holds the window"),
    },
    {
      name: "No address that is not of the web is opened",
      holds: ["R10", "R14"],
      find: ` || !["http:", "https:"].includes(target.protocol)`,
      replace: "",
      test: link("opens no address that is not of the web, and does not even ask"),
    },
    {
      name: "No link is opened that the ledger does not have",
      holds: ["R10"],
      find: "  if (!recorded.ok) {",
      replace: "  if (false) {",
      test: link("opens no link that cannot be recorded, and says so"),
    },
  ]),
  ...mutationsOf("src/vscode/statusBar.ts", [
    {
      name: "A name from outside becomes no Markdown",
      holds: ["R11"],
      find: "    .replace(/[\\\\`*_{}[\\]()#+\\-.!|<>~$&:@/]/g, (mark) => `&#${mark.charCodeAt(0)};`)\n",
      replace: "",
      test: hover("makes nothing but text of what comes from outside"),
    },
    {
      name: "The hover starts its own commands and no other",
      holds: ["R11"],
      find: "markdown.isTrusted = { enabledCommands: [...links, ...completionLinks].map(([command]) => command) };",
      replace: "markdown.isTrusted = Boolean(links);",
      test: hover("starts its own commands from the hover, and no other"),
    },
  ]),
  ...mutationsOf("src/base/messageText.ts", [
    {
      name: "No name from outside becomes a link in a message",
      holds: ["R11"],
      find: "return withoutLinks(plainLine(sentence));",
      replace: "return plainLine(sentence);",
      test: testIn("unit/vscode/settingsProblems", "makes no link and no line of its own"),
    },
  ]),
  ...mutationsOf("src/vscode/windowPlace.ts", [
    {
      name: "The name of a workspace is one line of text",
      holds: ["R7", "R11"],
      find: `plainLine(vscode.workspace.name ?? "empty window")`,
      replace: `vscode.workspace.name ?? "empty window"`,
      test: testIn("unit/vscode/togglePause", "lets no name of a workspace write a line of its own"),
    },
  ]),
  ...mutationsOf("src/chat/conversationFile.ts", [
    {
      name: "A button of a stored conversation says what it does",
      holds: ["R7"],
      find: "z.transform(({ action }) => step(action)),",
      replace: `z.transform((read) => ({ ...step(read.action), ...read })),`,
      test: testIn("unit/chat/conversation", "names a button for what it does, whatever the file calls it"),
    },
  ]),
  ...mutationsOf("src/chat/conversationPath.ts", [
    {
      name: "An id of a conversation leads to no other folder",
      holds: ["R7"],
      find: "/^[\\w-]{1,64}$/.test(id)",
      replace: "id.length > 0",
      test: testIn("unit/chat/fileConversationStore", "leads nowhere else by an id that somebody made up"),
    },
  ]),
  ...mutationsOf("src/vscode/historyDesk.ts", [
    {
      name: "What was allowed for a conversation ends when it is left",
      holds: ["R7"],
      find: "    await this.#endGrants();\n    const opened",
      replace: "    const opened",
      test: testIn(
        "unit/vscode/historyDesk",
        "asks again for what was allowed in a conversation that was left",
      ),
    },
  ]),
];
