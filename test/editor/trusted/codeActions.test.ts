import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { MentionRead } from "../../../src/chat/mentions.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import type { InlineEditWish } from "../../../src/edit/inlineEditor.ts";
import { fileOf } from "../../../src/terms/source.ts";
import { createCodeDesk } from "../../../src/vscode/codeDesk.ts";
import { waitFor } from "../waitFor.ts";

const problem = "total is not a number";

describe("Code where it stands", () => {
  const folder = (): vscode.Uri => vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail();
  const uri = (): vscode.Uri => vscode.Uri.joinPath(folder(), "src", "sum.ts");
  const problems = vscode.languages.createDiagnosticCollection("drawbridge-tests");
  after(() => {
    problems.dispose();
  });

  /** The document with a problem on the line that holds `return`. */
  async function withProblem(): Promise<vscode.Position> {
    const document = await vscode.workspace.openTextDocument(uri());
    const at = document.positionAt(document.getText().indexOf("return"));
    const range = new vscode.Range(at, at.translate(0, 6));
    problems.set(uri(), [
      new vscode.Diagnostic(range, problem, vscode.DiagnosticSeverity.Error),
      new vscode.Diagnostic(range, "and more", vscode.DiagnosticSeverity.Warning),
    ]);
    return at;
  }

  /** The titles of Drawbridge's own actions, with what they call. */
  async function offered(range: vscode.Range, kind?: string): Promise<readonly vscode.CodeAction[]> {
    const found = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri(),
      range,
      kind,
    );
    return found.filter(({ title }) => title.endsWith("with Drawbridge"));
  }

  function desk(kind: PathVerdict["kind"] = "allowed") {
    const edits: InlineEditWish[] = [];
    const taken: MentionRead[] = [];
    const asked: string[] = [];
    const verdict: PathVerdict =
      kind === "allowed" ? { kind } : { kind, rule: "sum.ts", from: "your settings" };
    const made = createCodeDesk({
      guard: { judge: () => Promise.resolve(verdict), judgeQuietly: () => Promise.resolve(verdict) },
      openChat: () => Promise.resolve(),
      session: () =>
        Promise.resolve({
          askAbout: (question, read) => {
            taken.push(read);
            asked.push(question);
            return Promise.resolve(undefined);
          },
        }),
      names: () => assert.fail("no name is asked for"),
      editor: () => Promise.resolve({ edit: (wish) => Promise.resolve(void edits.push(wish)) }),
      searchExcludes: () => [],
    });
    return { made, edits, taken, asked };
  }

  it("offers to mend and explain what is wrong on a line, all of it at once", async () => {
    const at = await withProblem();
    const titles = (await offered(new vscode.Range(at, at), "quickfix")).map(({ title }) => title);
    assert.deepEqual(titles, ["Fix 2 Problems with Drawbridge", "Explain with Drawbridge"]);
  });

  it("offers docs and tests among the refactorings, by commands that there are", async () => {
    const actions = await offered(new vscode.Range(0, 0, 1, 0), "refactor.rewrite");
    assert.deepEqual(
      actions.map(({ title }) => title),
      ["Write Docs with Drawbridge", "Write Tests with Drawbridge"],
    );
    const there = await vscode.commands.getCommands(true);
    for (const { command } of actions) assert.ok(command && there.includes(command.command));
  });

  it("offers names among the refactorings where there is one to change, and nowhere else", async () => {
    const document = await vscode.workspace.openTextDocument(uri());
    const text = document.getText();
    const on = (at: number): Promise<readonly vscode.CodeAction[]> => {
      const position = document.positionAt(at);
      return offered(new vscode.Range(position, position), "refactor.rename");
    };
    const name = text.indexOf("sum(") + 1;
    const [action] = await waitFor("the language server", async () => {
      const actions = await on(name);
      return actions.length === 1 ? actions : undefined;
    });
    assert.equal(action?.command?.command, "drawbridge.suggestNames");
    assert.deepEqual(await on(text.indexOf("{")), []);
  });

  it("has what is wrong mended by an edit of the block around it", async () => {
    const at = await withProblem();
    const { made, edits } = desk();
    await made.fix(uri(), new vscode.Range(at, at));
    assert.equal(edits[0]?.instruction, `Fix these problems:\n- ${problem}\n- and more`);
    assert.deepEqual([edits[0].range.start.line, edits[0].range.end.line], [at.line, at.line]);
  });

  it("asks the chat to explain the function with what is wrong in it", async () => {
    const at = await withProblem();
    // The language server of the editor takes its time to begin.
    const { taken, asked } = await waitFor("the symbols of sum.ts", async () => {
      const tried = desk();
      await tried.made.explain(uri(), new vscode.Range(at, at));
      const lines = tried.taken[0]?.attachments.flatMap(({ source }) => fileOf(source)?.lines ?? []);
      return lines?.length === 1 ? tried : undefined;
    });
    assert.deepEqual(asked, ["/explain What is wrong here, and why?"]);
    const [code, wrong] = taken[0]?.attachments ?? [];
    assert.match(code?.text ?? "", /export function sum/);
    assert.ok(wrong?.text.includes(problem));
  });

  it("asks for tests in the place of the project's own", async () => {
    await withProblem();
    const { made, asked } = desk();
    await made.writeTests(uri(), new vscode.Range(0, 0, 0, 0));
    assert.match(asked[0] ?? "", /^\/tests .*They belong into the new file src\/sum\.test\.ts\.$/);
  });

  it("opens nothing that is not open, whoever names it", async () => {
    const { made, asked, taken } = desk();
    const other = vscode.Uri.joinPath(folder(), "src", "unopened.ts");
    await vscode.workspace.fs.writeFile(other, Buffer.from("export const one = 1;\n"));
    await made.explain(other, new vscode.Range(0, 0, 0, 0));
    assert.deepEqual([asked, taken], [[], []]);
    assert.ok(!vscode.workspace.textDocuments.some((one) => one.uri.toString() === other.toString()));
    await vscode.workspace.fs.delete(other);
  });

  it("asks nothing about a file that a rule keeps out", async () => {
    await withProblem();
    const { made, asked, taken, edits } = desk("never");
    for (const act of [made.explain, made.writeTests, made.writeDocs, made.fix, made.suggestNames])
      await act(uri(), new vscode.Range(0, 0, 0, 0));
    assert.deepEqual([asked, taken, edits], [[], [], []]);
  });
});
