import { joinedBytes, stretch, viewOf, type BarePicture } from "./barePicture.ts";
import { exifOrientation, orientationSegment, turnsSides } from "./exifOrientation.ts";

const startOfScan = 0xda;
const endOfImage = 0xd9;
const exif = 0xe1;
/** A head of JFIF without a preview, and the colour transform of Adobe: their lengths are fixed. */
const plainHeads: ReadonlyMap<number, number> = new Map([
  [0xe0, 16],
  [0xee, 14],
]);

/** Whether a segment says how the picture is drawn (ITU-T T.81, table B.1); `length` without its marker. */
function isDrawn(marker: number, length: number): boolean {
  const isTable = marker >= 0xc0 && marker <= 0xcf;
  const isScan = marker === startOfScan || marker === 0xdb || marker === 0xdd;
  return isTable || isScan || plainHeads.get(marker) === length;
}

/** Whether a segment begins a frame and says how large it is: all of `C0` to `CF` but tables and a reserved one. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** The offset of the marker behind the packed lines of a scan: zeros and restarts belong to them. */
function behindScan(view: DataView, from: number): number {
  for (let at = from; ; at += 1) {
    if (view.getUint8(at) !== 0xff) continue;
    const next = view.getUint8(at + 1);
    const isPacked = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!isPacked) return at;
  }
}

/**
 * A JPEG with only the segments that it is drawn from: no places, cameras, previews or films behind its end. Which side is
 * up stays. Throws a `RangeError` when it ends too early, or is none.
 */
export function bareJpeg(bytes: Uint8Array): BarePicture {
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [];
  let sides: Pick<BarePicture, "width" | "height"> | undefined;
  let orientation = 1;
  for (let at = 2; ;) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff) throw new RangeError("no segment where one should begin");
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) break;
    const length = view.getUint16(at + 2);
    const head = at + 2 + length;
    const end = marker === startOfScan ? behindScan(view, head) : head;
    const segment = stretch(bytes, at, end);
    if (isDrawn(marker, length)) kept.push(segment);
    if (isFrame(marker)) sides ??= { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (marker === exif) orientation = exifOrientation(segment.subarray(4)) ?? orientation;
    at = end;
  }
  if (sides === undefined) throw new RangeError("no frame");
  const up = orientation === 1 ? [] : [orientationSegment(orientation)];
  return {
    mediaType: "image/jpeg",
    bytes: joinedBytes([Uint8Array.of(0xff, 0xd8), ...up, ...kept, Uint8Array.of(0xff, endOfImage)]),
    ...(turnsSides(orientation) ? { width: sides.height, height: sides.width } : sides),
  };
}
