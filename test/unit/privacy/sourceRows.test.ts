import assert from "node:assert/strict";
import { sourceRows } from "../../../src/privacy/sourceRows.ts";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import type { ChatTurn } from "../../../src/prompt/chatTurn.ts";
import { completionAt } from "../../support/completionAt.ts";
import { messageText } from "../../../src/prompt/draft.ts";
import { askedBefore } from "../../support/reviewSamples.ts";
import { attachment, pasted, routeTo, snapshot, terminalOutput } from "../../support/samples.ts";

describe("privacy/sourceRows", () => {
  const rows = (turns: readonly ChatTurn[]) => sourceRows(chatDraft(turns, routeTo(), () => false));

  it("names the question first, then its files, then what came before, and our own words last", () => {
    assert.deepEqual(
      rows(askedBefore).map(({ label, detail, removableAs }) => [label, detail, removableAs]),
      [
        ["Your question", "", undefined],
        ["src/billing/invoice.ts", "lines 40–96", "file:///project/src/billing/invoice.ts"],
        ["src/billing/rates.ts", "whole file", "file:///project/src/billing/rates.ts"],
        ["src/billing/old.ts", "whole file", undefined],
        ["Earlier messages", "", undefined],
        ["Answers of the model", "", undefined],
        ["Instructions", "", undefined],
      ],
    );
  });

  it("holds every text of the draft, each once", () => {
    const draft = chatDraft(askedBefore, routeTo(), () => false);
    const shown = sourceRows(draft).flatMap(({ texts }) => texts);
    const parts = draft.messages.flatMap((message) => message.parts.map(({ text }) => text));
    assert.deepEqual(shown.toSorted(), parts.filter((text) => text !== "").toSorted());
    assert.equal(shown.join("").length, draft.messages.map(messageText).join("").length);
  });

  it("names a file that is only behind an answer, without a text", () => {
    const long = "word ".repeat(2500);
    const turns: readonly ChatTurn[] = [
      { question: long, answer: "Yes.", attachments: [attachment("old.ts", long)] },
      { question: "And?", answer: "No.", attachments: [] },
      { question: "Why?", answer: "", attachments: [] },
    ];
    const row = rows(turns).find(({ label }) => label === "old.ts");
    assert.deepEqual(row, {
      label: "old.ts",
      detail: "whole file, not sent again; an answer may repeat it",
      texts: [],
      pictures: [],
    });
  });

  it("offers to leave out only what is beside the question that is asked now", () => {
    const again = attachment("a.ts", "a");
    const turns: readonly ChatTurn[] = [
      { question: "One?", answer: "1", attachments: [again, attachment("b.ts", "b")] },
      { question: "Two?", answer: "", attachments: [again] },
    ];
    assert.deepEqual(
      rows(turns).flatMap(({ label, removableAs }) => (removableAs === undefined ? [] : [label])),
      ["a.ts"],
    );
  });

  it("offers to leave out nothing that only the summary before the question was made from", () => {
    const again = attachment("a.ts", "a");
    const turns: readonly ChatTurn[] = [
      { question: "One?", answer: "1", attachments: [again, attachment("b.ts", "b")], summary: "1." },
      { question: "Two?", answer: "", attachments: [again] },
    ];
    assert.deepEqual(
      rows(turns).map(({ label, removableAs }) => [label, removableAs]),
      [
        ["Your question", undefined],
        ["a.ts", "file:///project/a.ts"],
        ["b.ts", undefined],
        ["Answers of the model", undefined],
        ["Instructions", undefined],
      ],
    );
  });

  it("names a terminal's output and pasted text like files, each to be left out by itself", () => {
    const attachments = [terminalOutput("npm test", "ok"), pasted("one\ntwo"), pasted("three")];
    assert.deepEqual(
      rows([{ question: "?", answer: "", attachments }])
        .slice(1, -1)
        .map(({ label, detail, removableAs }) => [label, detail, removableAs]),
      [
        ["npm test", "a command and its output", "terminal:npm test"],
        ["Pasted into the message box", "2 lines", "pasted:one\ntwo"],
        ["Pasted into the message box", "1 line", "pasted:three"],
      ],
    );
  });

  it("shows what a completion is made from", () => {
    const draft = completionAt(snapshot("one\ntwo█\nthree"), routeTo({ task: "completion" }));
    assert.deepEqual(sourceRows(draft), [
      { label: "sum.ts", detail: "lines 1–2", texts: ["one\ntwo"], pictures: [] },
    ]);
  });

  it("lets no path write a line of its own or run backwards", () => {
    const hostile = { question: "?", answer: "", attachments: [attachment("a\n\u202Ets.b", "x")] };
    assert.deepEqual(rows([hostile])[1]?.label, "a  ts.b");
  });
});
