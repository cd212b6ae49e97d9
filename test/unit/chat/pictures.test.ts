import assert from "node:assert/strict";
import type { Conversation, ConversationEvent, StoredAnswer } from "../../../src/chat/conversation.ts";
import { apply, emptyConversation } from "../../../src/chat/conversation.ts";
import { eventLine, headerLine, readConversation } from "../../../src/chat/conversationFile.ts";
import { conversationMarkdown } from "../../../src/chat/conversationMarkdown.ts";
import { isBeside } from "../../../src/chat/chatTurns.ts";
import { pastedPicture } from "../../../src/chat/pastedPicture.ts";
import type { ViewFacts } from "../../../src/chat/viewFacts.ts";
import { viewState } from "../../../src/chat/viewState.ts";
import type { ChatViewState } from "../../../src/protocol/messages.ts";
import { jpegWith, pictureFile, png, segment, unseen } from "../../support/pictures.ts";
import { noRoom } from "../../support/noRules.ts";
import { attachment, destination, routeTo } from "../../support/samples.ts";

const time = "2026-01-31T12:00:00.000Z";
const answer: StoredAnswer = { text: "A plan.", outcome: "done", provider: "ollama", model: "m" };
const plan = pictureFile("docs/plan.png", { width: 1200, height: 800 });
const asked: ConversationEvent = {
  ...{ type: "asked", turn: "t1", question: "What is this?", time },
  attachments: [plan, attachment("a.ts", "let a;")],
};
const shown: Conversation = [asked, { type: "answered", turn: "t1", answer, time } as const].reduce(
  apply,
  emptyConversation("c1"),
);
/** No summary is made, and nothing was dismissed. */
const quiet = { summaries: { isRunning: false }, dismissed: new Set<string>() };
const base64 = png().toString("base64");

/** What the view shows, of a model that sees, that does not, or of which nobody knows. */
function shownBy(sees: boolean | undefined, facts: Partial<ViewFacts> = {}): ChatViewState {
  const route = routeTo(sees === undefined ? {} : { sees });
  return viewState({
    ...{ conversation: emptyConversation("c1"), chips: [], server: { kind: "unasked" } },
    ...quiet,
    room: noRoom,
    verdict: () => ({ kind: "allowed" }),
    outlook: { ok: true, value: { route, destination: destination() } },
    ...facts,
  });
}

function composer(sees: boolean | undefined, facts: Partial<ViewFacts> = {}): ChatViewState["composer"] {
  return shownBy(sees, facts).composer;
}

