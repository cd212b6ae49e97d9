import assert from "node:assert/strict";
import type { Attachment } from "../../../src/context/attachment.ts";
import type { MentionRead } from "../../../src/chat/mentions.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { chatByHand } from "../../support/chatByHand.ts";
import { attachment, pasted } from "../../support/samples.ts";

const text = "one\ntwo\nthree";

/** A chat into which a text is pasted that is read as this. */
async function afterPasting(read: Attachment, verdict?: PathVerdict) {
  const readPasted = () => Promise.resolve({ attachments: [read] });
  const chat = chatByHand({ readPasted }, undefined, verdict && { verdict: () => verdict });
  await chat.session.chips.paste(text);
  const chips = () => chat.state().chips.map(({ label }) => label);
  const givenBack = () => chat.told.flatMap((one) => (one.type === "restoreDraft" ? [one.text] : []));
  return { ...chat, chips, givenBack };
}

describe("a text that is pasted into the chat", () => {
  it("stands beside the question, and can be put into the message box instead", async () => {
    const { session, state, chips, givenBack } = await afterPasting(pasted(text));
    assert.deepEqual([chips(), state().chips[0]?.isPasted], [["Pasted text, 3 lines"], true]);
    session.chips.asText(state().chips[0]?.id);
    assert.deepEqual([chips(), givenBack()], [[], [text]]);
  });

  it("is the one that was pasted last when nothing else is named, also when a document holds it", async () => {
    const { session, chips, givenBack } = await afterPasting(attachment("a.ts", text));
    assert.deepEqual(chips(), ["a.ts"]);
    session.chips.asText();
    session.chips.asText();
    assert.deepEqual([chips(), givenBack()], [[], [text]]);
  });

  it("stays a text of its document where a rule is about that", async () => {
    const rule: PathVerdict = { kind: "deviceOnly", rule: "a*", from: "your settings" };
    const { session, chips, givenBack } = await afterPasting(attachment("a.ts", text), rule);
    session.chips.asText();
    assert.deepEqual([chips(), givenBack()], [["a.ts"], []]);
  });

  it("stays where it is when only a part of it goes along", async () => {
    const { session, state, chips, givenBack } = await afterPasting({
      ...pasted(text),
      cut: "first 3 of 9 lines",
    });
    assert.deepEqual([state().chips[0]?.isPasted, state().chips[0]?.cut], [undefined, "first 3 of 9 lines"]);
    session.chips.asText();
    assert.deepEqual([chips().length, givenBack()], [1, []]);
  });

  it("goes along with the question that is sent while it is still looked at", async () => {
    let look: (read: MentionRead) => void = () => undefined;
    const readPasted = (): Promise<MentionRead> => new Promise((resolve) => (look = resolve));
    const { session, orders } = chatByHand({ readPasted });
    const pasting = session.chips.paste(text);
    const sending = session.send("What is this?");
    look({ attachments: [attachment("a.ts", text)] });
    await Promise.all([pasting, sending]);
    assert.deepEqual(
      orders[0]?.files.map(({ path }) => path),
      ["a.ts"],
    );
  });

  it("stands beside no question of another conversation that was begun meanwhile", async () => {
    let look: (read: MentionRead) => void = () => undefined;
    const readPasted = (): Promise<MentionRead> => new Promise((resolve) => (look = resolve));
    const { session, state } = chatByHand({ readPasted });
    const pasting = session.chips.paste(text);
    session.startNew();
    look({ attachments: [attachment("a.ts", text)] });
    await pasting;
    assert.deepEqual(state().chips, []);
  });
});
