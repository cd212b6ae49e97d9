/** Small pictures of every format, with things in them that nobody sees. */
import { crc32, deflateSync } from "node:zlib";
import type { Attachment } from "../../src/context/attachment.ts";
import { readPicture } from "../../src/context/readPicture.ts";
import type { Picture } from "../../src/terms/picture.ts";

/** Stands wherever a file can hold something that is not seen. */
export const unseen = "GPS 52.5200N 13.4050E";

const letters = (text: string): Buffer => Buffer.from(text, "latin1");

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([letters(name), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** What a PNG is made of. */
type PngFacts = {
  readonly width?: number;
  readonly height?: number;
  /** Chunks before the picture's lines, by name. */
  readonly extra?: Readonly<Record<string, Buffer>>;
};

/** A PNG of one grey. */
export function png({ width = 2, height = 3, extra = {} }: PngFacts = {}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.writeUInt8(8, 8);
  const lines = Buffer.alloc((width + 1) * height, 0x7f).map((grey, index) =>
    index % (width + 1) === 0 ? 0 : grey,
  );
  return Buffer.concat([
    letters("\x89PNG\r\n\x1a\n"),
    chunk("IHDR", head),
    ...Object.entries(extra).map(([name, data]) => chunk(name, data)),
    chunk("IDAT", deflateSync(lines)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A JPEG of 6 × 4 pixels, as a browser writes it, without the colour profile. */
export const jpeg = Buffer.from(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////" +
    "////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAAEAAYDASIAAhEB" +
    "AxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAWEAEBAQAAAAAAAAAAAAAAAAAAARH/xAAVAQEBAAAAAAAAAAAAAAAAAAACBP/EABQRAQAAAAAAAAAA" +
    "AAAAAAAAAAD/2gAMAwEAAhEDEQA/AISYACl//9k=",
  "base64",
);

/** A segment of a JPEG. */
export function segment(marker: number, data: string | Buffer): Buffer {
  const bytes = typeof data === "string" ? letters(data) : data;
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([head, bytes]);
}

/** A JPEG with more segments behind its head. */
export function jpegWith(...segments: readonly Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 20), ...segments, jpeg.subarray(20)]);
}

/** What a camera says about a photo: which side is up, and where it was taken. */
export function exif(orientation: number): Buffer {
  const directory = Buffer.alloc(8 + 2 + 12 + 4);
  directory.write("II", "latin1");
  directory.writeUInt16LE(42, 2);
  directory.writeUInt32LE(8, 4);
  directory.writeUInt16LE(1, 8);
  directory.writeUInt16LE(0x0112, 10);
  directory.writeUInt16LE(3, 12);
  directory.writeUInt32LE(1, 14);
  directory.writeUInt16LE(orientation, 18);
  return segment(0xe1, Buffer.concat([letters("Exif\0\0"), directory, letters(unseen)]));
}

const gifHead = Buffer.from([...letters("GIF89a"), 5, 0, 7, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
const gifFrame = Buffer.from([0x2c, 0, 0, 0, 0, 5, 0, 7, 0, 0, 2, 2, 0x4c, 0x01, 0]);
const gifControl = Buffer.from([0x21, 0xf9, 4, 0, 10, 0, 0, 0]);

/** A GIF of 5 × 7 pixels that moves, with a comment. */
export const gif = Buffer.concat([
  gifHead,
  Buffer.from([0x21, 0xfe, unseen.length, ...letters(unseen), 0]),
  gifControl,
  gifFrame,
  gifControl,
  gifFrame,
  Buffer.from([0x3b]),
]);

/** The same as it is when nothing but its first picture is left. */
export const bareGif = Buffer.concat([gifHead, gifControl, gifFrame, Buffer.from([0x3b])]);

/** The data of the chunks that a browser writes for 6 × 4 pixels. */
const webpData = {
  "VP8 ": Buffer.from("cAEAnQEqBgAEAAdAliWwAnQBQAAA/unw2mwdaQp7Dw2v+0NubJP8QX8QT7AA", "base64"),
  VP8L: Buffer.from("LwXAAAAPEMN8Gub5DwfH+YnofzA=", "base64"),
  ALPH: Buffer.from("AQ8w/xER4jM/Ef2PBAA=", "base64"),
};

function riffChunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([letters(name), length, data, Buffer.alloc(data.length % 2)]);
}

function riff(...chunks: readonly Buffer[]): Buffer {
  const data = Buffer.concat([letters("WEBP"), ...chunks]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([letters("RIFF"), length, data]);
}

const webpHead = (flags: number): Buffer =>
  riffChunk("VP8X", Buffer.from([flags, 0, 0, 0, 5, 0, 0, 3, 0, 0]));

/** WebP of 6 × 4 pixels: packed with loss, without, with what nobody sees, and what of that is left. */
export const webp = {
  lossy: riff(riffChunk("VP8 ", webpData["VP8 "])),
  lossless: riff(riffChunk("VP8L", webpData.VP8L)),
  laden: riff(
    webpHead(0x3c),
    riffChunk("ICCP", letters(unseen)),
    riffChunk("ALPH", webpData.ALPH),
    riffChunk("VP8 ", webpData["VP8 "]),
    riffChunk("EXIF", letters(unseen)),
    riffChunk("XMP ", letters(unseen)),
  ),
  bare: riff(webpHead(0x10), riffChunk("ALPH", webpData.ALPH), riffChunk("VP8 ", webpData["VP8 "])),
  moving: riff(webpHead(0x02), riffChunk("ANIM", Buffer.alloc(6)), riffChunk("ANMF", Buffer.alloc(24))),
};

/** A picture that can go along: a PNG of one grey. */
export function picture(facts: PngFacts = {}): Picture {
  const read = readPicture(png(facts));
  if (!read.ok) throw new Error(`no picture: ${read.error.kind}`);
  return read.value;
}

/** A picture of the project, put beside a question. */
export function pictureFile(path: string, facts: PngFacts = {}): Attachment {
  const source = { kind: "file" as const, uri: `file:///project/${path}`, path };
  return { source, languageId: "", text: "", picture: picture(facts) };
}
