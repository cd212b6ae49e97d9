import assert from "node:assert/strict";
import { Proposal } from "../../../../src/edit/proposal/proposal.ts";
import { textAfter, type FileEdit, type WritePorts } from "../../../../src/edit/proposal/writeProposal.ts";

const [a, b] = ["file:///project/a.ts", "file:///project/b.ts"];

/** An editor in memory, which tells of its changes before it says that it made them. */
function editor(files: Record<string, string>) {
  const steps: (readonly FileEdit[])[] = [];
  const state: { refuses: boolean; told: ((uri: string, text: string) => void)[] } = {
    refuses: false,
    told: [],
  };
  const type = (uri: string, text: string): void => {
    files[uri] = text;
    for (const tell of state.told) tell(uri, text);
  };
  const ports: WritePorts = {
    folders: () => ["file:///project"],
    realUri: (uri) => Promise.resolve(uri),
    confirm: () => Promise.resolve(false),
    now: (uri) => {
      const text = files[uri];
      return Promise.resolve(text === undefined ? { kind: "missing" } : { kind: "text", text });
    },
    apply: (edits) => {
      if (state.refuses) return Promise.resolve(false);
      steps.push(edits);
      for (const edit of edits) type(edit.uri, textAfter(edit));
      return Promise.resolve(true);
    },
  };
  const open = (...proposed: ConstructorParameters<typeof Proposal>[0]): Proposal => {
    const proposal = new Proposal(proposed, ports);
    state.told.push((uri, text) => {
      proposal.documentChanged(uri, text);
    });
    return proposal;
  };
  return { ports, steps, state, type, open, files };
}

const before = "one\ntwo\nthree\nfour\n";
const after = "1\ntwo\nthree\n4\n";

