/** One break of every arrow the architecture forbids, each in a file of its own. */

/** For each room a neighbour that it must never see: the one that would tempt most. */
const forbiddenNeighbour: Readonly<Record<string, string>> = {
  base: "terms",
  terms: "protocol",
  protocol: "settings",
  settings: "models",
  models: "settings",
  destinations: "ledger",
  ledger: "egress",
  context: "prompt",
  routing: "gate",
  prompt: "gate",
  gate: "egress",
  egress: "providers",
  stream: "providers",
  providers: "sending",
  sending: "chat",
  completion: "vscode",
  chat: "vscode",
  edit: "vscode",
  privacy: "vscode",
  setup: "vscode",
  vscode: "gate",
};

/** Every module that could open a connection or a way around the door. */
const waysOut = [
  "net",
  "tls",
  "http",
  "https",
  "http2",
  "dgram",
  "dns",
  "dns/promises",
  "inspector",
  "inspector/promises",
  "child_process",
  "worker_threads",
  "cluster",
] as const;

const rooms = Object.keys(forbiddenNeighbour);
const use = (...specifiers: readonly string[]): string =>
  specifiers
    .map((specifier, index) => `import * as used${index} from "${specifier}";\nexport { used${index} };\n`)
    .join("");

/** The files: a plain one per room to point at, one that breaks each rule, and those that use what is allowed. */
export const roomFiles: Readonly<Record<string, string>> = {
  ...Object.fromEntries(rooms.map((room) => [`src/${room}/room.ts`, `export const room = "${room}";\n`])),
  ...Object.fromEntries(
    Object.entries(forbiddenNeighbour).map(([room, up]) => [
      `src/${room}/plantedUp.ts`,
      use(`../${up}/room.ts`),
    ]),
  ),
  "src/providers/provider.ts": use("../stream/room.ts"),
  "src/context/plantedEditor.ts":
    'import type * as editor from "vscode";\nexport type Planted = editor.Uri;\n',
  "src/chat/plantedSocket.ts": use(
    ...waysOut.map((name) => `node:${name}`),
    "undici/lib/dispatcher/agent.js",
  ),
  "src/sending/plantedSdk.ts": use("ollama", "openai"),
  "src/chat/plantedProvider.ts": use("../providers/room.ts"),
  "src/sending/plantedProvider.ts": use("../providers/room.ts"),
  "src/prompt/makeDraft.ts": "export const makeDraft = 1;\n",
  "src/prompt/allowedDraft.ts": use("./makeDraft.ts"),
  "src/chat/plantedDraft.ts": use("../prompt/makeDraft.ts"),
  "src/gate/plantedDraft.ts":
    'export const draft = async (): Promise<unknown> => import("../prompt/makeDraft.ts");\n',
  "src/chat/plantedFeature.ts": use("../completion/room.ts"),
  "src/vscode/plantedRoot.ts": use("../extension.ts"),
  "src/base/plantedTest.ts": use("../../test/planted.ts"),
  "src/base/plantedScript.ts": use("../../scripts/tool.ts"),
  "src/utils/plantedLooking.ts": use("../base/room.ts"),
  "src/utils/plantedSeen.ts": "export const seen = 1;\n",
  "src/base/plantedOrphan.ts": "export const orphan = 1;\n",
  "src/base/plantedCircleOne.ts": use("./plantedCircleTwo.ts"),
  "src/base/plantedCircleTwo.ts": use("./plantedCircleOne.ts"),
  "media/chat/plantedRoom.ts": use("../../src/gate/room.ts"),
  "test/planted.ts": "export const planted = 1;\n",
  "src/egress/allowedSocket.ts": use("node:net", "node:tls", "undici/lib/dispatcher/agent.js"),
  "src/providers/allowedSdk.ts": use("ollama", "openai"),
  "src/sending/allowedPort.ts": use("../providers/provider.ts"),
  "src/chat/allowedPort.ts": use("../providers/provider.ts", "../sending/room.ts", "../terms/room.ts"),
  "src/vscode/allowedPort.ts":
    'import type { room } from "../gate/room.ts";\nimport type { Uri } from "vscode";\nexport type Port = [typeof room, Uri];\n',
  "media/chat/allowedProtocol.ts": use("../../src/protocol/room.ts", "../../src/terms/room.ts"),
};

/** A file, and a part of the path of what it must not import. */
export type Arrow = readonly [from: string, to: string];

/** The arrows dependency-cruiser must report, by rule. */
export const roomBreaks: Readonly<Record<string, readonly Arrow[]>> = {
  ...Object.fromEntries(
    Object.entries(forbiddenNeighbour).map(([room, up]): [string, readonly Arrow[]] => [
      `${room}-looks-only-down`,
      [[`src/${room}/plantedUp.ts`, `src/${up}/room.ts`]],
    ]),
  ),
  "only-adapters-touch-vscode": [["src/context/plantedEditor.ts", "vscode"]],
  "only-egress-touches-the-network": [
    ...waysOut.map((name): Arrow => ["src/chat/plantedSocket.ts", name]),
    ["src/chat/plantedSocket.ts", "/undici/lib/dispatcher/agent.js"],
  ],
  "only-a-provider-knows-its-sdk": [
    ["src/sending/plantedSdk.ts", "/node_modules/ollama/"],
    ["src/sending/plantedSdk.ts", "/node_modules/openai/"],
  ],
  "rooms-above-know-only-the-provider-port": [
    ["src/chat/plantedProvider.ts", "src/providers/room.ts"],
    ["src/sending/plantedProvider.ts", "src/providers/room.ts"],
  ],
  "only-prompt-makes-a-draft": [
    ["src/chat/plantedDraft.ts", "src/prompt/makeDraft.ts"],
    ["src/gate/plantedDraft.ts", "src/prompt/makeDraft.ts"],
  ],
  "features-do-not-know-each-other": [["src/chat/plantedFeature.ts", "src/completion/room.ts"]],
  "webview-knows-only-protocol-and-terms": [["media/chat/plantedRoom.ts", "src/gate/room.ts"]],
  "nothing-imports-the-root": [["src/vscode/plantedRoot.ts", "src/extension.ts"]],
  "code-never-imports-tests-or-scripts": [
    ["src/base/plantedTest.ts", "test/planted.ts"],
    ["src/base/plantedScript.ts", "scripts/tool.ts"],
  ],
  "every-file-is-in-a-room": [["src/utils/plantedLooking.ts", "src/base/room.ts"]],
  "nothing-imports-a-file-without-a-room": [["src/extension.ts", "src/utils/plantedSeen.ts"]],
  "no-orphans": [["src/base/plantedOrphan.ts", ""]],
  "no-circular": [["src/base/plantedCircleOne.ts", ""]],
};
