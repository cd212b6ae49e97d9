import assert from "node:assert/strict";
import { Acceptance } from "../../../src/completion/acceptance.ts";
import type { CompletionEvent } from "../../../src/completion/completionEvent.ts";
import type { Suggestion } from "../../../src/completion/suggestion.ts";
import type { TextChange } from "../../../src/completion/textChange.ts";

const uri = "file:///shop/sum.ts";

type Timer = { readonly at: number; readonly callback: () => void };

/** An editor with one document, written with `█` where the cursor is, and a clock that a test turns. */
function edit(written: string) {
  let text = written.replace("█", "");
  let cursor = written.indexOf("█");
  let now = 0;
  let timers: readonly Timer[] = [];
  const events: CompletionEvent[] = [];
  const acceptance = new Acceptance({
    emit: (event) => events.push(event),
    later: (milliseconds, callback) => {
      const timer = { at: now + milliseconds, callback };
      timers = [...timers, timer];
      return { dispose: () => void (timers = timers.filter((each) => each !== timer)) };
    },
  });
  const change = (...changes: readonly TextChange[]): void => {
    for (const { offset, removed, text: put } of changes.toSorted((a, b) => b.offset - a.offset))
      text = text.slice(0, offset) + put + text.slice(offset + removed);
    acceptance.changed({ uri, changes });
  };
  const editor = {
    acceptance,
    /** Shows a suggestion at the cursor. */
    show: (suggested: string, changes: Partial<Suggestion> = {}): void => {
      const behind = text.slice(cursor);
      acceptance.shown(
        { id: "1", text: suggested, replaced: 0, origin: "server", model: "coder", ...changes },
        {
          ...{ uri, languageId: "typescript", offset: cursor, afterMs: 240 },
          linePrefix: text.slice(text.lastIndexOf("\n", cursor - 1) + 1, cursor),
          lineSuffix: behind.slice(0, /\r?\n|$/.exec(behind)?.index),
        },
      );
    },
    /** Puts a text at the cursor in place of so many characters behind it; the cursor goes `ahead` of its end. */
    put: (inserted: string, replaced = 0, ahead = 0): void => {
      change({ offset: cursor, removed: replaced, text: inserted });
      cursor += inserted.length - ahead;
      acceptance.moved({ uri, offset: cursor });
    },
    type: (typed: string): void => {
      for (const letter of typed) editor.put(letter);
    },
    /** Changes the document elsewhere, as another cursor, a formatter or an undo does. */
    change,
    wait: (milliseconds: number): void => {
      now += milliseconds;
      for (const timer of timers.filter(({ at }) => at <= now)) {
        timers = timers.filter((each) => each !== timer);
        timer.callback();
      }
    },
    timers: () => timers.length,
    text: () => text,
    /** Everything that was told since the last time, as short words. */
    told: (): readonly string[] => events.splice(0).map(words),
  };
  return editor;
}

function words(event: CompletionEvent): string {
  const { kind } = event;
  if (kind === "shown") return `shown ${event.characters}${event.withoutRequest ? " at no cost" : ""}`;
  if (kind === "accepted") return `accepted ${event.characters}${event.all ? ", all" : ""}, ${event.how}`;
  if (kind === "kept") return `kept ${event.share}`;
  return kind === "ignored" ? `ignored ${event.characters}` : kind;
}

const minutes = 60_000;

