import assert from "node:assert/strict";
import { createCompletionContext } from "../../../src/completion/gatherContext.ts";
import type { DefinitionTarget } from "../../../src/completion/contextPorts.ts";
import type { ContextBlock } from "../../../src/context/contextBlock.ts";
import type { EditorSnapshot } from "../../../src/context/editorSnapshot.ts";
import { createContextEditor, inProject } from "../../support/contextEditor.ts";
import { snapshot } from "../../support/samples.ts";

const wish = { tokens: 1000, waitMs: 60 };
const goesOn = new AbortController().signal;
const never = { kind: "never", rule: "secret/", from: ".drawbridgeignore" } as const;
const at = (path: string, first: number, last = first): DefinitionTarget => ({
  uri: inProject(path),
  lines: { first, last },
});
/** Code about one subject, enough of it to be found by. */
const about = (subject: string): string =>
  Array.from({ length: 12 }, (_, row) => `${subject}.load${subject}Part(${subject}Row${row % 5});`).join(
    "\n",
  );

describe("completion/gatherContext", () => {
  let { editor, ports } = createContextEditor();
  let context = createCompletionContext(ports);
  beforeEach(() => {
    ({ editor, ports } = createContextEditor());
    context = createCompletionContext(ports);
    editor.texts.set(
      "book.ts",
      "export type Book = {\n  readonly pages: number;\n};\n\nexport const shelf = 1;\n",
    );
  });
  afterEach(() => {
    context.dispose();
  });

  /** A document that is being edited, whose names the language server can be asked about. */
  function editing(code: string, path = "main.ts"): EditorSnapshot {
    const taken = snapshot(code, path);
    editor.texts.set(path, taken.text);
    return taken;
  }
  const gathered = async (where: EditorSnapshot, wanted = wish): Promise<readonly ContextBlock[]> =>
    (await editor.time.until(context.gather(where, wanted, goesOn))).value;
  const kinds = (blocks: readonly ContextBlock[]): readonly string[] =>
    blocks.map(({ kind, source }) => `${kind} ${source.path}`);

  describe("definitions", () => {
    const code = 'import type { Book } from "./book.ts";\n\nfunction read(book: Book) {\n  book.█';
    const bookDefined = (name: string): readonly DefinitionTarget[] =>
      /book/i.test(name) ? [at("book.ts", 1, 3)] : [];

    it("shows the type of a variable on the position's line, with the place it was taken from", async () => {
      editor.types = bookDefined;
      assert.deepEqual(await gathered(editing(code)), [
        {
          kind: "definition",
          source: { kind: "file", uri: inProject("book.ts"), path: "book.ts", lines: { first: 1, last: 3 } },
          text: "type Book = {\n  pages: number;\n};",
        },
      ]);
    });

    it("finds the end of a definition of which only the name's line is known", async () => {
      editor.types = (name) => (name === "book" ? [at("book.ts", 1)] : []);
      const [found] = await gathered(editing(code));
      assert.deepEqual(found?.source.lines, { first: 1, last: 3 });
    });

    it("asks when the position comes to a line, so that nothing has to be waited for", async () => {
      editor.types = bookDefined;
      const where = editing(code);
      context.prepare(where);
      await editor.time.pass(0);
      assert.deepEqual(kinds(await gathered(where, { tokens: 1000, waitMs: 0 })), ["definition book.ts"]);
    });

    it("asks about each name once while the position stays on its line", async () => {
      const where = editing(code);
      context.prepare(where);
      await gathered(where);
      const before = editor.asked.length;
      await gathered(editing(code.replace("█", "pages█")));
      assert.equal(editor.asked.length, before);
    });

    it("remembers on other lines where names are defined", async () => {
      editor.types = bookDefined;
      editor.definitions = bookDefined;
      await gathered(editing(code));
      editor.asked.length = 0;
      const found = await gathered(editing(code.replace("█", "pages;\n  █")));
      assert.deepEqual([kinds(found), editor.asked.includes("Book")], [["definition book.ts"], false]);
    });

    it("asks again when the document changed in which a name is defined", async () => {
      editor.types = bookDefined;
      await gathered(editing(code));
      editor.asked.length = 0;
      editor.change({ ...at("book.ts", 1), becameLines: 2 });
      await gathered(editing(code.replace("█", "pages;\n  █")));
      assert.ok(editor.asked.includes("Book"));
    });

    it("asks again after a while when the answer was empty", async () => {
      await gathered(editing(code));
      editor.asked.length = 0;
      await gathered(editing(code.replace("█", "pages;\n  █")));
      assert.equal(editor.asked.includes("Book"), false);
      await editor.time.pass(30_001);
      await gathered(editing(code.replace("█", "pages;\n\n  █")));
      assert.ok(editor.asked.includes("Book"));
    });

    it("leaves out what the document itself defines", async () => {
      editor.types = () => [at("main.ts", 3)];
      assert.deepEqual(await gathered(editing(code)), []);
    });

    it("asks no more about a line that the position has left", async () => {
      const held: ((found: readonly DefinitionTarget[]) => void)[] = [];
      editor.definitions = () => new Promise((resolve) => held.push(resolve));
      editor.types = editor.definitions;
      const many = Array.from({ length: 60 }, (_, index) => `name${index}`).join(", ");
      context.prepare(editing(`use(${many}, █`));
      await editor.time.pass(0);
      const before = editor.asked.length;
      context.prepare(editing("\n█"));
      for (const resolve of held) resolve([]);
      await editor.time.pass(0);
      assert.deepEqual([before, editor.asked.length], [32, 32]);
      context.prepare(editing(`use(${many}, █`));
      await editor.time.pass(0);
      assert.equal(editor.asked.length, 64);
    });
  });

  describe("a language server in trouble", () => {
    const code = "function read(book: Book) {\n  book.█";
    const waitedMs = async (where: EditorSnapshot): Promise<number> =>
      (await editor.time.until(context.gather(where, wish, goesOn))).tookMs;
    const slowly = (milliseconds: number) => (): Promise<readonly DefinitionTarget[]> =>
      new Promise((resolve) =>
        editor.time.later(milliseconds, () => {
          resolve([at("book.ts", 1, 3)]);
        }),
      );

    it("is waited for as long as was wished, and its answers come later", async () => {
      editor.types = slowly(800);
      const where = editing(code);
      const { value, tookMs } = await editor.time.until(context.gather(where, wish, goesOn));
      assert.deepEqual([value, tookMs], [[], 60]);
      await editor.time.pass(800);
      assert.deepEqual(kinds(await gathered(where)), ["definition book.ts"]);
    });

    it("is not waited for again once it is known to be slow", async () => {
      editor.types = slowly(800);
      await gathered(editing(code));
      assert.equal(await waitedMs(editing(code.replace("█", "pages;\n  book.█"))), 0);
    });

    it("never keeps anything waiting when it hangs, and is asked again after ten seconds", async () => {
      editor.types = () => new Promise(() => undefined);
      editor.definitions = editor.types;
      const many = Array.from({ length: 60 }, (_, index) => `name${index}`).join(", ");
      assert.equal(await waitedMs(editing(`use(${many}, █`)), 60);
      assert.equal(editor.asked.length, 32);
      editor.types = () => [at("book.ts", 1, 3)];
      const where = editing(code);
      assert.equal(await waitedMs(where), 0);
      await editor.time.pass(10_000);
      assert.deepEqual(kinds(await gathered(where)), ["definition book.ts"]);
    });

    it("may fail", async () => {
      editor.types = () => Promise.reject(new Error("no project"));
      editor.definitions = () => {
        throw new Error("not now");
      };
      editor.open = ["similar.ts"];
      editor.texts.set("similar.ts", about("book"));
      assert.deepEqual(kinds(await gathered(editing(`${about("book")}\n█`))), ["similar similar.ts"]);
    });

    it("may name places that are not there", async () => {
      editor.types = () => [at("book.ts", 4000), at("missing.ts", 1), at("book.ts", 0, -3), at("book.ts", 5)];
      const found = await gathered(editing(code));
      assert.deepEqual(
        found.map(({ text }) => text),
        ["const shelf = 1;"],
      );
    });

    it("does not keep anybody who has gone", async () => {
      editor.types = () => new Promise(() => undefined);
      const gone = new AbortController();
      gone.abort();
      const { tookMs } = await editor.time.until(context.gather(editing(code), wish, gone.signal));
      assert.equal(tookMs, 0);
    });
  });

  describe("similar code", () => {
    beforeEach(() => {
      editor.texts.set("similar.ts", about("book"));
      editor.texts.set("other.ts", about("shoe"));
      editor.open = ["main.ts", "similar.ts", "other.ts"];
    });

    it("is shown from open documents, and not from the one that is edited", async () => {
      assert.deepEqual(kinds(await gathered(editing(`${about("book")}\n█`))), ["similar similar.ts"]);
      assert.equal(editor.read.includes("main.ts"), false);
    });

    it("follows what becomes of the documents", async () => {
      await gathered(editing(`${about("book")}\n█`));
      editor.texts.set("similar.ts", about("shoe"));
      editor.versions.set("similar.ts", 2);
      editor.texts.set("other.ts", about("book"));
      editor.versions.set("other.ts", 2);
      assert.deepEqual(kinds(await gathered(editing(`\n${about("book")}\n█`))), ["similar other.ts"]);
      editor.close("other.ts");
      assert.deepEqual(kinds(await gathered(editing(`\n\n${about("book")}\n█`))), []);
    });

    it("reads a document once, as long as it stays as it is", async () => {
      for (const above of ["", "\n", "\n\n"]) await gathered(editing(`${above}${about("book")}\n█`));
      assert.deepEqual([...editor.read].sort(), ["other.ts", "similar.ts"]);
    });

    it("is looked for in slices, so that nobody waits for it", async () => {
      let nowMs = 0;
      let yielded = 0;
      editor.texts.set("similar.ts", "book();\n".repeat(200));
      context.dispose();
      context = createCompletionContext({
        ...ports,
        clock: () => (nowMs += 2),
        yieldNow: () => {
          yielded += 1;
          return Promise.resolve();
        },
      });
      await gathered(editing("█"));
      assert.ok(yielded >= 5, `${yielded} times`);
    });

    it("leaves out what is too large, and all but twenty documents", async () => {
      const paths = Array.from({ length: 30 }, (_, index) => `tab${index}.ts`);
      for (const path of paths) editor.texts.set(path, about(path.slice(0, -3)));
      editor.texts.set("tab0.ts", "a".repeat(400_001));
      editor.open = paths;
      await gathered(editing("█"));
      assert.deepEqual(editor.read, paths.slice(1, 21));
    });
  });

  describe("recent edits", () => {
    beforeEach(() => {
      const rows = Array.from({ length: 300 }, (_, index) => `row${index + 1}();`);
      editor.texts.set("far.ts", rows.join("\n"));
      editor.open = ["far.ts"];
    });
    const edited = async (path: string, line: number): Promise<void> => {
      editor.change({ ...at(path, line), becameLines: 1 });
      await editor.time.pass(1000);
    };

    it("are shown with two lines on either side", async () => {
      await edited("far.ts", 10);
      const [edit] = await gathered(editing("█"));
      assert.deepEqual(
        [edit?.kind, edit?.source.lines, edit?.text],
        ["edit", { first: 8, last: 12 }, "row8();\nrow9();\nrow10();\nrow11();\nrow12();"],
      );
    });

    it("are left out near the position, and shown far from it in the same document", async () => {
      await edited("far.ts", 10);
      await edited("far.ts", 250);
      const rows = editor.texts.get("far.ts") ?? "";
      const where = editing(rows.replace("row20();", "row20();█"), "far.ts");
      assert.deepEqual(
        (await gathered(where)).map(({ source }) => source.lines?.first),
        [248],
      );
    });

    it("are forgotten with a document that is closed", async () => {
      await edited("far.ts", 10);
      editor.close("far.ts");
      editor.open = ["far.ts"];
      assert.deepEqual(await gathered(editing("█")), []);
    });
  });

  it("shows what the editor complains about near the position, on one line", async () => {
    editor.problems = [
      { lines: { first: 3, last: 3 }, message: "Cannot find\nname 'boook'." },
      { lines: { first: 90, last: 90 }, message: "far away" },
    ];
    const found = await gathered(editing("\n\n█"));
    assert.deepEqual(
      found.map(({ kind, text }) => `${kind}: ${text}`),
      ["diagnostic: Cannot find name 'boook'."],
    );
  });

  it("gives what the other sources know when the editor fails", async () => {
    const fails = (): never => {
      throw new Error("not now");
    };
    context.dispose();
    context = createCompletionContext({ ...ports, problems: fails, openDocuments: fails });
    editor.types = () => [at("book.ts", 1, 3)];
    assert.deepEqual(kinds(await gathered(editing("book.█"))), ["definition book.ts"]);
  });

  describe("path rules", () => {
    const secret = about("book");
    beforeEach(() => {
      editor.texts.set("secret/book.ts", `export type Book = {\n  readonly pages: number;\n};\n${secret}`);
      editor.verdicts.set("secret/book.ts", never);
      editor.open = ["secret/book.ts"];
    });

    it("keep an excluded document in an open tab from being read", async () => {
      assert.deepEqual(await gathered(editing(`${secret}\n█`)), []);
      assert.deepEqual(editor.read, []);
    });

    it("keep an excluded document from being read that defines a name", async () => {
      editor.types = () => [at("secret/book.ts", 1, 3)];
      editor.definitions = editor.types;
      assert.deepEqual(await gathered(editing("function read(book: Book) {\n  book.█")), []);
      assert.deepEqual(editor.read, []);
    });

    it("keep an excluded document from being read that was edited last", async () => {
      editor.change({ ...at("secret/book.ts", 1), becameLines: 1 });
      await editor.time.pass(1000);
      assert.deepEqual(await gathered(editing("█")), []);
      assert.deepEqual(editor.read, []);
    });

    it("take a document out of the index that became excluded", async () => {
      editor.verdicts.clear();
      assert.deepEqual(kinds(await gathered(editing(`${secret}\n█`))), ["similar secret/book.ts"]);
      editor.verdicts.set("secret/book.ts", never);
      assert.deepEqual(await gathered(editing(`\n${secret}\n█`)), []);
    });

    it("let a document that stays on this device be shown, by its name", async () => {
      editor.verdicts.set("secret/book.ts", { ...never, kind: "deviceOnly" });
      assert.deepEqual(kinds(await gathered(editing(`${secret}\n█`))), ["similar secret/book.ts"]);
    });

    it("keep everything out when they cannot be asked", async () => {
      context.dispose();
      context = createCompletionContext({
        ...ports,
        guard: { judge: () => Promise.reject(new Error("gone")) },
      });
      editor.types = () => [at("secret/book.ts", 1, 3)];
      editor.change({ ...at("secret/book.ts", 1), becameLines: 1 });
      await editor.time.pass(1000);
      assert.deepEqual(await gathered(editing(`${secret}\nbook.█`)), []);
      assert.deepEqual(editor.read, []);
    });
  });

  it("gives the same for the same state, whatever was answered first", async () => {
    editor.texts.set("similar.ts", about("book"));
    editor.open = ["similar.ts"];
    const code = `${about("book")}\nfunction read(book: Book, shelf: Shelf) {\n  book.█`;
    const results: string[] = [];
    for (const [bookMs, shelfMs] of [
      [5, 30],
      [30, 5],
    ] as const) {
      context.dispose();
      context = createCompletionContext(ports);
      const after = (milliseconds: number, target: DefinitionTarget): Promise<readonly DefinitionTarget[]> =>
        new Promise((resolve) =>
          editor.time.later(milliseconds, () => {
            resolve([target]);
          }),
        );
      editor.types = (name) =>
        /book/i.test(name) ? after(bookMs, at("book.ts", 1, 3)) : after(shelfMs, at("book.ts", 5));
      results.push(JSON.stringify(await gathered(editing(code))));
    }
    assert.equal(results[0], results[1]);
    assert.match(results[0] ?? "", /"definition".*"definition".*"similar"/);
  });

  it("forgets everything when it is disposed", async () => {
    editor.open = ["book.ts"];
    editor.change({ ...at("book.ts", 1), becameLines: 1 });
    context.dispose();
    editor.change({ ...at("book.ts", 4), becameLines: 1 });
    await editor.time.pass(1000);
    assert.doesNotThrow(() => {
      context.dispose();
    });
  });
});
