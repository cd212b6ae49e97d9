/** The addresses in the table of provider kinds, which whoever reads a kind's manners brings along. */
const presetAddresses: Readonly<Record<string, string>> = {
  "http://127.0.0.1:11434": "where Ollama listens unless drawbridge.ollama.url says otherwise",
  "http://127.0.0.1:1234/v1":
    "where LM Studio listens unless its entry in drawbridge.providers says otherwise",
  "http://127.0.0.1:3000/v1": "the same for TGI",
  "http://127.0.0.1:8000/v1": "the same for vLLM and transformers serve",
  "http://127.0.0.1:8080/v1": "the same for llama.cpp's server",
  "http://127.0.0.1:23333/v1": "the same for LMDeploy",
  "https://api.anthropic.com":
    "the API of a provider of that kind, used only once the user has configured one",
  "https://api.deepseek.com/v1": "the same",
  "https://api.groq.com/openai/v1": "the same",
  "https://api.mistral.ai/v1": "the same",
  "https://api.openai.com/v1":
    "the same; also the default of the openai package, to which ours is always given",
  "https://generativelanguage.googleapis.com/v1beta/openai": "the same",
  "https://openrouter.ai/api/v1": "the same",
  "https://aistudio.google.com/apikey":
    "where its maker hands out keys; opened only when the user asks for it",
  "https://console.anthropic.com/settings/keys": "the same",
  "https://console.groq.com/keys": "the same",
  "https://console.mistral.ai/api-keys": "the same",
  "https://openrouter.ai/settings/keys": "the same",
  "https://platform.deepseek.com/api_keys": "the same",
  "https://platform.openai.com/api-keys": "the same",
};

/**
 * Everything the built bundles ask of the world: per bundle, each module it requires and each URL written in it, with
 * what it is for. `npm run check` compares this table with what was built and fails on any difference, so a new way
 * out of the machine is seen by whoever reviews the change.
 */