describe("chat and pictures", () => {
  it("says before sending that a model cannot see, with the ways on", () => {
    const { problem, sight } = composer(false, { chips: [plan] });
    assert.deepEqual(
      [problem?.sentence, problem?.steps.map(({ label }) => label), sight],
      ["smollm2:135m cannot see pictures.", ["Choose another model", "Remove the picture"], undefined],
    );
  });

  it("says nothing about pictures to a model that sees, or where there are none", () => {
    for (const state of [
      composer(true, { chips: [plan], conversation: shown }),
      composer(false, { chips: [attachment("a.ts", "let a;")] }),
      composer(undefined, { conversation: shown }),
    ])
      assert.deepEqual([state.problem, state.sight], [undefined, undefined]);
  });

  it("says that earlier pictures are left out when a blind model goes on", () => {
    const { sight, problem } = composer(false, { conversation: shown });
    assert.equal(sight, "smollm2:135m cannot see pictures, so those of earlier questions are left out.");
    assert.equal(problem, undefined);
  });

  it("says where nobody knows whether a model can see", () => {
    const { sight, problem } = composer(undefined, { chips: [plan] });
    assert.equal(sight, "Nothing tells whether smollm2:135m can see pictures. It may refuse this.");
    assert.equal(problem, undefined);
  });

  it("shows a picture as a chip with its sides, size and tokens", () => {
    const { chips } = shownBy(undefined, { conversation: shown, chips: [plan] });
    const [chip] = chips;
    const { sha256: id, bytes } = plan.picture ?? { sha256: "", bytes: 0 };
    assert.deepEqual(
      [chip?.label, chip?.picture, chip?.tokens],
      ["plan.png", { id, words: `1,200 × 800 px, ${(bytes / 1000).toFixed(0)} KB` }, 1280],
    );
  });

  it("gives no examples of what to ask about a picture's code", () => {
    const { welcome } = shownBy(undefined, {
      chips: [plan, attachment("sum.ts", "let a;")],
      server: { kind: "up", models: [] },
    });
    assert.deepEqual(welcome.examples[0], "What does sum.ts do?");
  });

  it("knows a picture that stands in the conversation from another one of the same file", () => {
    const read = { conversation: shown, running: "t1", whole: new Set<never>() };
    assert.equal(isBeside(plan, read), true);
    assert.equal(isBeside(pictureFile("docs/plan.png"), read), false);
  });

  describe("that are pasted", () => {
    it("go along under what they are, with a source of their own", () => {
      const { attachments, leftOut } = pastedPicture({ base64 });
      const [one] = attachments;
      assert.deepEqual(one?.source, {
        ...{ kind: "pasted", id: one?.picture?.sha256, lineCount: 0 },
        sides: { width: 2, height: 3 },
      });
      assert.equal(leftOut, undefined);
    });

    it("lose what is not seen in them", () => {
      const photo = jpegWith(segment(0xe1, unseen)).toString("base64");
      const kept = pastedPicture({ base64: photo }).attachments[0]?.picture?.base64 ?? "";
      assert.ok(kept !== "" && !Buffer.from(kept, "base64").includes(unseen));
    });

    it("are told of when they were made smaller, or drawn anew", () => {
      const told = (width: number): string | undefined =>
        pastedPicture({ base64, from: { width, height: 3 } }).leftOut;
      assert.equal(told(6000), "The picture was too large: from 6,000 × 3 px it was made 2 × 3 px.");
      assert.equal(told(2), "The picture was drawn anew, in a format and a size that models can be shown.");
    });

    const refused: Readonly<Record<string, readonly [string, string]>> = {
      "no pictures": [
        Buffer.from("<svg/>").toString("base64"),
        "The picture cannot go along: it is not a whole PNG, JPEG, GIF or WebP picture.",
      ],
      "too wide": [
        png({ width: 9000 }).toString("base64"),
        "The picture has 9,000 × 3 px, and a side may have 8,000. Make it smaller.",
      ],
      "too large": [
        png({ extra: { PLTE: Buffer.alloc(3_750_000) } }).toString("base64"),
        "The picture has 3.8 MB, and a picture may have 3.7 MB. Make it smaller.",
      ],
    };
    for (const [what, [bytes, sentence]] of Object.entries(refused))
      it(`are refused in plain words when they are ${what}`, () => {
        assert.deepEqual(pastedPicture({ base64: bytes }), { attachments: [], leftOut: sentence });
      });
  });

  describe("in a conversation's file", () => {
    const file = (line: string): string => headerLine("c1") + line;

    it("are there again as they were", () => {
      const read = readConversation(file(eventLine(asked)));
      assert.ok(read.ok);
      assert.deepEqual(read.value.conversation.turns[0]?.attachments, asked.attachments);
    });

    it("are what their bytes say, whatever else stands there", () => {
      const line = eventLine(asked)
        .replace(`"width":1200`, `"width":1`)
        .replace("image/png", "image/svg+xml");
      const read = readConversation(file(line));
      assert.ok(read.ok);
      assert.deepEqual(read.value.conversation.turns[0]?.attachments[0], plan);
    });

    it("make their line unreadable when they are none", () => {
      const read = readConversation(
        file(eventLine(asked).replace(/"base64":"[^"]*"/, '"base64":"PHN2Zy8+"')),
      );
      assert.ok(read.ok);
      assert.deepEqual([read.value.unreadable, read.value.conversation.turns], [1, []]);
    });

    it("are named in the Markdown, which does not hold them", () => {
      const text = conversationMarkdown({ id: "c1", events: [asked] }, (iso) => iso);
      assert.match(
        text,
        /\*\*plan\.png\*\* \(docs\/plan\.png\): a picture of 1,200 × 800 px, which only the JSON export holds\./,
      );
    });
  });
});
