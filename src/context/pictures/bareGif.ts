import { joinedBytes, stretch, viewOf, type BarePicture } from "./barePicture.ts";

const headLength = 13;
const extension = 0x21;
const graphicControl = 0xf9;
const imageDescriptor = 0x2c;
const trailer = 0x3b;

/** The bytes of a colour table, by the flags that announce it. */
function tableLength(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

/** The offset behind blocks that each begin with their length; an empty one is the last. */
function behindBlocks(view: DataView, from: number): number {
  let at = from;
  for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += length + 1;
  return at + 1;
}

/**
 * The first picture of a GIF (GIF89a specification), without comments and what programs add. One that moves stands still
 * in it. Throws a `RangeError` when it ends too early.
 */
export function bareGif(bytes: Uint8Array): BarePicture {
  const view = viewOf(bytes);
  let at = headLength + tableLength(view.getUint8(10));
  const kept = [stretch(bytes, 0, at)];
  for (let block = view.getUint8(at); block === extension; block = view.getUint8(at)) {
    const end = behindBlocks(view, at + 2);
    if (view.getUint8(at + 1) === graphicControl) kept.push(stretch(bytes, at, end));
    at = end;
  }
  if (view.getUint8(at) !== imageDescriptor) throw new RangeError("no picture where one should begin");
  // The descriptor, its colour table, and a byte that says how the picture is packed.
  const end = behindBlocks(view, at + 10 + tableLength(view.getUint8(at + 9)) + 1);
  kept.push(stretch(bytes, at, end), Uint8Array.of(trailer));
  return {
    mediaType: "image/gif",
    bytes: joinedBytes(kept),
    width: view.getUint16(6, true),
    height: view.getUint16(8, true),
  };
}