describe("completion/acceptance", () => {
  it("counts as shown what could be seen for three quarters of a second", () => {
    const editor = edit("const total = █;");
    editor.show("sum(items)");
    editor.wait(749);
    assert.deepEqual(editor.told(), []);
    editor.wait(1);
    assert.deepEqual(editor.told(), ["shown 10"]);
    editor.type("x");
    editor.type("y");
    assert.deepEqual(editor.told(), ["ignored 10"]);
    assert.equal(editor.timers(), 0);
  });

  it("says nothing of what was gone before, also when a letter of it happened to be typed", () => {
    const editor = edit("const total = █;");
    editor.show("sum(items)");
    editor.type("sx");
    editor.acceptance.hidden();
    assert.deepEqual(editor.told(), []);
    assert.equal(editor.timers(), 0);
  });

  it("tells model, language and delay of what was shown", () => {
    const events: CompletionEvent[] = [];
    const timers: (() => void)[] = [];
    const acceptance = new Acceptance({
      emit: (event) => events.push(event),
      later: (_, callback) => {
        timers.push(callback);
        return { dispose: () => undefined };
      },
    });
    const at = { uri, languageId: "go", offset: 0, linePrefix: "", lineSuffix: "", afterMs: 51 };
    acceptance.shown({ id: "7", text: "func", replaced: 0, origin: "cache", model: "m:1b" }, at);
    timers[0]?.();
    assert.deepEqual(events, [
      {
        ...{ kind: "shown", model: "m:1b", languageId: "go", id: "7" },
        ...{ characters: 4, withoutRequest: true, afterMs: 51 },
      },
    ]);
  });

  it("knows a whole suggestion that was taken, before its command says so and not twice", () => {
    const editor = edit("const total = █;");
    editor.show("sum(items)");
    editor.put("sum(items)");
    editor.acceptance.taken("1");
    assert.deepEqual(editor.told(), ["shown 10", "accepted 10, all, taken"]);
  });

  it("knows it where it stands in place of what the editor had closed", () => {
    const editor = edit("print(█)");
    editor.show("a, b);", { replaced: 1 });
    editor.put("a, b);", 1);
    assert.deepEqual(editor.told(), ["shown 6", "accepted 6, all, taken"]);
  });

  it("knows it when the editor puts in only what is not there yet", () => {
    const editor = edit("print(█)");
    editor.show("a, b)", { replaced: 1 });
    editor.put("a, b");
    assert.deepEqual(editor.told(), ["shown 5", "accepted 5, all, taken"]);
  });

  it("adds up what was taken word by word and line by line", () => {
    const editor = edit("█");
    editor.show("if (ok) {\n  go();\n}");
    editor.put("if ");
    assert.deepEqual(editor.told(), ["shown 19"]);
    editor.put("(ok) {");
    editor.put("\n  go();");
    editor.put("x");
    editor.acceptance.hidden();
    assert.deepEqual(editor.told(), ["accepted 17, taken"]);
  });

  it("knows one that was typed to its end, letter by letter", () => {
    const editor = edit("const total = █;");
    editor.show("sum");
    editor.type("sum");
    assert.deepEqual(editor.told(), ["shown 3", "accepted 3, all, typed"]);
  });

  it("takes a new line with its indentation, and a character of two units, for typed", () => {
    const editor = edit("  go();█");
    editor.show("\n  🎉!");
    editor.put("\n  ");
    editor.put("🎉");
    editor.type("!");
    assert.deepEqual(editor.told(), ["shown 6", "accepted 6, all, typed"]);
  });

  it("goes on through brackets that the editor closes by itself", () => {
    const editor = edit("const total = █;");
    editor.show("f(a)");
    editor.wait(750);
    editor.type("f");
    editor.put("()", 0, 1);
    assert.deepEqual(editor.told(), ["shown 4"]);
    editor.put("a)", 1);
    assert.deepEqual(editor.told(), ["accepted 4, all, taken"]);
  });

  it("goes on when the rest is shown anew under the same id", () => {
    const editor = edit("const total = █;");
    editor.show("sum(items)");
    editor.type("sum");
    editor.show("(items)", { origin: "shown" });
    editor.wait(750);
    editor.put("(items)");
    assert.deepEqual(editor.told(), ["shown 10", "accepted 10, all, taken"]);
  });

  it("is over when another one is shown in its place", () => {
    const editor = edit("const total = █;");
    editor.show("sum(items)");
    editor.wait(750);
    editor.show("count", { id: "2" });
    assert.deepEqual(editor.told(), ["shown 10", "ignored 10"]);
  });

  it("is over when the cursor goes elsewhere, or the document", () => {
    const go: readonly ((editor: ReturnType<typeof edit>) => void)[] = [
      ({ acceptance }) => {
        acceptance.moved({ uri, offset: 0 });
      },
      ({ acceptance }) => {
        acceptance.moved({ uri: "file:///shop/other.ts", offset: 14 });
      },
      ({ acceptance }) => {
        acceptance.moved(undefined);
      },
      ({ acceptance }) => {
        acceptance.closed(uri);
      },
      ({ acceptance }) => {
        acceptance.hidden();
      },
    ];
    for (const leave of go) {
      const editor = edit("const total = █;");
      editor.show("sum(items)");
      editor.wait(750);
      leave(editor);
      assert.deepEqual(editor.told(), ["shown 10", "ignored 10"]);
    }
  });

  it("stays where it is while something is changed elsewhere", () => {
    const editor = edit("a\nb █\nc");
    editor.show("= 1");
    editor.change({ offset: 0, removed: 1, text: "long" }, { offset: 5, removed: 1, text: "" });
    editor.acceptance.moved({ uri, offset: 7 });
    editor.acceptance.changed({
      uri: "file:///shop/other.ts",
      changes: [{ offset: 2, removed: 1, text: "" }],
    });
    editor.wait(750);
    assert.deepEqual(editor.told(), ["shown 3"]);
  });

  it("believes the command of an item whose change it did not recognise", () => {
    const editor = edit("const total = █;");
    editor.show("sum(items)");
    editor.put("sum( items )");
    editor.acceptance.taken("other");
    editor.acceptance.taken("1");
    assert.deepEqual(editor.told(), ["shown 10", "accepted 10, all, taken"]);
    assert.equal(editor.timers(), 0, "where it stands is not known");
  });

  it("reads the line ends of the document as those of the suggestion", () => {
    const editor = edit("go();█\r\n}");
    editor.show("\nstop();\nend();");
    editor.put("\r\nstop();");
    editor.put("\r\nend();");
    assert.deepEqual(editor.told(), ["shown 15", "accepted 15, all, taken"]);
    editor.wait(5 * minutes);
    assert.deepEqual(editor.told(), ["kept 1"]);
  });

  it("looks five minutes later how much of it still stands, wherever that is by then", () => {
    const editor = edit("const total = █;");
    editor.show("sum(items)");
    editor.put("sum(items)");
    assert.deepEqual(editor.told(), ["shown 10", "accepted 10, all, taken"]);
    editor.change({ offset: 0, removed: 5, text: "let" });
    editor.change({ offset: editor.text().indexOf("items"), removed: 5, text: "prices" });
    editor.wait(5 * minutes - 1);
    assert.deepEqual(editor.told(), []);
    editor.wait(1);
    assert.deepEqual(editor.told(), ["kept 0.5"]);
  });

  it("counts what was taken back at once as lost", () => {
    const editor = edit("const total = █;");
    editor.show("sum(items)");
    editor.put("sum(items)");
    editor.change({ offset: 14, removed: 10, text: "" });
    editor.wait(5 * minutes);
    assert.deepEqual(editor.told().at(-1), "kept 0");
  });

  it("looks earlier when the document is closed, and at nothing once it is told to end", () => {
    const editor = edit("const total = █;");
    editor.show("sum(items)");
    editor.put("sum(items)");
    editor.acceptance.closed(uri);
    assert.deepEqual(editor.told().at(-1), "kept 1");
    editor.show("sum", { id: "2" });
    editor.put("sum");
    editor.show("other", { id: "3" });
    editor.told();
    editor.acceptance.dispose();
    assert.deepEqual([editor.told(), editor.timers()], [[], 0]);
  });
});
