import { allowedPresences, plantedAbsences } from "./plantedAbsences.ts";

/** A break of each lint rule: the rule, the file that breaks it and nothing else, and what is in it. */
export type PlantedLint = {
  readonly what: string;
  readonly rule: string;
  readonly path: string;
  readonly source: string;
};

const plant = (what: string, rule: string, path: string, source: string): PlantedLint => ({
  what,
  rule,
  path,
  source,
});

const globals: readonly (readonly [string, string])[] = [
  ["fetch", 'export const answer = fetch("/");\n'],
  ["XMLHttpRequest", "export const request = new XMLHttpRequest();\n"],
  ["WebSocket", 'export const socket = new WebSocket("/");\n'],
  ["EventSource", 'export const events = new EventSource("/");\n'],
  ["console", 'console.log("planted");\n'],
];

const members: readonly (readonly [string, string])[] = [
  ["globalThis.fetch", 'export const answer = globalThis.fetch("/");\n'],
  ["window.WebSocket", 'export const socket = new window.WebSocket("/");\n'],
  ["a destructured fetch", "export const { fetch } = globalThis;\n"],
  ["navigator.sendBeacon", 'export const sent = navigator.sendBeacon("/");\n'],
  ["process.env", "export const environment = process.env;\n"],
];

const shapes: readonly (readonly [string, string])[] = [
  [
    "as ClearedRequest",
    "type ClearedRequest = { readonly cleared: true };\nexport const forged = (text: unknown): ClearedRequest => text as ClearedRequest;\n",
  ],
  [
    "as Draft",
    "type Draft = { readonly drafted: true };\nexport const forged = (text: unknown): Draft => text as Draft;\n",
  ],
  ["a default export", "const planted = 1;\nexport default planted;\n"],
  ["export *", 'export * from "./room.ts";\n'],
  ["export { x } from", 'export { room } from "./room.ts";\n'],
  ["export type { X } from", 'export type { Port } from "../vscode/allowedPort.ts";\n'],
];

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join("");

const branches = lines(10, (index) => `  if (value === ${index}) return ${index + 1};`);

/** All of them, for src/ and media/ alike; where a rule has an exception, the exception's own room is not it. */
export const plantedLint: readonly PlantedLint[] = [
  ...globals.map(([what, source], index) =>
    plant(what, "no-restricted-globals", `src/base/plantedGlobal${index}.ts`, source),
  ),
  plant(
    "fetch in the webview",
    "no-restricted-globals",
    "media/chat/plantedGlobal.ts",
    'export const answer = fetch("/");\n',
  ),
  ...members.map(([what, source], index) =>
    plant(what, "no-restricted-properties", `src/base/plantedMember${index}.ts`, source),
  ),
  ...shapes.map(([what, source], index) =>
    plant(what, "no-restricted-syntax", `src/base/plantedShape${index}.ts`, source),
  ),
  ...plantedAbsences.map(({ what, path, source }) => plant(what, "no-restricted-syntax", path, source)),
  plant(
    "WebSocket in egress",
    "no-restricted-globals",
    "src/egress/plantedGlobal.ts",
    'export const socket = new WebSocket("/");\n',
  ),
  plant("as Draft in gate", "no-restricted-syntax", "src/gate/plantedShape.ts", shapes[1]?.[1] ?? ""),
  plant(
    "as ClearedRequest in prompt",
    "no-restricted-syntax",
    "src/prompt/plantedShape.ts",
    shapes[0]?.[1] ?? "",
  ),
  plant(
    "a default export in a script",
    "no-restricted-syntax",
    "scripts/plantedShape.ts",
    shapes[2]?.[1] ?? "",
  ),
  plant(
    "a function of 51 lines",
    "max-lines-per-function",
    "src/base/plantedLongFunction.ts",
    `export function planted(): number {\n  let sum = 0;\n${lines(47, () => "  sum += 1;")}  return sum;\n}\n`,
  ),
  plant(
    "a file of 301 lines",
    "max-lines",
    "src/base/plantedLongFile.ts",
    lines(301, (index) => `export const planted${index} = ${index};`),
  ),
  plant(
    "five parameters",
    "max-params",
    "src/base/plantedParameters.ts",
    "export const planted = (a: number, b: number, c: number, d: number, e: number): number => a + b + c + d + e;\n",
  ),
  plant(
    "complexity 11",
    "complexity",
    "src/base/plantedBranches.ts",
    `export function planted(value: number): number {\n${branches}  return 0;\n}\n`,
  ),
  plant(
    "==",
    "eqeqeq",
    "src/base/plantedEquals.ts",
    "export const planted = (a: string, b: string): boolean => a == b;\n",
  ),
  plant(
    "a switch that forgets a case",
    "@typescript-eslint/switch-exhaustiveness-check",
    "src/base/plantedSwitch.ts",
    'export function planted(kind: "a" | "b"): number {\n  switch (kind) {\n    case "a":\n      return 1;\n  }\n  return 2;\n}\n',
  ),
  plant(
    "a floating promise",
    "@typescript-eslint/no-floating-promises",
    "src/base/plantedPromise.ts",
    "export function planted(work: () => Promise<void>): void {\n  work();\n}\n",
  ),
  plant(
    "a floating promise in a script",
    "@typescript-eslint/no-floating-promises",
    "scripts/plantedPromise.ts",
    "export function planted(work: () => Promise<void>): void {\n  work();\n}\n",
  ),
  plant(
    "any",
    "@typescript-eslint/no-explicit-any",
    "src/base/plantedAny.ts",
    "export type Planted = any;\n",
  ),
  plant(
    "!",
    "@typescript-eslint/no-non-null-assertion",
    "src/base/plantedBang.ts",
    "export const planted = (text: string | undefined): string => text!;\n",
  ),
  plant(
    "@ts-ignore",
    "@typescript-eslint/ban-ts-comment",
    "src/base/plantedIgnore.ts",
    "// @ts-ignore\nexport const planted = 1;\n",
  ),
  plant(
    "eslint-disable",
    "eqeqeq",
    "src/base/plantedDisable.ts",
    "// eslint-disable-next-line eqeqeq\nexport const planted = (a: string, b: string): boolean => a == b;\n",
  ),
  plant(
    "a type imported as a value",
    "@typescript-eslint/consistent-type-imports",
    "src/vscode/plantedImport.ts",
    'import { Port } from "./allowedPort.ts";\nexport type Planted = Port;\n',
  ),
];

/** What the rules let through on purpose, and the largest that still fits. */
export const allowedLint: Readonly<Record<string, string>> = {
  ...allowedPresences,
  "src/egress/allowedFetch.ts": 'export const answers = [fetch("/"), globalThis.fetch("/")];\n',
  "src/gate/allowedCast.ts": shapes[0]?.[1] ?? "",
  "src/prompt/allowedCast.ts": shapes[1]?.[1] ?? "",
  "src/base/allowedFunction.ts": `export function allowed(): number {\n  let sum = 0;\n${lines(46, () => "  sum += 1;")}  return sum;\n}\n`,
  "src/base/allowedFile.ts": lines(300, (index) => `export const allowed${index} = ${index};`),
  "scripts/allowedConsole.ts": "console.log(process.env);\n",
};
