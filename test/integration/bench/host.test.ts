import assert from "node:assert/strict";
import { CancellationTokenSource } from "../../../bench/replay/host/cancellation.ts";
import { createConfiguration, declaredDefaults } from "../../../bench/replay/host/configuration.ts";
import { enumerations } from "../../../bench/replay/host/enumerations.ts";
import { matchesSelector } from "../../../bench/replay/host/matchesSelector.ts";
import { OpenDocument } from "../../../bench/replay/host/openDocument.ts";
import { Position } from "../../../bench/replay/host/position.ts";
import { Range } from "../../../bench/replay/host/range.ts";
import { tolerant } from "../../../bench/replay/host/tolerant.ts";
import { Uri } from "../../../bench/replay/host/uri.ts";

function documentOf(text: string): OpenDocument {
  return new OpenDocument(Uri.parse("file:///project/src/a.ts"), "typescript", text);
}

describe("a document of the replay's editor", () => {
  it("knows its lines, and where an offset is", () => {
    const document = documentOf("one\n\ttwo\n");
    assert.equal(document.lineCount, 3);
    assert.equal(document.lineAt(1).text, "\ttwo");
    assert.equal(document.lineAt(1).firstNonWhitespaceCharacterIndex, 1);
    assert.deepEqual(document.positionAt(6), new Position(1, 2));
    assert.equal(document.offsetAt(new Position(1, 2)), 6);
    assert.equal(document.offsetAt(new Position(0, 99)), 3);
    assert.throws(() => document.lineAt(3), RangeError);
  });

  it("tells a change as the editor does, and is a version further", () => {
    const document = documentOf("const a = 1;");
    const change = document.apply({ start: 6, end: 7, text: "b" });
    assert.deepEqual(change, { range: new Range(0, 6, 0, 7), rangeOffset: 6, rangeLength: 1, text: "b" });
    assert.equal(document.getText(), "const b = 1;");
    assert.equal(document.version, 2);
  });

  it("finds the word at a position", () => {
    const document = documentOf("a.some_name(b)");
    const word = document.getWordRangeAtPosition(new Position(0, 5));
    assert.equal(document.getText(word), "some_name");
    assert.equal(documentOf("( )").getWordRangeAtPosition(new Position(0, 1)), undefined);
  });

  it("is what a selector is about, by language, scheme and pattern", () => {
    const document = documentOf("");
    for (const selector of [
      "typescript",
      "*",
      { scheme: "file" },
      [{ language: "go" }, { pattern: "**/*.ts" }],
    ])
      assert.equal(matchesSelector(selector, document), true, JSON.stringify(selector));
    for (const selector of ["go", { scheme: "untitled" }, { pattern: "**/*.py" }, []])
      assert.equal(matchesSelector(selector, document), false, JSON.stringify(selector));
  });
});

describe("what an extension gets from the replay's editor", () => {
  it("are its settings as it declares them, unless the user has set them", () => {
    const manifest = {
      contributes: {
        configuration: [
          { properties: { "x.delay": { default: 75 }, "x.deep.url": { default: "http://a" } } },
          { properties: { "x.on": { default: true } } },
        ],
      },
    };
    const settings = createConfiguration(declaredDefaults(manifest), { "x.delay": 10 })("x");
    assert.equal(settings.get("delay"), 10);
    assert.equal(settings.get("on"), true);
    assert.deepEqual(settings.get("deep"), { url: "http://a" });
    assert.equal(settings.get("none", "fallback"), "fallback");
    assert.equal(settings.inspect("delay")["defaultValue"], 75);
    assert.equal(settings.inspect("delay")["globalValue"], 10);
  });

  it("is every enumeration with its real numbers", () => {
    const known = enumerations();
    assert.equal(known["InlineCompletionTriggerKind"]?.["Automatic"], 1);
    assert.equal(known["FileType"]?.["SymbolicLink"], 64);
    assert.equal(known["StatusBarAlignment"]?.["Left"], 1);
    assert.equal(known["QuickPickItemKind"]?.["Separator"], -1);
    assert.equal(known["SymbolKind"]?.["File"], 0);
  });

  it("is something for every name, so that extensions nobody thought of load", () => {
    const editor = tolerant<Record<string, unknown>>({ known: 1 }) as Record<string, never> & {
      onDidWhatever: (listener: () => void) => { dispose: () => void };
      Thing: new () => object;
      create: () => { deep: { call: () => unknown } };
    };
    editor.onDidWhatever(() => undefined).dispose();
    class Own extends editor.Thing {
      readonly own = "mine";
    }
    assert.equal(new Own().own, "mine");
    assert.equal(typeof editor.create().deep.call(), "function");
    assert.equal(editor["then"], undefined);
    assert.equal(Object.hasOwn(editor, "known"), true);
  });

  it("is a token that tells its end once, to those who listened before and after", async () => {
    const source = new CancellationTokenSource();
    let heard = 0;
    source.token.onCancellationRequested(() => (heard += 1));
    source.cancel();
    source.cancel();
    assert.equal(heard, 1);
    await new Promise<void>((resolve) => {
      source.token.onCancellationRequested(() => {
        resolve();
      });
    });
  });

  it("is an address that survives being written down", () => {
    const uri = Uri.parse("file:///a%20b/c%23d.ts?q#f");
    assert.equal(uri.path, "/a b/c#d.ts");
    assert.equal(uri.toString(), "file:///a%20b/c%23d.ts?q#f");
    assert.equal(Uri.joinPath(uri, "..", "e.ts").path, "/a b/e.ts");
    assert.equal(uri.with({ query: "", fragment: "" }).toString(), "file:///a%20b/c%23d.ts");
  });
});
