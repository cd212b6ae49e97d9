import assert from "node:assert/strict";
import { announcement as announcementWith } from "../../../media/chat/announcement.ts";
import type { AnswerView, ChatViewState } from "../../../src/protocol/messages.ts";

function state(answer?: Partial<AnswerView>, conversation = "c"): ChatViewState {
  const full: AnswerView = { text: "", status: "done", model: "", ...answer };
  return {
    conversation: { id: conversation, title: "" },
    turns: answer === undefined ? [] : [{ id: "t", question: "?", chips: [], answer: full }],
    chips: [],
    composer: {
      destination: { icon: "lock", label: "On device", details: [], cloud: false },
      model: "",
      sendLabel: "Send",
      usedTokens: 0,
    },
    welcome: { found: "", steps: [], examples: [] },
    busy: false,
  };
}

const announcement = (
  before: ChatViewState | undefined,
  after: ChatViewState,
  rest = "",
): string | undefined => announcementWith(before, after, rest);

describe("what a screen reader is told", () => {
  it("is that an answer is awaited, how it ended, and nothing between", () => {
    const waiting = state({ status: "waiting" });
    const streaming = state({ status: "streaming", text: "Hel" });
    assert.equal(announcement(state(), waiting), "Waiting for the answer.");
    assert.equal(announcement(waiting, streaming), undefined);
    assert.equal(
      announcement(streaming, state({ text: "Hello there. More." }), "More."),
      "More. Answer complete.",
    );
    assert.equal(announcement(streaming, state({ status: "stopped", text: "Hel" })), "Answer stopped.");
  });

  it("is that an answer is awaited also when one is asked again, or goes on", () => {
    for (const status of ["done", "stopped", "failed"] as const)
      assert.equal(
        announcement(state({ status, text: "Hel" }), state({ status: "waiting" })),
        "Waiting for the answer.",
      );
  });

  it("is that code is being found, where that comes first and can be cut short", () => {
    const waitingFor = { words: "Finding code", forMs: 0, canBeCutShort: true } as const;
    const finding = state({ status: "waiting", waitingFor });
    assert.equal(announcement(state(), finding), "Finding code.");
    assert.equal(announcement(finding, state({ status: "waiting" })), undefined);
  });

  it("is that a review is open, as soon as it is", () => {
    const waiting = state({ status: "waiting" });
    const underReview = state({ status: "waiting", underReview: true });
    assert.equal(announcement(waiting, underReview), "Waiting for your review.");
    assert.equal(announcement(underReview, underReview), undefined);
    assert.equal(announcement(underReview, waiting), undefined);
  });

  it("is the problem when there is one", () => {
    const problem = { sentence: "Ollama is not running.", steps: [] };
    assert.equal(
      announcement(state({ status: "waiting" }), state({ status: "failed", problem })),
      problem.sentence,
    );
    assert.equal(announcement(state(), state({ status: "refused", problem })), problem.sentence);
  });

  it("is what is to be said about an answer that is there", () => {
    const note = "The answer reached the model's limit.";
    assert.equal(announcement(state({ status: "streaming" }), state({ text: "Hel", note })), note);
  });

  it("is nothing about a conversation that is merely opened or redrawn", () => {
    assert.equal(announcement(undefined, state({ text: "Hello." })), undefined);
    assert.equal(announcement(state({}, "other"), state({ text: "Hello." })), undefined);
    assert.equal(announcement(state({ text: "Hello." }), state({ text: "Hello." })), undefined);
  });

  it("is where a complete answer came from, as measured", () => {
    const destination = { icon: "lock", label: "On device", details: [], cloud: false } as const;
    const measured = { destination, record: "r" };
    const streaming = state({ status: "streaming", text: "Hel" });
    assert.equal(announcement(streaming, state({ text: "Hello.", measured })), "Answer complete, On device.");
  });
});
