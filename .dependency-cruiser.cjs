/**
 * The rooms of src/ and what each may import, as ARCHITECTURE.md draws it. `base` and `terms` are open to every
 * room named after them. Changing this file is changing the architecture: say why in docs/decisions/.
 */
const words = ["base", "terms"];
const pipe = [
  "settings",
  "models",
  "destinations",
  "ledger",
  "context",
  "routing",
  "prompt",
  "gate",
  "egress",
  "stream",
];
const features = ["completion", "chat", "edit", "privacy", "setup"];
const rooms = {
  base: [],
  terms: ["base"],
  protocol: words,
  settings: words,
  models: words,
  destinations: words,
  ledger: words,
  context: [...words, "settings"],
  routing: [...words, "settings", "models", "destinations", "context"],
  prompt: [...words, "models", "context", "routing"],
  gate: [...words, "settings", "destinations", "context", "prompt", "routing"],
  egress: [...words, "ledger", "destinations", "gate"],
  stream: words,
  providers: [...words, "settings", "models", "prompt", "routing", "gate", "egress", "stream"],
  sending: [...words, "protocol", ...pipe, "providers"],
  ...Object.fromEntries(
    features.map((feature) => [feature, [...words, ...pipe, "protocol", "providers", "sending"]]),
  ),
  vscode: [...words, "protocol", "settings", ...features],
};
const forbid = (name, from, to) => ({ name, severity: "error", from, to });
const room = (...names) => `^src/(${names.join("|")})/`;

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([name, allowed]) =>
      forbid(
        `${name}-looks-only-down`,
        { path: room(name) },
        {
          path: "^src/",
          pathNot: room(name, ...allowed),
          ...(name === "vscode" && { dependencyTypesNot: ["type-only"] }),
        },
      ),
    ),
    forbid(
      "only-adapters-touch-vscode",
      { path: "^(src|media)/", pathNot: "^src/vscode/|^src/extension\\.ts$" },
      { path: "(^|/)(@types/)?vscode($|/)" },
    ),
    forbid(
      "only-egress-touches-the-network",
      { path: "^(src|media)/", pathNot: "^src/egress/" },
      {
        path: "^(node:)?(net|tls|http|https|http2|dgram|dns|dns/promises|inspector|inspector/promises|child_process|worker_threads|cluster)$|(^|/)undici(/|$)",
      },
    ),
    forbid(
      "only-a-provider-knows-its-sdk",
      { path: "^(src|media)/", pathNot: "^src/providers/" },
      { path: "(^|/)(ollama|openai|@anthropic-ai)(/|$)", pathNot: "^src/" },
    ),
    forbid(
      "rooms-above-know-only-the-provider-port",
      { path: room("sending", ...features) },
      { path: "^src/providers/", pathNot: "^src/providers/provider\\.ts$" },
    ),
    forbid(
      "only-prompt-makes-a-draft",
      { path: "^(src|media)/", pathNot: room("prompt") },
      { path: "^src/prompt/makeDraft\\.ts$" },
    ),
    forbid(
      "features-do-not-know-each-other",
      { path: `^src/(${features.join("|")})/` },
      { path: room(...features), pathNot: "^src/$1/" },
    ),
    forbid(
      "webview-knows-only-protocol-and-terms",
      { path: "^media/" },
      { path: "^src/", pathNot: room("protocol", "terms") },
    ),
    forbid("nothing-imports-the-root", { path: "^(src|media)/" }, { path: "^src/extension\\.ts$" }),
    forbid(
      "code-never-imports-tests-or-scripts",
      { path: "^(src|media)/" },
      { path: "^(test|scripts|bench)/" },
    ),
    forbid(
      "every-file-is-in-a-room",
      { path: "^src/", pathNot: `${room(...Object.keys(rooms))}|^src/extension\\.ts$` },
      {},
    ),
    // The rule above sees only files that import something.
    forbid(
      "nothing-imports-a-file-without-a-room",
      { path: "^(src|media)/" },
      { path: "^src/", pathNot: `${room(...Object.keys(rooms))}|^src/extension\\.ts$` },
    ),
    forbid("no-orphans", { orphan: true, path: "^(src|media)/", pathNot: "\\.d\\.ts$" }, {}),
    forbid("no-circular", { path: "^(src|media)/" }, { circular: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    builtInModules: { add: ["vscode"] },
  },
};
