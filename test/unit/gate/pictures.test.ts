import assert from "node:assert/strict";
import { clear } from "../../../src/gate/clear.ts";
import { screenWire } from "../../../src/gate/screenWire.ts";
import { sentSources } from "../../../src/gate/sentSources.ts";
import { asSeen } from "../../../src/prompt/asSeen.ts";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import type { ChatTurn } from "../../../src/prompt/chatTurn.ts";
import { pictureUrl, type Picture } from "../../../src/terms/picture.ts";
import { pastedPicture } from "../../../src/chat/pastedPicture.ts";
import { picture, pictureFile, png } from "../../support/pictures.ts";
import { evidence, judgedBy, openaiCloud, policy, routeTo } from "../../support/samples.ts";
import { sampleOf } from "./secretSamples.ts";

const { secret } = sampleOf("stripe");
/** Letters that a rule takes for a secret, where a picture's should be. */
const lookalike: Picture = { ...picture(), base64: secret };
const stopped = (): number => 0;

function found(body: unknown, pictures: readonly Picture[]): number {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return screenWire({ path: "/", body: bytes }, [], stopped, pictures).findings.length;
}

describe("gate and pictures", () => {
  it("takes the letters of a picture for no secret, in whatever form they are written", () => {
    assert.equal(found({ images: [secret] }, []), 1);
    assert.equal(found({ images: [secret], url: pictureUrl(lookalike) }, [lookalike]), 0);
  });

  it("finds a secret that stands beside a picture, or runs on behind one", () => {
    assert.equal(found({ images: [secret], content: `is ${secret}` }, [lookalike]), 1);
    assert.equal(found({ url: `${pictureUrl(lookalike)} ${secret}` }, [lookalike]), 1);
  });

  it("refuses a picture of a file that a path rule keeps here, like any text of it", () => {
    const turn: ChatTurn = { question: "?", answer: "", attachments: [pictureFile("rates.png")] };
    const route = routeTo({ provider: openaiCloud });
    const judged = clear({
      ...{ route, policy: policy({ mode: "ask" }), trigger: "person", ...judgedBy() },
      draft: chatDraft([turn], route, () => false),
      wire: { method: "POST", path: "/v1/chat/completions", body: new Uint8Array() },
      evidence: evidence({ url: openaiCloud.url, report: { kind: "unknown" } }),
      verdicts: new Map([
        ["file:///project/rates.png", { kind: "deviceOnly", rule: "rates*", from: "your settings" }],
      ]),
    });
    assert.equal(judged.ok ? "cleared" : judged.error.kind, "sourceExcluded");
  });

  it("records nothing of a picture that its model cannot see but that it was left out", () => {
    const turn: ChatTurn = { question: "?", answer: "", attachments: [pictureFile("a.png")] };
    const blind = asSeen(
      chatDraft([turn], routeTo(), () => false),
      { sees: false },
    );
    assert.deepEqual(
      sentSources(blind).filter(({ kind }) => kind === "file"),
      [pictureFile("a.png").source],
    );
  });

  it("records a picture's file with the size and hash of what is sent of it, a pasted one with its size", () => {
    const { attachments: pasted } = pastedPicture({ base64: png({ width: 7 }).toString("base64") });
    const turn: ChatTurn = { question: "?", answer: "", attachments: [pictureFile("a.png"), ...pasted] };
    const sources = sentSources(chatDraft([turn], routeTo(), () => false));
    const { bytes, sha256 } = picture();
    assert.deepEqual(
      sources.filter(({ kind }) => kind === "file" || kind === "pasted"),
      [
        { ...pictureFile("a.png").source, bytes, sha256 },
        { ...pasted[0]?.source, bytes: pasted[0]?.picture?.bytes },
      ],
    );
  });
});
