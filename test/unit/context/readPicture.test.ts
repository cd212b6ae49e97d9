import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readPicture } from "../../../src/context/readPicture.ts";
import { sha256 } from "../../../src/gate/sha256.ts";
import type { Picture } from "../../../src/terms/picture.ts";
import { bareGif, exif, gif, jpeg, jpegWith, png, segment, unseen, webp } from "../../support/pictures.ts";

function read(bytes: Uint8Array): Picture {
  const found = readPicture(bytes);
  assert.ok(found.ok, JSON.stringify(found));
  return found.value;
}

function bytesOf(bytes: Uint8Array): Buffer {
  return Buffer.from(read(bytes).base64, "base64");
}

function fault(bytes: Uint8Array): string {
  const found = readPicture(bytes);
  return found.ok ? "none" : found.error.kind;
}

describe("context/readPicture", () => {
  const kinds: Readonly<Record<string, readonly [Buffer, string, number, number]>> = {
    "a PNG": [png({ width: 300, height: 20 }), "image/png", 300, 20],
    "a JPEG": [jpeg, "image/jpeg", 6, 4],
    "a GIF": [gif, "image/gif", 5, 7],
    "a WebP packed with loss": [webp.lossy, "image/webp", 6, 4],
    "a WebP packed without loss": [webp.lossless, "image/webp", 6, 4],
    "a WebP with an alpha channel": [webp.laden, "image/webp", 6, 4],
  };
  for (const [name, [bytes, mediaType, width, height]] of Object.entries(kinds)) {
    it(`knows ${name} by its bytes, and its size in pixels`, () => {
      const found = read(bytes);
      assert.deepEqual([found.mediaType, found.width, found.height], [mediaType, width, height]);
      const kept = Buffer.from(found.base64, "base64");
      assert.deepEqual([found.bytes, found.sha256], [kept.length, sha256(kept)]);
    });

    it(`leaves nothing behind the end of ${name}`, () => {
      assert.deepEqual(bytesOf(Buffer.concat([bytes, Buffer.from(unseen)])), bytesOf(bytes));
    });

    it(`takes ${name} for none that is cut anywhere before its end`, () => {
      const whole = bytesOf(bytes);
      for (let length = 0; length < whole.length - 1; length += 1)
        assert.equal(fault(whole.subarray(0, length)), "notAPicture", String(length));
    });

    it(`reads ${name} again as it left it`, () => {
      assert.deepEqual(bytesOf(bytesOf(bytes)), bytesOf(bytes));
    });
  }

  it("keeps of a PNG only what it is drawn from", () => {
    const text = Buffer.from(unseen);
    const laden = png({
      extra: {
        gAMA: Buffer.from([0, 0, 0xb1, 0x8f]),
        tEXt: text,
        zTXt: text,
        iTXt: text,
        eXIf: text,
        iCCP: text,
      },
    });
    assert.deepEqual(bytesOf(laden), png({ extra: { gAMA: Buffer.from([0, 0, 0xb1, 0x8f]) } }));
  });

  it("keeps of a JPEG only what it is drawn from", () => {
    const laden = jpegWith(
      segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${unseen}`),
      segment(0xe2, `ICC_PROFILE\0${unseen}`),
      segment(0xed, unseen),
      segment(0xfe, unseen),
      segment(0xe0, `JFXX\0${unseen}`),
      exif(1),
    );
    assert.deepEqual(bytesOf(laden), jpeg);
  });

  it("keeps which side of a photo is up, and nothing else of what its camera says", () => {
    const photo = read(jpegWith(exif(6)));
    const kept = Buffer.from(photo.base64, "base64");
    assert.deepEqual([photo.width, photo.height], [4, 6]);
    assert.ok(!kept.includes(unseen));
    assert.deepEqual(read(kept), photo);
  });

  it("takes the first picture of a GIF that moves, without its comments", () => {
    assert.deepEqual(bytesOf(gif), bareGif);
  });

  it("keeps of a WebP only what it is drawn from, and announces nothing else", () => {
    assert.deepEqual(bytesOf(webp.laden), webp.bare);
  });

  const others: Readonly<Record<string, Buffer>> = {
    "an SVG": Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    "an SVG behind the mark of a PNG": Buffer.from("\x89PNG\r\n\x1a\n<svg/>", "latin1"),
    "a text": Buffer.from("GIF me a picture"),
    "a sound in the container of WebP": Buffer.from("RIFF\x04\0\0\0WAVE", "latin1"),
    "a WebP that only moves": webp.moving,
    "a PNG without a pixel": png({ width: 0 }),
    nothing: Buffer.alloc(0),
  };
  for (const [name, bytes] of Object.entries(others)) {
    it(`takes ${name} for no picture`, () => {
      assert.equal(fault(bytes), "notAPicture");
    });
  }

  it("refuses a picture with more pixels on a side than every API takes", () => {
    assert.equal(fault(png({ width: 8000, height: 1 })), "none");
    assert.deepEqual(readPicture(png({ width: 8001, height: 1 })), {
      ok: false,
      error: { kind: "tooManyPixels", width: 8001, height: 1 },
    });
  });

  it("refuses a picture of more bytes than every API takes, whatever it holds besides", () => {
    const most = 3_750_000 - png().length;
    assert.equal(fault(png({ extra: { PLTE: randomBytes(most - 12) } })), "none");
    assert.equal(fault(png({ extra: { PLTE: randomBytes(most - 11) } })), "tooManyBytes");
    assert.equal(fault(png({ extra: { tEXt: randomBytes(most) } })), "none");
  });
});
