/** What strict TypeScript must refuse: the compiler option that does, its error code, and a file with nothing else. */
export type PlantedType = { readonly option: string; readonly code: string; readonly source: string };

/** One break per option; the file is named after the option. */
export const plantedTypes: readonly PlantedType[] = [
  {
    option: "noUncheckedIndexedAccess",
    code: "TS2322",
    source: "export const first = (all: readonly string[]): string => all[0];\n",
  },
  { option: "noUnusedLocals", code: "TS6133", source: "const left = 1;\nexport const right = 2;\n" },
  {
    option: "noUnusedParameters",
    code: "TS6133",
    source: "export const planted = (left: number): number => 1;\n",
  },
  { option: "noImplicitAny", code: "TS7006", source: "export const planted = (value) => 1;\n" },
  {
    option: "strictNullChecks",
    code: "TS2322",
    source: "export const planted = (text: string | undefined): string => text;\n",
  },
  {
    option: "exactOptionalPropertyTypes",
    code: "TS2375",
    source: "export const planted: { readonly name?: string } = { name: undefined };\n",
  },
  {
    option: "noImplicitReturns",
    code: "TS7030",
    source: "export function planted(sure: boolean) {\n  if (sure) return 1;\n}\n",
  },
  {
    option: "noFallthroughCasesInSwitch",
    code: "TS7029",
    source:
      "export function planted(kind: number): number {\n  let sum = 0;\n  switch (kind) {\n    case 1:\n      sum += 1;\n    case 2:\n      sum += 2;\n  }\n  return sum;\n}\n",
  },
  {
    option: "noImplicitOverride",
    code: "TS4114",
    source: "class One {\n  run(): void {}\n}\nexport class Two extends One {\n  run(): void {}\n}\n",
  },
  {
    option: "noPropertyAccessFromIndexSignature",
    code: "TS4111",
    source:
      "export const planted = (all: Readonly<Record<string, string>>): string | undefined => all.name;\n",
  },
  { option: "erasableSyntaxOnly", code: "TS1294", source: "export enum Planted {\n  One,\n}\n" },
  {
    option: "verbatimModuleSyntax",
    code: "TS1484",
    source:
      'import { Port } from "../vscode/allowedPort.ts";\nexport const planted = (port: Port): number => port.length;\n',
  },
  { option: "noUncheckedSideEffectImports", code: "TS2882", source: 'import "./nowhere.ts";\n' },
  {
    option: "allowUnreachableCode",
    code: "TS7027",
    source: 'export function planted(): number {\n  throw new Error("planted");\n  return 1;\n}\n',
  },
  {
    option: "allowUnusedLabels",
    code: "TS7028",
    source: "export function planted(): void {\n  left: for (;;) break;\n}\n",
  },
];

/** Where the break of an option is planted. */
export function typePath(option: string): string {
  return `src/base/planted_${option}.ts`;
}
