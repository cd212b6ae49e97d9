import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as vscode from "vscode";
import { useWords } from "../../../src/terms/words.ts";
import { isNamed } from "../../../src/vscode/isNamed.ts";
import { mentionedChanges } from "../../../src/vscode/mentionedChanges.ts";
import { mentionedCodebase } from "../../../src/vscode/mentionedCodebase.ts";
import { mentionedSearch } from "../../../src/vscode/mentionedSearch.ts";
import { mentionedTerminals } from "../../../src/vscode/mentionedTerminals.ts";
import type { MentionSource } from "../../../src/vscode/mentionSource.ts";
import { letsAllBeRead } from "../../support/noRules.ts";

const { signal } = new AbortController();
function notRead(): never {
  assert.fail("names are looked for, and nothing is read");
}
const uri = vscode.Uri.parse("file:///shop/a.ts");
const change = { uri, originalUri: uri, status: 5 };
const repository = {
  rootUri: vscode.Uri.parse("file:///shop"),
  state: { indexChanges: [change], mergeChanges: [], workingTreeChanges: [change] },
  ...{ diffWithHEAD: notRead, diffIndexWithHEAD: notRead, diffBetween: notRead, show: notRead },
  log: () => Promise.resolve([{ hash: "abcdef0123", message: "Fix", parents: ["before"] }]),
};
const sources: Readonly<Record<string, MentionSource>> = {
  codebase: mentionedCodebase,
  changes: mentionedChanges(letsAllBeRead, () => Promise.resolve([repository])),
  search: mentionedSearch({
    listing: () => Promise.resolve({ files: [], isCut: false }),
    guard: { judgeQuietly: letsAllBeRead.judge },
  }),
  terminal: mentionedTerminals({ last: () => [], whole: (command) => Promise.resolve(command) }),
};

/** What is typed in German, and the labels of what is offered then. */
const german: readonly (readonly [string, readonly string[]])[] = [
  ["codebas", ["Codebasis"]],
  ["Arbeits", ["Codebasis"]],
  ["codebase", ["Codebasis"]],
  ["änd", ["Änderungen", "Bereitgestellte Änderungen", "Fix"]],
  ["changes", ["Änderungen", "Bereitgestellte Änderungen", "Fix"]],
  ["bereit", ["Bereitgestellte Änderungen"]],
  ["staged", ["Bereitgestellte Änderungen"]],
  ["commit", ["Fix"]],
  ["such", ["Suche…"]],
  ["search:", ["Suche…"]],
  ["suche:total", ["Nach „total“ suchen"]],
  ["search:total", ["Nach „total“ suchen"]],
  ["term", ["Terminal"]],
  ["nichts", []],
];

describe("the names of what can be mentioned", () => {
  beforeEach(async () => {
    const sentences = JSON.parse(await readFile("l10n/bundle.l10n.de.json", "utf8")) as Record<
      string,
      string
    >;
    useWords({ language: "de", sentences });
  });
  afterEach(() => {
    useWords(undefined);
  });

  for (const [typed, labels] of german)
    it(`finds ${labels.join(", ") || "nothing"} by "${typed}" where the editor is German`, async () => {
      const offers = await Promise.all(Object.values(sources).map((source) => source(typed, signal)));
      assert.deepEqual(
        offers.flat().map(({ label }) => label),
        labels,
      );
    });

  it("are found by the beginning of each of their words", () => {
    assert.ok(isNamed("", "open editors"));
    assert.ok(isNamed(" Ed", "open editors"));
    assert.ok(isNamed("open ed", "open editors"));
    assert.ok(!isNamed("pen", "open editors"));
  });
});
