import { bareByDesign, type Exemption } from "./bareByDesign.ts";
import { sentencesIn, type Sentence } from "./sentencesIn.ts";

/** Sentences by their keys, as the files of l10n/ and the package.nls files hold them. */
export type Table = Readonly<Record<string, string>>;

/** Everything that belongs to the sentences on screen. */
export type WordFiles = {
  /** The code by path. */
  readonly sources: ReadonlyMap<string, string>;
  /** The translations of what the code says, by file name. */
  readonly bundles: ReadonlyMap<string, Table>;
  /** package.nls.json. */
  readonly manifest: Table;
  /** The translations of package.nls.json, by file name. */
  readonly manifests: ReadonlyMap<string, Table>;
};

/** What must be loaded before everything else, so that no table is made in English first. */
const firstImports: readonly (readonly [path: RegExp, first: string])[] = [
  [/^src\/extension\.ts$/, "./vscode/editorWords.ts"],
  [/^media\/\w+\/main\.tsx$/, "../parts/pageWords.ts"],
];

/** Everything that would show a person a sentence in the wrong language, one line each. */
export function wordProblems(
  { sources, bundles, manifest, manifests }: WordFiles,
  exemptions: readonly Exemption[] = bareByDesign,
): readonly string[] {
  const read = [...sources].map(([path, text]) => ({ path, text, found: sentencesIn(path, text) }));
  const said = new Set(read.flatMap(({ found }) => found.said.map(({ text }) => text)));
  return [
    ...read.flatMap(({ path, found }) =>
      found.unclear.map(({ text, line }) => `${path}:${line}: say() takes a literal only: ${short(text)}`),
    ),
    ...bareProblems(
      read.map(({ path, found }) => ({ path, bare: found.bare })),
      exemptions,
    ),
    ...read.flatMap(({ path, text }) => orderProblems(path, text)),
    ...[...bundles].flatMap(([file, table]) => tableProblems(file, ownKeys(said), table)),
    ...[...manifests].flatMap(([file, table]) => tableProblems(file, manifest, table)),
  ];
}

/** A sentence of the code is its own key. */
function ownKeys(said: ReadonlySet<string>): Table {
  return Object.fromEntries([...said].map((text) => [text, text]));
}

type Bare = { readonly path: string; readonly bare: readonly Sentence[] };

function bareProblems(files: readonly Bare[], exemptions: readonly Exemption[]): readonly string[] {
  const used = new Set<string>();
  const problems = files.flatMap(({ path, bare }) =>
    bare.flatMap(({ text, line }) => {
      const exemption = exemptions.find((one) => isAbout(one, path, text));
      if (exemption === undefined) return [`${path}:${line}: not handed to say(): ${short(text)}`];
      used.add(idOf(exemption, text));
      return [];
    }),
  );
  const stale = exemptions.flatMap((one) =>
    (one.texts ?? [""]).map((text) => ({ path: one.path, id: idOf(one, text) })),
  );
  return [
    ...problems,
    ...stale
      .filter(({ id }) => !used.has(id))
      .map(({ path, id }) => `bareByDesign.ts has an exemption that nothing needs: ${path} ${short(id)}`),
  ];
}

function isAbout({ path, texts }: Exemption, file: string, text: string): boolean {
  return (path.endsWith("/") ? file.startsWith(path) : file === path) && (texts?.includes(text) ?? true);
}

function idOf({ path, texts }: Exemption, text: string): string {
  return texts === undefined ? path : `${path} ${text}`;
}

function orderProblems(path: string, text: string): readonly string[] {
  const [, first] = firstImports.find(([pattern]) => pattern.test(path)) ?? [];
  const [, imported] = /^import .*?"([^"]+)";/m.exec(text) ?? [];
  return first === undefined || imported === first
    ? []
    : [`${path}: imports ${first} before everything else`];
}

function tableProblems(file: string, english: Table, translated: Table): readonly string[] {
  return [
    ...Object.keys(english)
      .filter((key) => !Object.hasOwn(translated, key))
      .map((key) => `${file} lacks: ${short(key)}`),
    ...Object.keys(translated)
      .filter((key) => !Object.hasOwn(english, key))
      .map((key) => `${file} has what nobody says: ${short(key)}`),
    ...Object.entries(translated)
      .filter(([key, text]) => Object.hasOwn(english, key) && marksOf(english[key] ?? "") !== marksOf(text))
      .map(([key]) => `${file} has other placeholders, commands, icons or ends: ${short(key)}`),
  ];
}

/** What a translation has to keep: places for values, commands, icons, settings, line ends, and blanks at either end. */
function marksOf(text: string): string {
  const marks = text.match(/\{\d+\}|\(command:[\w.]+\)|\$\([\w-]+\)|#drawbridge\.[\w.]+#|\n/g) ?? [];
  return JSON.stringify([...marks.toSorted(), /^\s*/.exec(text)?.[0], /\s*$/.exec(text)?.[0]]);
}

function short(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
