import { pathParts, testStyle, withoutFirstFolder, type TestStyle } from "./testStyle.ts";

/** What a project shows of its tests without any of them being read. */
export type ProjectListing = {
  /** The file to write tests for, relative to its folder, with `/` between folders. */
  readonly path: string;
  /** The files of the folder, written alike. */
  readonly files: readonly string[];
  /** The texts of {@link testManifests} that are there and may be read, by their names. */
  readonly manifests: ReadonlyMap<string, string>;
};

/** What tests are written with, and where they belong. */
export type TestPlan = {
  /** As a person calls it; absent: nothing tells. */
  readonly framework?: string;
  /** The file for the tests, relative to the folder. */
  readonly target: string;
  readonly exists: boolean;
};

/** Files at the top of a project that name what it is tested with. */
export const testManifests = [
  "package.json",
  "pyproject.toml",
  "setup.cfg",
  "requirements.txt",
  "requirements-dev.txt",
  "pom.xml",
  "build.gradle",
  "build.gradle.kts",
] as const;

type Manifests = ProjectListing["manifests"];

/** What is looked for in a manifest, the first that is there counts: from the most particular to what others bring along. */
const ofPackages: readonly (readonly [dependency: RegExp, framework: string])[] = [
  [/"vitest"\s*:/, "Vitest"],
  [/"jest"\s*:|"ts-jest"\s*:|"@jest\//, "Jest"],
  [/"mocha"\s*:/, "Mocha"],
  [/"ava"\s*:/, "AVA"],
  [/"jasmine(?:-core)?"\s*:/, "Jasmine"],
  [/node (?:[^"]* )?--test\b/, "Node's own test runner (node:test)"],
  [/bun test\b/, "Bun's own test runner"],
  [/"@playwright\/test"\s*:/, "Playwright"],
];

function ofNode(manifests: Manifests): string | undefined {
  const text = manifests.get("package.json") ?? "";
  return ofPackages.find(([dependency]) => dependency.test(text))?.[1];
}

function ofPython(manifests: Manifests, files: readonly string[]): string {
  const names = ["pyproject.toml", "setup.cfg", "requirements.txt", "requirements-dev.txt"];
  const saysSo = names.some((name) => /\bpytest\b/.test(manifests.get(name) ?? ""));
  return saysSo || files.some((path) => /(?:^|\/)(?:conftest\.py|pytest\.ini)$/.test(path))
    ? "pytest"
    : "unittest";
}

function ofJava(manifests: Manifests): string {
  const text = ["pom.xml", "build.gradle", "build.gradle.kts"]
    .map((name) => manifests.get(name) ?? "")
    .join();
  if (/testng/i.test(text)) return "TestNG";
  return /junit(?:-|:|<\/artifactId>\s*<version>)4|junit:junit:4/.test(text) ? "JUnit 4" : "JUnit 5";
}

/** A language with what its tests are written with and how they are called where a project shows nothing of its own. */
type Language = {
  readonly endings: readonly string[];
  readonly framework: (manifests: Manifests, files: readonly string[]) => string | undefined;
  readonly style: (files: readonly string[]) => TestStyle;
};

const beside = (behind: string): TestStyle => ({ before: "", behind, place: { kind: "beside" } });

/** In the tree of tests where the project has one, else beside the file. */
function treeOr(names: Pick<TestStyle, "before" | "behind">): Language["style"] {
  return (files) => {
    const root = ["test/", "tests/", "spec/"].find((one) => files.some((path) => path.startsWith(one)));
    return { ...names, place: root === undefined ? { kind: "beside" } : { kind: "tree", root, drops: true } };
  };
}

const languages: readonly Language[] = [
  {
    endings: [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte"],
    framework: ofNode,
    style: treeOr({ before: "", behind: ".test" }),
  },
  { endings: [".py"], framework: ofPython, style: treeOr({ before: "test_", behind: "" }) },
  { endings: [".go"], framework: () => "Go's testing package", style: () => beside("_test") },
  { endings: [".java"], framework: ofJava, style: () => beside("Test") },
  { endings: [".kt"], framework: ofJava, style: () => beside("Test") },
  { endings: [".rb"], framework: () => undefined, style: treeOr({ before: "", behind: "_spec" }) },
  { endings: [".cs"], framework: () => undefined, style: () => beside("Tests") },
];

/**
 * What tests of a file are written with, and the file that they belong into, by the names of files and what the project's own
 * manifests say. `undefined`: it is a file of a language that is not known here.
 */
export function detectTests({ path, files, manifests }: ProjectListing): TestPlan | undefined {
  const { ending } = pathParts(path);
  // Rust keeps tests of its units in the very file.
  if (ending === ".rs")
    return { framework: "cargo test, in a module of its own", target: path, exists: true };
  const language = languages.find(({ endings }) => endings.includes(ending));
  if (language === undefined) return undefined;
  const framework = language.framework(manifests, files);
  const style = testStyle(files, new Set(language.endings)) ?? language.style(files);
  const target = mavenTarget(path, style) ?? targetOf(path, style);
  return { ...(framework !== undefined && { framework }), target, exists: files.includes(target) };
}

/** Maven's and Gradle's layout, which every tool for Java knows. */
function mavenTarget(path: string, { before, behind }: TestStyle): string | undefined {
  if (!/(?:^|\/)src\/main\//.test(path)) return undefined;
  const { folder, name, ending } = pathParts(path);
  return `${folder.replace(/(^|\/)src\/main\//, "$1src/test/")}${before}${name}${behind}${ending}`;
}

function targetOf(path: string, { before, behind, place }: TestStyle): string {
  const { folder, name, ending } = pathParts(path);
  const file = `${before}${name}${behind}${ending === ".vue" || ending === ".svelte" ? ".ts" : ending}`;
  switch (place.kind) {
    case "beside":
      return `${folder}${file}`;
    case "folder":
      return `${folder}${place.name}/${file}`;
    case "tree":
      return `${place.root}${place.drops ? withoutFirstFolder(folder) : folder}${file}`;
  }
}
