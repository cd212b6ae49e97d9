import assert from "node:assert/strict";
import { detectTests } from "../../../../src/edit/tests/detectTests.ts";

describe("edit/tests/detectTests", () => {
  type Project = {
    readonly files?: readonly string[];
    readonly manifests?: Readonly<Record<string, string>>;
  };

  function check(
    name: string,
    path: string,
    { files = [], manifests = {} }: Project,
    expected: string,
  ): void {
    it(name, () => {
      const plan = detectTests({
        path,
        files: [path, ...files],
        manifests: new Map(Object.entries(manifests)),
      });
      const told = plan && `${plan.framework ?? "?"}: ${plan.target}${plan.exists ? " (there)" : ""}`;
      assert.equal(told ?? "nothing", expected);
    });
  }

  const vitest = { "package.json": '{ "devDependencies": { "vitest": "^3" } }' };

  describe("puts tests where the project has its others:", () => {
    check(
      "beside the file",
      "src/sum.ts",
      { files: ["src/mean.ts", "src/mean.spec.ts"] },
      "?: src/sum.spec.ts",
    );
    check(
      "in a folder beside the file",
      "src/a/sum.ts",
      { files: ["src/b/mean.ts", "src/b/__tests__/mean.test.ts"], manifests: vitest },
      "Vitest: src/a/__tests__/sum.test.ts",
    );
    check(
      "in a tree that mirrors the sources",
      "src/a/sum.ts",
      { files: ["src/b/mean.ts", "test/unit/b/mean.test.ts"] },
      "?: test/unit/a/sum.test.ts",
    );
    check(
      "in a tree with the folder of the sources in it",
      "lib/a/sum.rb",
      { files: ["lib/b/mean.rb", "spec/lib/b/mean_spec.rb"] },
      "?: spec/lib/a/sum_spec.rb",
    );
    check(
      "as most of them are, whatever a few are",
      "src/sum.js",
      { files: ["src/a.js", "src/b.js", "src/c.js", "src/a.test.js", "src/b.test.js", "test/c.spec.js"] },
      "?: src/sum.test.js",
    );
    check(
      "in the file that there is already",
      "src/sum.ts",
      { files: ["src/sum.test.ts"], manifests: vitest },
      "Vitest: src/sum.test.ts (there)",
    );
  });

  describe("follows the custom of the language where a project has none of its own:", () => {
    check(
      "TypeScript, in the tree that is there",
      "src/sum.ts",
      { files: ["test/setup.ts"] },
      "?: test/sum.test.ts",
    );
    check("TypeScript, beside the file", "src/sum.ts", {}, "?: src/sum.test.ts");
    check("a component of Vue", "src/Sum.vue", { manifests: vitest }, "Vitest: src/Sum.test.ts");
    check("Python", "pkg/sum.py", { files: ["tests/conftest.py"] }, "pytest: tests/test_sum.py");
    check("Python without pytest", "sum.py", {}, "unittest: test_sum.py");
    check("Go", "pkg/sum.go", {}, "Go's testing package: pkg/sum_test.go");
    check(
      "Rust, in the very file",
      "src/sum.rs",
      {},
      "cargo test, in a module of its own: src/sum.rs (there)",
    );
    check(
      "Java, in the tree of its build tools",
      "src/main/java/a/Sum.java",
      { manifests: { "pom.xml": "<artifactId>junit-jupiter</artifactId>" } },
      "JUnit 5: src/test/java/a/SumTest.java",
    );
    check("a language that is not known here", "notes.md", {}, "nothing");
  });

  describe("knows what a project is tested with by its manifest:", () => {
    const node = (manifest: string, framework: string): void => {
      check(framework, "a.js", { manifests: { "package.json": manifest } }, `${framework}: a.test.js`);
    };
    node('{ "devDependencies": { "jest": "^30" } }', "Jest");
    node('{ "devDependencies": { "mocha": "^11" } }', "Mocha");
    node('{ "scripts": { "test": "node --test" } }', "Node's own test runner (node:test)");
    check(
      "pytest",
      "a.py",
      { manifests: { "pyproject.toml": "[tool.pytest.ini_options]" } },
      "pytest: test_a.py",
    );
    check(
      "JUnit 4",
      "A.java",
      { manifests: { "build.gradle": "testImplementation 'junit:junit:4.13'" } },
      "JUnit 4: ATest.java",
    );
  });
});
