import assert from "node:assert/strict";
import { asksAboutPicture, asSeen } from "../../../src/prompt/asSeen.ts";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import type { ChatTurn } from "../../../src/prompt/chatTurn.ts";
import { draftSources, messagePictures, messageText, type Draft } from "../../../src/prompt/draft.ts";
import { redactDraft } from "../../../src/prompt/redactDraft.ts";
import { pictureFile } from "../../support/pictures.ts";
import { attachment, routeTo } from "../../support/samples.ts";

const before: ChatTurn = {
  question: "What is this?",
  answer: "A plan.",
  attachments: [pictureFile("plan.png"), attachment("a.ts", "let a;")],
};
const words: ChatTurn = { question: "Why?", answer: "", attachments: [] };
const about: ChatTurn = { ...words, attachments: [pictureFile("other.png", { width: 9 })] };

function draft(...turns: readonly ChatTurn[]): Draft {
  return chatDraft(turns, routeTo(), () => false);
}

function pictures({ messages }: Draft): number {
  return messages.flatMap(messagePictures).length;
}

describe("prompt/asSeen", () => {
  for (const sees of [true, undefined])
    it(`gives a model every picture that ${sees === undefined ? "may see, for all anybody knows" : "can see"}`, () => {
      const whole = draft(before, about);
      assert.equal(pictures(whole), 2);
      assert.equal(asSeen(whole, sees === undefined ? {} : { sees }), whole);
    });

  it("gives a blind model none, and notes in the place of each that it was left out", () => {
    const blind = asSeen(draft(before, about), { sees: false });
    assert.equal(pictures(blind), 0);
    const [, first, , last] = blind.messages;
    assert.ok(first && last);
    const note = "[Left out: a picture, which this model cannot see.]\n\n";
    assert.equal(
      messageText(first),
      `plan.png\n${note}\na.ts\n\`\`\`typescript\nlet a;\n\`\`\`\n\nWhat is this?`,
    );
    assert.equal(messageText(last), `other.png\n${note}\nWhy?`);
  });

  it("keeps the sources of what it leaves out: the path rules hold for the name as well", () => {
    const whole = draft(before, words);
    assert.deepEqual(draftSources(asSeen(whole, { sees: false })), draftSources(whole));
  });

  it("knows whether the question that is asked is about a picture, not an earlier one", () => {
    assert.equal(asksAboutPicture(draft(before, about)), true);
    assert.equal(asksAboutPicture(draft(before, words)), false);
  });

  it("keeps a picture whose words are redacted", () => {
    const redacted = redactDraft(draft({ ...about, question: "hunter2?" }), [
      { secret: "hunter2", label: "a password" },
    ]);
    assert.equal(pictures(redacted), 1);
  });
});
