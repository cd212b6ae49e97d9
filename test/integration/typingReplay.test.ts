import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { digest } from "../../bench/replay/figures/digest.ts";
import type { Job, SessionRecord } from "../../bench/replay/job.ts";
import type { Observation } from "../../bench/replay/observation.ts";
import { runJobs } from "../../bench/replay/run/runJobs.ts";
import { temporaryFolder } from "../../scripts/editor/temporaryFolder.ts";

const manifest = {
  name: "tiny",
  publisher: "test",
  version: "1.0.0",
  main: "./main.cjs",
  contributes: { configuration: { properties: { "tiny.url": { default: "nowhere" } } } },
};

/** What every tiny extension begins with; `ask` gets the true continuation out of the simulated model. */
const preamble = `
const vscode = require("vscode");
const ask = async (document, position) => {
  const caret = document.offsetAt(position);
  const text = document.getText();
  const url = vscode.workspace.getConfiguration("tiny").get("url") + "/api/generate";
  const [prompt, suffix] = [text.slice(0, caret), text.slice(caret)];
  const options = { num_ctx: 8192, num_predict: 40 };
  const body = { model: "qwen2.5-coder:1.5b", prompt, suffix, options, stream: false };
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) throw new Error("failed");
  return (await response.json()).response;
};
const provide = (provideInlineCompletionItems) => {
  vscode.languages.registerInlineCompletionItemProvider({ scheme: "file" }, { provideInlineCompletionItems });
};
const item = (text, position) => new vscode.InlineCompletionItem(text, new vscode.Range(position, position));
`;

describe("the typing replay", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;

  before(async () => {
    folder = await temporaryFolder("tiny");
  });

  after(() => folder.remove());

  async function replay(name: string, code: string, changes: Partial<Job> = {}): Promise<SessionRecord> {
    const own = join(folder.path, name);
    await mkdir(own, { recursive: true });
    await writeFile(join(own, "package.json"), JSON.stringify(manifest));
    await writeFile(join(own, "main.cjs"), preamble + code);
    const job: Job = {
      subject: { name, folder: own, settings: { "tiny.url": "${url}" }, model: "qwen2.5-coder:1.5b" },
      profile: "C",
      seed: 1,
      scenarios: ["ts-who-asked"],
      time: "simulated",
      mostKeys: Number.MAX_SAFE_INTEGER,
      ...changes,
    };
    const [record] = await runJobs([job], 1);
    assert.ok(record);
    return record;
  }

  const asking = `exports.activate = () => provide(async (document, position, context, token) => {
    const text = await ask(document, position);
    return token.isCancellationRequested ? [] : [item(text, position)];
  });`;

  it("takes what a model knows, and saves keys with it", async () => {
    const record = await replay("asking", asking);
    const { keys, keysAlone, acceptedCharacters, wrongCharacters, stale } = digest(record);
    assert.ok(keys < keysAlone, `${keys} keys of ${keysAlone}`);
    assert.ok(acceptedCharacters > 8);
    assert.deepEqual([wrongCharacters, stale, record.impatient], [0, 0, 0]);
    assert.ok(record.requests.every(({ promptTokens }) => promptTokens > 0));
  });

  it("comes to the same every time", async () => {
    assert.deepEqual(await replay("asking", asking), await replay("asking", asking));
  });

  it("asks fifty milliseconds after the key, and knows what was answered at once", async () => {
    const record = await replay(
      "echo",
      `exports.activate = () => provide((document, position) => [item("x", position)]);`,
    );
    const answers = record.observations.filter((each) => each.kind === "answer");
    assert.ok(answers.length > 50);
    assert.ok(answers.every(({ changedMs, atMs }) => atMs - changedMs === 50));
    assert.equal(record.requests.length, 0);
  });

  it("sees ghost text that goes away while somebody types along", async () => {
    const record = await replay(
      "flickering",
      `let known;
      exports.activate = () => provide(async (document, position) => {
        if (known) { known = undefined; return []; }
        known = await ask(document, position);
        return [item(known, position)];
      });`,
    );
    assert.ok(digest(record).flickers > 0);
  });

  it("sees suggestions that contradict the document", async () => {
    const record = await replay(
      "stale",
      `exports.activate = () => provide((document, position) => {
        const start = new vscode.Position(position.line, 0);
        return [new vscode.InlineCompletionItem("something else", new vscode.Range(start, position))];
      });`,
    );
    assert.ok(digest(record).stale > 0);
  });

  it("counts the messages of an extension that tells every failure, whatever fails", async () => {
    const telling = `exports.activate = () => provide((document, position) =>
      ask(document, position).then((text) => [item(text, position)], () => vscode.window.showErrorMessage("no")));`;
    for (const fault of ["down", "missing", "overloaded", "cut"] as const) {
      const { messages } = await replay("telling", telling, { fault, mostKeys: 20 });
      assert.ok(messages > 5, `${fault}: ${messages} messages`);
    }
    const { messages } = await replay("telling", telling, { fault: "hang", mostKeys: 20 });
    assert.equal(messages, 0);
  });

  it("runs the command of a suggestion that was taken, and tells every change with its caret", async () => {
    const record = await replay(
      "commands",
      `exports.activate = () => {
        let changed = 0;
        vscode.commands.registerCommand("tiny.taken", (word) => vscode.window.showInformationMessage(word));
        vscode.workspace.onDidChangeTextDocument(({ contentChanges: [change] }) => {
          changed = change.rangeOffset + change.text.length;
        });
        provide(async (document, position) => {
          if (document.offsetAt(position) > changed) throw new Error("the caret is behind the change");
          const found = item(await ask(document, position), position);
          found.command = { command: "tiny.taken", title: "", arguments: ["taken"] };
          return [found];
        });
      };`,
    );
    const taken = record.observations.filter(isWholeAccept).length;
    assert.ok(taken > 0);
    assert.equal(record.messages, taken);
  });

  it("says which job failed when an extension cannot be activated", async () => {
    await assert.rejects(
      replay("broken", `exports.activate = () => { throw new Error("not today"); };`),
      /broken, C.*not today/s,
    );
  });

  it("is played by the wall clock, too, with the processor's time of each key", async () => {
    const record = await replay("asking", asking, { time: "wall", meter: "laps", mostKeys: 4 });
    assert.equal(record.laps.length, record.observations.filter(({ kind }) => kind === "key").length);
    assert.ok(record.laps.every(({ allMs, mainMs }) => allMs >= 0 && mainMs >= 0));
  });
});

function isWholeAccept(observation: Observation): boolean {
  return observation.kind === "accept" && observation.whole;
}