export const bundleManifest: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "extension.cjs": {
    vscode: "the editor's API",
    "node:crypto": "digests of cleared bodies and ledger records, random ids and the pages' nonces",
    "node:dns/promises": "the door looks up the host it is about to dial, to judge its addresses",
    "node:fs": "the ledger is appended with fsync; policy and ignore files are read",
    "node:fs/promises": "links are followed to what they name",
    "node:os": "this device's own addresses, to tell it from others",
    "node:path": "names of those files",
    "http://": "put before a bare host so that it can be parsed; nothing is dialled with it",
    ...presetAddresses,
    "https://": "the door lets a key leave the device only to an origin that begins so",
    "https://…/v1": "an address in the example that explains drawbridge.providers",
  },
  "settingsFile.cjs": {},
  "treeSitterSyntax.cjs": {},
  "providerDesk.cjs": {
    vscode: "the editor's API",
    "http://": "put before a bare host so that it can be parsed; nothing is dialled with it",
    ...presetAddresses,
    "https://…/v1": "an address in the example that explains drawbridge.providers",
  },
  "providerDiagnostics.cjs": { vscode: "the editor's API" },
  "modelDesk.cjs": {
    vscode: "the editor's API",
    "node:fs/promises": "how much room the disk has where Ollama keeps its models",
    "node:os": "the home folder, where Ollama keeps its models; this machine's memory",
    "http://": "put before a bare host so that it can be parsed; nothing is dialled with it",
    "https://": "how the name of a model does not begin, in a text",
    ...presetAddresses,
  },
  "openCompletion.cjs": {
    vscode: "the editor's API",
    "node:fs": "the figures of completion are written beside the ledger, on this machine only",
    "node:fs/promises": "those of every window are read back",
    "node:path": "names of files in that folder, and the path that a pattern is about",
    ...presetAddresses,
  },
  "openMentions.cjs": {
    vscode: "the editor's API",
    "node:crypto": "pictures are known by their digests",
  },
  "chooseRules.cjs": { vscode: "the editor's API" },
  "pickContext.cjs": { vscode: "the editor's API" },
  "openNewFile.cjs": { vscode: "the editor's API" },
  "showChip.cjs": { vscode: "the editor's API" },
  "openCodeIndex.cjs": {
    vscode: "the editor's API",
    "node:crypto": "digests of indexed files and of the index's own; random names for those",
    "node:fs": "files of the workspace are read; the index is locked while one window writes it",
    "node:fs/promises": "the index is kept in the editor's storage for this workspace",
    "node:os": "this machine's name, to tell its windows from those of another one that shares the folder",
    "node:path": "names of those files",
    "http://": "put before a bare host so that it can be parsed; nothing is dialled with it",
    ...presetAddresses,
  },
  "openEdit.cjs": {
    vscode: "the editor's API",
    "node:fs/promises":
      "links are followed to the file that is to be changed, to protect it by where it really is",
    "node:path": "names of those files",
  },
  "completionHelp.cjs": {
    vscode: "the editor's API",
    "node:crypto": "the webview's nonce",
    "node:path": "the path that a pattern is about, with no dots in it",
  },
  "ledgerPages.cjs": {
    vscode: "the editor's API",
    "node:crypto": "checks the digests of the ledger's records; the webview's nonce",
  },
  "exportLedger.cjs": {
    vscode: "the editor's API",
    "node:fs/promises": "reads the ledger and writes the export where the user said",
    "node:os": "the home folder, which a save dialog begins in",
    "node:path": "names of those files",
  },
  "openChat.cjs": {
    vscode: "the editor's API",
    "node:crypto": "folders of workspaces and files of windows are named by hashes; digests of pictures",
    "node:fs": "each event of a conversation is in its file when the call returns",
    "node:fs/promises": "conversations, and which of them windows have open",
    "node:os": "the machine's name, of which a hash tells whose windows have conversations open",
    "node:path": "names of those files",
    ...presetAddresses,
  },
  "deleteAllData.cjs": {
    vscode: "the editor's API",
    "node:fs/promises": "what is kept is measured, and deleted",
    "node:path": "names of those folders",
  },
  "historyDesk.cjs": {
    vscode: "the editor's API",
    "node:crypto": "ids of imported conversations, and names of files that are half written",
    "node:fs": "how a conversation's file is opened to add to it",
    "node:fs/promises": "conversations, those that were deleted, and the summaries of all",
    "node:os": "the home folder, which a save dialog begins in",
    "node:path": "names of those files",
  },
  "diagnoseWindow.cjs": {
    vscode: "the editor's API",
    "node:process": "versions and system, for the report",
    "http://": "put before a bare host so that it can be parsed; nothing is dialled with it",
    ...presetAddresses,
  },
  "setUpDesk.cjs": {
    vscode: "the editor's API",
    "node:fs/promises": "whether Ollama's program is at one of its usual places",
    "node:os": "the user's own folder; this machine's memory, to offer a model that fits",
    "node:path": "names of those places",
    "node:process": "which system this is",
    "https://ollama.com/download/linux": "the page of Ollama's makers; opened only when the user asks for it",
    "https://ollama.com/download/mac": "the same",
    "https://ollama.com/download/windows": "the same",
    "https://ollama.com/install.sh": "in a command that is shown to be copied, and never run from here",
  },
  "directTransport.cjs": {
    "node:net": "opens the connections to this device and the user's own network, to a pinned address",
    "node:tls": "the same with TLS",
    "node:assert": "undici: its own invariants",
    "node:async_hooks": "undici: keeps the caller's async context for callbacks",
    "node:buffer": "undici: bytes",
    "node:crypto": "undici: boundaries of form data, which is never sent",
    "node:diagnostics_channel": "undici: announces requests to whoever listens inside this process",
    "node:events": "undici: its dispatchers are emitters",
    "node:http": "undici: recognises Node's own answers; the limit of header bytes",
    "node:http2": "undici: for origins that negotiate HTTP/2, which the pinned connector does not offer",
    "node:perf_hooks": "undici: timing of its fetch, which is not used",
    "node:querystring": "undici: query strings given as objects, which are not used",
    "node:sqlite": "undici: named in its list of optional features, never loaded here",
    "node:stream": "undici: bodies as streams",
    "node:util": "a promise from undici's callback; undici: texts for debugging",
    "node:util/types": "undici: tells kinds of buffers apart",
    "node:worker_threads": "undici: recognises message ports in its checks of web types",
    "node:zlib": "undici: inflates in its fetch, which is not used",
    "http://": "undici: recognises an absolute URL given as a path",
    "https://": "undici: recognises an absolute URL given as a path",
  },
  "ollama.cjs": {},
  "ollamaClient.cjs": {
    "node:fs": "the ollama package: reads images given as file names, which are not used",
    "node:path": "the same",
    "http://": "the ollama package: completes a host without a scheme; ours always has one",
    "http://127.0.0.1": "the ollama package: completes a host that is only a port; ours never is",
    "http://127.0.0.1:": "the ollama package: its default host; ours is always given",
    "https://ollama.com/api/web_fetch":
      "the ollama package: a web tool, which is not used; every call goes through the door",
    "https://ollama.com/api/web_search":
      "the ollama package: a web tool, which is not used; every call goes through the door",
  },
  "openai.cjs": presetAddresses,
  "openaiClient.cjs": {
    "https://api.openai.com/v1": "the openai package: its default; ours is always given",
    "https://ae.api.openai.com/v1": "the openai package: a region by name, which is not used",
    "https://au.api.openai.com/v1": "the openai package: a region by name, which is not used",
    "https://eu.api.openai.com/v1": "the openai package: a region by name, which is not used",
    "https://in.api.openai.com/v1": "the openai package: a region by name, which is not used",
    "https://jp.api.openai.com/v1": "the openai package: a region by name, which is not used",
    "https://us.api.openai.com/v1": "the openai package: a region by name, which is not used",
    "https://mtls.api.openai.com": "the openai package: sign-in by certificate, which is not used",
    "https://mtls.api.openai.com/v1": "the openai package: sign-in by certificate, which is not used",
    "https://auth.openai.com/oauth/token":
      "the openai package: sign-in by workload identity, which is not used",
    "https://redacted.invalid": "the openai package: a base for hiding parts of a path in its errors",
    "https://docs.expo.dev/versions/latest/sdk/expo/#expofetch-api":
      "the openai package: a link in an error text",
    "https://help.openai.com/en/articles/5112595-best-practices-for-api-key-safety":
      "the openai package: a link in an error text",
  },
  "anthropic.cjs": {
    "https://docs.expo.dev/versions/latest/sdk/expo/#expofetch-api":
      "the @anthropic-ai/sdk package: a link in an error text",
  },
  "chat.js": {
    "http://": "marked: completes a link written as www.…; a click asks the host to open it",
    "http://www.w3.org/1998/Math/MathML": "preact: the name of a namespace, never fetched",
    "http://www.w3.org/1999/xhtml": "preact: the name of a namespace, never fetched",
    "http://www.w3.org/2000/svg": "preact: the name of a namespace, never fetched",
    "https://github.com/markedjs/marked.": "marked: a link in an error text",
  },
  "highlightCode.js": {
    "https://github.com/highlightjs/highlight.js/issues/2277": "highlight.js: a link in a warning text",
    "https://github.com/highlightjs/highlight.js/wiki/security": "highlight.js: a link in a warning text",
  },
  "flow.js": {
    "http://www.w3.org/1998/Math/MathML": "preact: the name of a namespace, never fetched",
    "http://www.w3.org/1999/xhtml": "preact: the name of a namespace, never fetched",
    "http://www.w3.org/2000/svg": "preact: the name of a namespace, never fetched",
  },
  "ledger.js": {
    "http://www.w3.org/1998/Math/MathML": "preact: the name of a namespace, never fetched",
    "http://www.w3.org/1999/xhtml": "preact: the name of a namespace, never fetched",
    "http://www.w3.org/2000/svg": "preact: the name of a namespace, never fetched",
  },
  "review.js": {
    "http://www.w3.org/1998/Math/MathML": "preact: the name of a namespace, never fetched",
    "http://www.w3.org/1999/xhtml": "preact: the name of a namespace, never fetched",
    "http://www.w3.org/2000/svg": "preact: the name of a namespace, never fetched",
  },
  "statistics.js": {
    "http://www.w3.org/1998/Math/MathML": "preact: the name of a namespace, never fetched",
    "http://www.w3.org/1999/xhtml": "preact: the name of a namespace, never fetched",
    "http://www.w3.org/2000/svg": "preact: the name of a namespace, never fetched",
  },
};
