import assert from "node:assert/strict";
import type { FileText } from "../../../src/base/fileText.ts";
import { PathGuard } from "../../../src/context/pathGuard.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import type { PathRules } from "../../../src/settings/pathRules.ts";

/** A file system as a table: where links lead, and what files hold. */
type Disk = {
  readonly links?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string | FileText>>;
  readonly folders?: readonly string[];
  readonly foldsCase?: boolean;
};

const project = "file:///project";

function verdictText(verdict: PathVerdict | undefined): string {
  return verdict === undefined || verdict.kind === "allowed"
    ? String(verdict?.kind)
    : `${verdict.kind} by ${verdict.rule} of ${verdict.from}`;
}

describe("context/pathGuard", () => {
  let rules: PathRules;
  let disk: Disk;
  let reads: string[];
  let whileReading: (() => void) | undefined;
  beforeEach(() => {
    whileReading = undefined;
    rules = { never: [], deviceOnly: [] };
    disk = {};
    reads = [];
  });

  function open(): PathGuard {
    return new PathGuard({
      rules: () => rules,
      folders: () => disk.folders ?? [project],
      foldsCase: disk.foldsCase ?? false,
      files: {
        realUri: (uri) => {
          const real = disk.links?.[uri] ?? uri;
          return real === "broken" ? Promise.reject(new Error("dangling")) : Promise.resolve(real);
        },
        read: (uri) => {
          reads.push(uri);
          whileReading?.();
          const file = disk.files?.[uri] ?? { kind: "missing" };
          return Promise.resolve(typeof file === "string" ? { kind: "text", text: file } : file);
        },
      },
    });
  }

  const judged = async (uri: string): Promise<string> => verdictText(await open().judge(uri));

  function check(name: string, given: Disk & Partial<PathRules>, expected: Readonly<Record<string, string>>) {
    for (const [uri, words] of Object.entries(expected))
      it(`${name}: ${uri} is ${words}`, async () => {
        const { never = [], deviceOnly = [], ...rest } = given;
        rules = { never, deviceOnly };
        disk = rest;
        assert.equal(await judged(uri.startsWith("/") ? `file://${uri}` : uri), words);
      });
  }

  const yours = (...list: readonly string[]) => [{ from: "your settings", rules: list }];
  const env = "never by .env of built in";
  const unchecked = "never by could not be checked of built in";

  check(
    "without any list",
    {},
    {
      "/project/src/a.ts": "allowed",
      "/project/.env": env,
      "/project/deep/down/.env": env,
      "/project/.ENV": env,
      "/project/.env.local": "never by .env.* of built in",
      "/project/.env.example": "allowed",
      "/elsewhere/.env": env,
      "/elsewhere/me/.ssh/config": "never by .ssh/ of built in",
      "/project/%2Eenv": env,
      "/project/src/../.env": env,
      "/project/src/%2e%2e/.env": env,
      "untitled:Untitled-1": "allowed",
      "untitled:/project/.env": env,
      "vscode-notebook-cell:/project/a.ipynb#W0s": "allowed",
      "vscode-remote://ssh-remote%2Bbox/project/.env": env,
      "vscode-vfs://github/me/project/a.ts": "allowed",
      "git:/project/src/a.ts?%7B%7D": unchecked,
      "git:/project/.env?%7B%7D": unchecked,
      "drawbridge-context:/a.ts?1": unchecked,
      "vscode-userdata:/home/me/User/settings.json": unchecked,
      "not a uri": unchecked,
      "/project/%E0%A4%A": unchecked,
    },
  );

  check(
    "a folder that is itself a place of secrets",
    { folders: ["file:///elsewhere/me/.ssh"] },
    {
      "/elsewhere/me/.ssh/notes.txt": "never by .ssh/ of built in",
    },
  );

  check(
    "a folder of a file system that an extension serves",
    { folders: ["memfs:/project"], never: yours("a.ts") },
    {
      "memfs:/project/a.ts": "never by a.ts of your settings",
      "memfs:/project/b.ts": "allowed",
      "drawbridge-context:/project/b.ts": unchecked,
    },
  );

  check(
    "your rules",
    { never: yours("secrets/", "/top.ts", "*.private.ts"), deviceOnly: yours("rates.ts") },
    {
      "/project/secrets/a.ts": "never by secrets/ of your settings",
      "/project/x/secrets/a.ts": "never by secrets/ of your settings",
      "/project/top.ts": "never by /top.ts of your settings",
      "/project/x/top.ts": "allowed",
      "/project/x/a.private.ts": "never by *.private.ts of your settings",
      "/project/rates.ts": "deviceOnly by rates.ts of your settings",
      "/project/secrets/rates.ts": "never by secrets/ of your settings",
      "/elsewhere/secrets/a.ts": "never by secrets/ of your settings",
      "/top.ts": "never by /top.ts of your settings",
      "untitled:/project/secrets/new.ts": "never by secrets/ of your settings",
      "vscode-notebook-cell:/project/secrets/a.ipynb#W0s": "never by secrets/ of your settings",
    },
  );

  check(
    "a folder's own rules",
    {
      folders: [project, "file:///other"],
      never: [{ from: "this project's settings", rules: ["a.ts"], folder: project }],
    },
    {
      "/project/a.ts": "never by a.ts of this project's settings",
      "/other/a.ts": "allowed",
      "/elsewhere/a.ts": "allowed",
    },
  );

  check(
    "a list that takes back",
    {
      never: [
        ...yours("*.key.ts", "!own.key.ts"),
        { from: "this project's settings", rules: ["!*.key.ts", "!*.env", "!.env", "!*"] },
      ],
    },
    {
      "/project/a.key.ts": "never by *.key.ts of your settings",
      "/project/own.key.ts": "allowed",
      "/project/.env": env,
      "/project/prod.env": "never by *.env of built in",
    },
  );

  check(
    "a rule that leads out of the folder",
    { never: yours("../elsewhere/", "a/../b.ts") },
    { "/project/b.ts": "allowed", "/elsewhere/a.ts": "allowed" },
  );

  check(
    "links",
    {
      links: {
        "file:///project/notes.txt": "file:///project/.env",
        "file:///project/keys.txt": "file:///elsewhere/me/.ssh/known",
        "file:///project/.env.local": "file:///project/notes.md",
        "file:///project/lost.txt": "broken",
        "file:///project/out.ts": "file:///project/secrets/out.ts",
      },
      never: yours("secrets/"),
    },
    {
      "/project/notes.txt": env,
      "/project/keys.txt": "never by .ssh/ of built in",
      "/project/.env.local": "never by .env.* of built in",
      "/project/lost.txt": unchecked,
      "/project/out.ts": "never by secrets/ of your settings",
    },
  );

  check(
    "a folder that is a link",
    {
      folders: ["file:///link"],
      links: {
        "file:///link": "file:///data/project",
        "file:///link/a.ts": "file:///data/project/secrets/a.ts",
        "file:///link/b.ts": "file:///data/project/hidden/b.ts",
      },
      files: { "file:///data/project/.aiexclude": "hidden/" },
      never: yours("/secrets/"),
    },
    {
      "/link/a.ts": "never by /secrets/ of your settings",
      "/link/b.ts": "never by hidden/ of .aiexclude",
    },
  );

  check("a folder nobody can follow", { links: { [project]: "broken" } }, { "/project/a.ts": unchecked });

  check("names whose case counts", { never: yours("Secret.ts") }, { "/project/secret.ts": "allowed" });
  check(
    "names whose case does not count",
    {
      foldsCase: true,
      never: yours("Secret.ts"),
      files: {
        "file:///PROJECT/.aiexclude": "x.ts",
      },
    },
    {
      "/project/secret.ts": "never by Secret.ts of your settings",
      "/PROJECT/SECRET.ts": "never by Secret.ts of your settings",
    },
  );
  check(
    "names that are composed otherwise",
    { never: yours("größe.ts") },
    {
      "/project/gro%CC%88%C3%9Fe.ts": "never by größe.ts of your settings",
    },
  );

  check(
    "ignore files",
    {
      files: {
        "file:///project/.cursorignore": "\uFEFF# ours\r\nbuild/\r\n*.gen.ts\r\n/only.ts\r\n",
        "file:///project/src/.cursorignore": "!keep.gen.ts\nlocal.ts\n/anchored.ts\nsub/deep.ts\n\\!bang.ts",
        "file:///project/.aiignore": "!*.gen.ts\n!.env\n",
        "file:///project/a%5Bb%5D/.copilotignore": "x.ts",
        "file:///project/.gitignore": "committed.ts",
      },
    },
    {
      "/project/build/a.ts": "never by build/ of .cursorignore",
      "/project/a.gen.ts": "never by *.gen.ts of .cursorignore",
      "/project/src/a.gen.ts": "never by *.gen.ts of .cursorignore",
      "/project/src/keep.gen.ts": "allowed",
      "/project/keep.gen.ts": "never by *.gen.ts of .cursorignore",
      "/project/only.ts": "never by /only.ts of .cursorignore",
      "/project/src/only.ts": "allowed",
      "/project/src/local.ts": "never by local.ts of .cursorignore",
      "/project/src/x/local.ts": "never by local.ts of .cursorignore",
      "/project/local.ts": "allowed",
      "/project/src/anchored.ts": "never by /anchored.ts of .cursorignore",
      "/project/src/x/anchored.ts": "allowed",
      "/project/src/sub/deep.ts": "never by sub/deep.ts of .cursorignore",
      "/project/src/x/sub/deep.ts": "allowed",
      "/project/src/!bang.ts": "never by \\!bang.ts of .cursorignore",
      "/project/a%5Bb%5D/x.ts": "never by x.ts of .copilotignore",
      "/project/ab/x.ts": "allowed",
      "/project/committed.ts": "allowed",
      "/project/.env": env,
      "/elsewhere/a.gen.ts": "allowed",
      "vscode-notebook-cell:/project/build/a.ipynb#W0s": "never by build/ of .cursorignore",
    },
  );

  const byUnreadable = (name: string): string => `never by could not be checked of ${name}`;
  for (const file of [
    { kind: "unreadable", because: "is not UTF-8 text" },
    "*a*a*a*a*a*a*b",
    "x\n".repeat(1001),
  ] as const)
    check(
      `an ignore file that cannot be used (${typeof file === "string" ? `${file.length} letters` : file.because})`,
      {
        files: {
          "file:///project/src/.clineignore": file,
          "file:///project/src/in/.clineignore": "!*",
        },
      },
      {
        "/project/src/a.ts": byUnreadable(".clineignore"),
        "/project/src/in/a.ts": byUnreadable(".clineignore"),
        "/project/b.ts": "allowed",
      },
    );

  it("knows nothing until it has judged, and tells when it has", async () => {
    const guard = open();
    const told: string[] = [];
    guard.onDidChange(() => told.push(verdictText(guard.known("file:///project/.env"))));
    assert.equal(guard.known("file:///project/.env"), undefined);
    await guard.judge("file:///project/.env");
    await guard.judge("file:///project/.env");
    assert.deepEqual(told, [env]);
  });

  it("goes by new rules, and knows nothing of the old ones, once it is told that they changed", async () => {
    const guard = open();
    assert.equal(verdictText(await guard.judge("file:///project/a.ts")), "allowed");
    rules = { never: yours("a.ts"), deviceOnly: [] };
    guard.refresh();
    assert.equal(guard.known("file:///project/a.ts"), undefined);
    assert.equal(verdictText(await guard.judge("file:///project/a.ts")), "never by a.ts of your settings");
  });

  it("never gives a verdict by rules that changed while it judged", async () => {
    const guard = open();
    const judging = guard.judge("file:///project/a.ts");
    rules = { never: yours("a.ts"), deviceOnly: [] };
    guard.refresh();
    assert.equal(verdictText(await judging), "never by a.ts of your settings");
  });

  it("never gives a verdict by rules that changed while it read an ignore file", async () => {
    const guard = open();
    whileReading = () => {
      whileReading = undefined;
      rules = { never: yours("a.ts"), deviceOnly: [] };
      guard.refresh();
    };
    assert.equal(verdictText(await guard.judge("file:///project/a.ts")), "never by a.ts of your settings");
    assert.equal(whileReading, undefined);
  });

  it("reads the ignore files of a directory once, for all that is below it", async () => {
    const guard = open();
    for (const path of ["a.ts", "src/a.ts", "src/in/a.ts", "src/other/a.ts"])
      await guard.judge(`${project}/${path}`);
    const read = reads.filter((uri) => uri.endsWith("/.aiignore"));
    assert.deepEqual(
      read.map((uri) => uri.slice(project.length)),
      ["/.aiignore", "/src/.aiignore", "/src/in/.aiignore", "/src/other/.aiignore"],
    );
  });

  it("follows links anew each time, and reads ignore files once", async () => {
    const guard = open();
    await guard.judge("file:///project/notes.txt");
    const before = reads.length;
    assert.ok(before > 0);
    disk = { links: { "file:///project/notes.txt": "file:///project/.env" } };
    assert.equal(verdictText(await guard.judge("file:///project/notes.txt")), env);
    assert.equal(reads.length, before);
  });

  it("can tell again once a folder can be followed again", async () => {
    disk = { links: { [project]: "broken" } };
    const guard = open();
    assert.equal(verdictText(await guard.judge("file:///project/a.ts")), unchecked);
    disk = {};
    assert.equal(verdictText(await guard.judge("file:///project/a.ts")), "allowed");
  });
});
