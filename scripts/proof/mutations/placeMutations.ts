import { mutationsOf, testIn, type NamedTest } from "./mutation.ts";

/** A kept answer, by its language and the name of its folder. */
const kept = (languageId: string, name: string): NamedTest =>
  testIn("unit/edit/apply/cases", `${languageId}: ${name.replaceAll("-", " ")} comes out as it should`);
const typescript = (name: string): NamedTest => kept("typescript", name);

/** Guards of where code of an answer belongs: what is not sure is asked. */
export const placeMutations = [
  ...mutationsOf("src/edit/apply/doubts.ts", [
    {
      name: "New rows whose depth nothing tells are asked about",
      holds: ["R8"],
      find: "(fresh.length > 0 && !placement.isIndentSure)",
      replace: "placement.pairs.length === 0",
      test: kept("ruby", "first-row-without-its-indentation-and-nothing-else"),
    },
    {
      name: "New rows of blanks after tabs are asked about",
      holds: ["R8"],
      find: "fresh.some(isBetweenTabs) || ",
      replace: "",
      test: kept("go", "blanks-after-tabs"),
    },
    {
      name: "A row that stands beside new ones at another depth is asked about",
      holds: ["R8"],
      find: " || change.merged.gaps.some((gap) => endsAlike(change, gap)))",
      replace: ")",
      test: typescript("brace-at-another-depth-behind-a-new-row"),
    },
    {
      name: "Rows that come together as deep as nobody writes them are asked about",
      holds: ["R8"],
      find: "if (areBlocksInBraces && hasOddDepth(file, placement.snippet, merged, place)) return true;",
      replace: "if (areBlocksInBraces && hasOddDepth === undefined) return true;",
      test: typescript("end-of-a-block-above-rows-of-another"),
    },
    {
      name: "A new row beside a placeholder may replace what that keeps",
      holds: ["R8"],
      find: "isRestUnclear(change, gap) || ",
      replace: "",
      test: typescript("other-return-behind-a-marker"),
    },
    {
      name: "New rows beside more kept ones than are compared may replace some",
      holds: ["R8"],
      find: "if (outer.length * kept.length > mostCompared) return true;",
      replace: "",
      test: testIn(
        "unit/edit/apply/largeFile",
        "is asked about when new rows stand beside more kept ones than are compared",
      ),
    },
    {
      name: "A row like one that a placeholder keeps may replace it",
      holds: ["R8"],
      find: "similarity(text, row) >= perhapsAlike",
      replace: "row === undefined",
      test: typescript("row-much-like-one-of-the-rest"),
    },
    {
      name: "What a new block holds replaces nothing that a placeholder keeps around it",
      holds: ["R8"],
      find: "snippet.indents[row] === depth && !",
      replace: "!",
      test: typescript("row-in-a-new-block-like-one-of-the-rest"),
    },
    {
      name: "Where indentation has a meaning, a single row without it is asked about",
      holds: ["R8"],
      find: "return meant.has(file.languageId) || ",
      replace: "return ",
      test: kept("python", "one-row-of-many-lost-its-depth"),
    },
    {
      name: "Definitions do not go while none come",
      holds: ["R8"],
      find: "come.length === 0 || ",
      replace: "",
      test: kept("java", "wrapped-end-of-a-method"),
    },
    {
      name: "Rows that go may be those that a placeholder beside them stands for",
      holds: ["R8"],
      find: " || mayBeRest(change, gap)",
      replace: "",
      test: typescript("rows-that-a-marker-may-stand-for"),
    },
    {
      name: "What stands between placeholders has only one place",
      holds: ["R8"],
      find: "hasLoosePart(change.placement) || ",
      replace: "",
      test: typescript("same-key-twice-between-markers"),
    },
    {
      name: "A row that a placeholder keeps does not come a second time",
      holds: ["R8"],
      find: " || keepsWhatComes(change)",
      replace: "",
      test: typescript("row-of-the-rest-shown-in-another-order"),
    },
    {
      name: "Dots inside a row come into no file unasked",
      holds: ["R8"],
      find: "holdsGap(row.text)",
      replace: "row.text === undefined",
      test: typescript("dots-inside-a-list"),
    },
    {
      name: "Many rows do not go for a few that come",
      holds: ["R8"],
      find: "removed > Math.max(replacedAtOnce, added * replacedPerRow) || ",
      replace: "",
      test: typescript("eight-rows-for-one-below-two-for-four"),
    },
    {
      name: "Many rows do not go without a word",
      holds: ["R8"],
      find: "removed > mostLeftOut || ",
      replace: "",
      test: typescript("five-rows-left-out-alone"),
    },
    {
      name: "Rows that go at neighbouring places are counted together",
      holds: ["R8"],
      find: " || leavesOutInSteps(change))",
      replace: ")",
      test: typescript("seven-rows-around-a-kept-one"),
    },
    {
      name: "Rows that go at places far apart are not asked about for their sum",
      holds: ["R8"],
      find: "isKept || between > mostBetween || stays >= removed",
      replace: "isKept",
      test: typescript("few-rows-at-two-places"),
    },
    {
      name: "What is used still does not go without a word",
      holds: ["R8"],
      find: " || (removed > 0 && losesName(change, gap))",
      replace: "",
      test: typescript("declaration-left-out-and-used-still"),
    },
    {
      name: "A change after which brackets do not close is asked about",
      holds: ["R8"],
      find: 'return breaks(change) ? "unbalanced" : undefined;',
      replace: "return undefined;",
      test: typescript("half-a-function"),
    },
  ]),
  ...mutationsOf("src/edit/apply/strayPairs.ts", [
    {
      name: "A brace ends what begins on either side alike",
      holds: ["R8"],
      find: "return opener !== -1 && pairs[opener] === openerOf(file, f);",
      replace: "return true;",
      test: typescript("end-of-one-of-two-objects"),
    },
  ]),
  ...mutationsOf("src/edit/apply/rowsTwice.ts", [
    {
      name: "A row may stand in another block as well",
      holds: ["R8"],
      find: " && isInSameBlock(placement, s, f)",
      replace: "",
      test: typescript("new-row-as-in-another-block-beside-a-marker"),
    },
  ]),
  ...mutationsOf("src/edit/apply/planSnippet.ts", [
    {
      name: "A row beside the place that comes in another order does not stay unasked",
      holds: ["R8"],
      find: "wider[1] - wider[0] > place[1] - place[0]",
      replace: "wider[1] < place[1]",
      test: typescript("last-row-shown-in-another-order"),
    },
  ]),
  ...mutationsOf("src/edit/apply/mergedRows.ts", [
    {
      name: "A row behind the end of a block is moved out of it",
      holds: ["R8"],
      find: " || isLetOut(placement, s)",
      replace: "",
      test: typescript("row-let-out-of-a-block-whose-head-changes"),
    },
    {
      name: "A row before the end of a block is moved into it",
      holds: ["R8"],
      find: " || isTakenIn(placement, s, removedAbove)",
      replace: "",
      test: typescript("row-taken-into-the-block-above"),
    },
    {
      name: "A row whose block opens no more is moved out of it",
      holds: ["R8"],
      find: " || isOpenedNoMore(placement, s, before);",
      replace: ";",
      test: typescript("block-whose-head-opens-none-any-more"),
    },
  ]),
  ...mutationsOf("src/edit/apply/placement.ts", [
    {
      name: "Rows of two depths do not come to one unasked",
      holds: ["R8"],
      find: " && isSteady(map.toFile, snippet.indents)",
      replace: "",
      test: kept("python", "shallower-rows-told-by-none"),
    },
  ]),
  ...mutationsOf("src/edit/apply/looseParts.ts", [
    {
      name: "A brace that may end anything bounds no place",
      holds: ["R8"],
      find: "f !== -1 && (snippet.kinds[s] !== rowKind.slight || closesShared(placement, s, f))",
      replace: "s > -1 && f !== -1",
      test: typescript("rows-that-two-functions-have-between-markers"),
    },
    {
      name: "A row closes what the answer opened, or holds no place",
      holds: ["R8"],
      find: "isCloser && closesShared(placement, to - 1, f)",
      replace: "isCloser",
      test: typescript("end-of-one-of-two-objects"),
    },
  ]),
  ...mutationsOf("src/edit/apply/unsureEnds.ts", [
    {
      name: "A first row that is like several replaces none of them unasked",
      holds: ["R8"],
      find: "(f === -1 || isOneOfAKind(placement, changed, f))",
      replace: "true",
      test: typescript("changed-or-one-more-of-a-kind"),
    },
  ]),
  ...mutationsOf("src/edit/apply/edges.ts", [
    {
      name: "The end of a remark alone is no new one",
      holds: ["R8"],
      find: "isInRemark(rows[0]) ? undefined : ",
      replace: "",
      test: typescript("end-of-a-remark-above-a-removed-row"),
    },
    {
      name: "The row that opens a block is replaced by one like it only",
      holds: ["R8"],
      find: "if (isOne && mayReplace(placement, above))",
      replace: "if (isOne)",
      test: typescript("wrapped-where-there-is-no-brace"),
    },
    {
      name: "A first row that stands above the place already is asked about",
      holds: ["R8"],
      find: "return { either: [above, at] };",
      replace: "return { known: at };",
      test: typescript("row-above-taken-for-new"),
    },
    {
      name: "A new first row may replace the one above it",
      holds: ["R8"],
      find: "? { known: at } : { either: [at, above] };",
      replace: "? { known: at } : { known: at };",
      test: typescript("changed-type-at-the-start-of-an-import"),
    },
    {
      name: "A new last row may replace the one below it",
      holds: ["R8"],
      find: ": { either: [at, below + 1] };",
      replace: ": { known: at };",
      test: typescript("new-row-at-the-end"),
    },
    {
      name: "The last row of a block that is shown but for that one may be meant to go",
      holds: ["R8"],
      find: "isNearlyAll ? { either: [at, whole.to] } : { known: at }",
      replace: "{ known: at }",
      test: kept("python", "all-but-the-last-row-of-a-function"),
    },
  ]),
  ...mutationsOf("src/edit/apply/planSnippet.ts", [
    {
      name: "Code that fits in two places is asked about",
      holds: ["R8"],
      find: "if (rivals.length > 0) {",
      replace: "if (rivals.length < 0) {",
      test: typescript("two-equal-places"),
    },
  ]),
  ...mutationsOf("src/edit/apply/planEdits.ts", [
    {
      name: "A diff whose lines stand in two places is asked about",
      holds: ["R8"],
      find: "if (others.length > 0)",
      replace: "if (others.length < 0)",
      test: typescript("diff-whose-lines-stand-twice"),
    },
    {
      name: "A diff goes to the place that was chosen for it",
      holds: ["R8"],
      find: "return chosen.length === 1 ? chosen : found;",
      replace: "return chosen.length === 1 ? found.slice(0, 1) : found;",
      test: typescript("diff-at-the-chosen-of-two-places"),
    },
  ]),
];