describe("edit/proposal/proposal", () => {
  it("writes one change, and goes on with the others", async () => {
    const { open, files } = editor({ [a]: before });
    const proposal = open({ uri: a, before, after });
    const [first] = proposal.open;
    assert.deepEqual(await proposal.accept({ uri: a, hunk: first?.id ?? -1 }), { kind: "written" });
    assert.equal(files[a], "1\ntwo\nthree\nfour\n");
    assert.equal(proposal.open.length, 1);
    assert.equal(proposal.textOf(a), after);
  });

  it("writes all files in one step, and makes the new one", async () => {
    const { open, files, steps } = editor({ [a]: before });
    const proposal = open({ uri: a, before, after }, { uri: b, after: "new\n" });
    assert.ok(proposal.isNew(b));
    assert.deepEqual(await proposal.accept({}), { kind: "written" });
    assert.equal(steps.length, 1);
    assert.deepEqual(files, { [a]: after, [b]: "new\n" });
    assert.deepEqual(proposal.open, []);
  });

  it("leaves a file byte for byte as it was when everything is rejected", () => {
    const { open, files, steps } = editor({ [a]: before });
    const proposal = open({ uri: a, before, after });
    proposal.reject({});
    assert.deepEqual([files[a], steps.length, proposal.open.length], [before, 0, 0]);
    assert.equal(proposal.textOf(a), before);
  });

  it("tells where its changes stand in the proposed text", () => {
    const { open } = editor({ [a]: before });
    const proposal = open({ uri: a, before, after: "0\none\ntwo\n3\nfour\n" });
    assert.deepEqual(
      proposal.open.map(({ at, proposedAt }) => [at, proposedAt]),
      [
        [0, 0],
        [2, 3],
      ],
    );
  });

  it("follows what is typed elsewhere, and says when a change fell away", async () => {
    const { open, type, files } = editor({ [a]: before });
    const proposal = open({ uri: a, before, after });
    const fell: (readonly string[])[] = [];
    proposal.onDidFallAway((changes) => fell.push(changes.flatMap((change) => change.after)));
    type(a, `zero\n${before}`);
    assert.equal(proposal.textOf(a), `zero\n${after}`);
    type(a, "zero\nONE\ntwo\nthree\nfour\n");
    assert.deepEqual(fell, [["1\n"]]);
    await proposal.accept({});
    assert.equal(files[a], "zero\nONE\ntwo\nthree\n4\n");
  });

  it("goes on as before when the editor does not make the change", async () => {
    const { open, state, files } = editor({ [a]: before });
    const proposal = open({ uri: a, before, after });
    state.refuses = true;
    assert.deepEqual(await proposal.accept({}), { kind: "refused" });
    assert.equal(files[a], before);
    assert.equal(proposal.open.length, 2);
    assert.equal(proposal.textOf(a), after);
  });

  it("goes on as before when a person does not confirm a protected file", async () => {
    const settings = "file:///project/.vscode/settings.json";
    const { open, files } = editor({ [settings]: before });
    const proposal = open({ uri: settings, before, after });
    assert.equal((await proposal.accept({})).kind, "declined");
    assert.deepEqual([files[settings], proposal.open.length], [before, 2]);
  });

  it("keeps what is typed while the person confirms", async () => {
    const { open, type, ports, files } = editor({ [a]: before });
    const proposal = open({ uri: a, before, after });
    const accepting = proposal.accept({ uri: a });
    type(a, `zero\n${before}`);
    assert.equal((await accepting).kind, "changed");
    assert.equal(files[a], `zero\n${before}`);
    assert.equal(proposal.textOf(a), `zero\n${after}`);
    assert.ok(ports);
  });

  it("stands on top of a file that changed without a word by the time a person accepts again", async () => {
    const { open, files } = editor({ [a]: before, [b]: before });
    const proposal = open({ uri: a, before, after }, { uri: b, before, after });
    // Of a document that is not open the editor tells nothing.
    files[a] = `zero\n${before}`;
    files[b] = before.replace("four", "FOUR");
    const fell: (readonly string[])[] = [];
    proposal.onDidFallAway((changes) => fell.push(changes.flatMap((change) => change.after)));
    assert.deepEqual(await proposal.accept({}), { kind: "changed", uri: a });
    assert.deepEqual([proposal.textOf(a), fell], [`zero\n${after}`, [["4\n"]]]);
    assert.deepEqual(await proposal.accept({}), { kind: "written" });
    assert.deepEqual(files, { [a]: `zero\n${after}`, [b]: "1\ntwo\nthree\nFOUR\n" });
  });

  it("keeps what is typed in one file while another one is looked at", async () => {
    const { ports, state, type, files } = editor({ [a]: before, [b]: before });
    const proposed = [a, b].map((uri) => ({ uri, before, after }));
    const proposal = new Proposal(proposed, {
      ...ports,
      now: (uri) => {
        if (uri === b && files[a] === before) type(a, `zero\n${before}`);
        return ports.now(uri);
      },
    });
    state.told.push((uri, text) => {
      proposal.documentChanged(uri, text);
    });
    state.refuses = true;
    assert.deepEqual(await proposal.accept({}), { kind: "refused" });
    assert.equal(proposal.textOf(a), `zero\n${after}`);
  });

  it("grows, and can be accepted only once it has settled", async () => {
    const { open, files } = editor({ [a]: before });
    const proposal = open({ uri: a, before, after: before });
    const seen: (string | undefined)[] = [];
    proposal.onDidChange((uri) => seen.push(proposal.textOf(uri)));
    proposal.grow(a, before, "1\ntwo\nthree\nfour\n");
    assert.equal((await proposal.accept({})).kind, "refused");
    proposal.grow(a, before, after);
    proposal.settle();
    assert.deepEqual(seen, ["1\ntwo\nthree\nfour\n", after, after]);
    assert.equal(files[a], before);
    await proposal.accept({});
    assert.equal(files[a], after);
  });

  it("keeps what is typed elsewhere while it grows", async () => {
    const { open, type, files } = editor({ [a]: before });
    const proposal = open({ uri: a, before, after: before });
    proposal.grow(a, before, "1\ntwo\nthree\nfour\n");
    type(a, `${before}five\n`);
    assert.equal(proposal.textOf(a), "1\ntwo\nthree\nfour\nfive\n");
    proposal.grow(a, before, after);
    proposal.settle();
    await proposal.accept({});
    assert.equal(files[a], `${after}five\n`);
  });
});
