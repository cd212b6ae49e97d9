import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../scripts/tool.ts";

type Locked = {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: true;
  readonly hasInstallScript?: true;
};
type Manifest = Readonly<
  Record<"dependencies" | "devDependencies" | "scripts", Readonly<Record<string, string>>>
>;

const read = (name: string): unknown => JSON.parse(readFileSync(join(projectRoot, name), "utf8"));
const manifest = read("package.json") as Manifest;
const lock = (read("package-lock.json") as { readonly packages: Readonly<Record<string, Locked>> }).packages;
const locked = Object.entries(lock).filter(([path]) => path !== "");
/** What ends up in the bundles, or could: everything that no development tool alone asks for. */
const shipped = locked.filter(([, { dev }]) => dev !== true);
const nameOf = (path: string): string => path.replace(/^.*node_modules\//, "");

describe("The packages", () => {
  it("that ship run nothing when they are installed", () => {
    assert.ok(shipped.length >= Object.keys(manifest.dependencies).length);
    assert.deepEqual(
      shipped.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => path),
      [],
    );
  });

  it("are named by one exact version each, and the lock holds that one", () => {
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
      assert.equal(lock[`node_modules/${name}`]?.version, version, name);
    }
  });

  it("come from the registry, each with the hash of what was reviewed", () => {
    for (const [path, { resolved = "", integrity = "" }] of locked) {
      assert.match(resolved, /^https:\/\/registry\.npmjs\.org\//, path);
      assert.match(integrity, /^sha512-/, path);
    }
  });

  it("that ship draw no diagrams or formulas, and report to nobody", () => {
    // The client of @anthropic-ai/sdk wants it. That client is in no bundle, and the audit of the bundles forbids the name.
    const inNoBundle = ["@opentelemetry/api"];
    const unwanted = /mermaid|katex|mathjax|telemetry|sentry|posthog|analytics|applicationinsights|segment/i;
    assert.deepEqual(
      shipped.map(([path]) => nameOf(path)).filter((name) => unwanted.test(name)),
      inNoBundle,
    );
  });

  it("are followed by no script of the project's own when it is installed", () => {
    const lifecycle = /^(pre|post)?(install|prepare|publish)|^prepublish|^dependencies$/;
    assert.deepEqual(
      Object.keys(manifest.scripts).filter((name) => lifecycle.test(name)),
      [],
    );
  });
});
