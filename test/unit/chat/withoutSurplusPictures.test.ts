import assert from "node:assert/strict";
import { mostPictures, withoutSurplusPictures } from "../../../src/chat/withoutSurplusPictures.ts";
import type { Attachment } from "../../../src/context/attachment.ts";
import { pictureFile } from "../../support/pictures.ts";
import { attachment } from "../../support/samples.ts";

const pictures = (count: number, from = 1): readonly Attachment[] =>
  Array.from({ length: count }, (_, index) =>
    pictureFile(`${from + index}.png`, { width: from + index, height: 10 }),
  );

describe("the pictures beside a question", () => {
  it("all go along while they are few", () => {
    const read = { attachments: pictures(mostPictures), findsCode: true } as const;
    assert.equal(withoutSurplusPictures(read, []), read);
  });

  it("go along up to a number, and the rest is told with what was left out before", () => {
    const code = attachment("a.ts", "one");
    const read = {
      attachments: [...pictures(3, 9), code],
      leftOut: "b.ts is empty.",
      findsCode: true,
    } as const;
    const fitting = withoutSurplusPictures(read, pictures(8));
    assert.deepEqual(fitting, {
      attachments: [...pictures(2, 9), code],
      leftOut:
        "b.ts is empty. 10 pictures go beside one question. One more does not: ask about it in the next one.",
      findsCode: true,
    });
  });

  it("count once, however often the same is put there", () => {
    const read = { attachments: pictures(mostPictures) };
    assert.equal(withoutSurplusPictures(read, pictures(mostPictures)), read);
  });
});
