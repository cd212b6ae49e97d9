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

type Segment = { readonly marker: number; readonly length: number; readonly bytes: Uint8Array };

/** The segments before the end of a picture, each with its marker and with the packed lines behind it. */
function* segmentsOf(bytes: Uint8Array): Generator<Segment> {
  const view = viewOf(bytes);
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) throw new RangeError("no segment where one should begin");
    const marker = view.getUint8(at + 1);
    if (marker === endOfImage) return;
    const length = view.getUint16(at + 2);
    const head = at + 2 + length;
    // Any number of 0xFF may stand before a marker.
    const end = marker === 0xff ? at + 1 : marker === startOfScan ? behindScan(view, head) : head;
    if (marker !== 0xff) yield { marker, length, bytes: stretch(bytes, at, end) };
    at = end;
  }
}

/**
 * A JPEG with only the segments that it is drawn from: no places, cameras, previews or films behind its end. Which side is
 * up stays. Throws a `RangeError` when it ends too early, or is none.
 */
export function bareJpeg(bytes: Uint8Array): BarePicture {
  const segments = [...segmentsOf(bytes)];
  const frame = segments.find(({ marker }) => isFrame(marker));
  if (frame === undefined) throw new RangeError("no frame");
  const view = viewOf(frame.bytes);
  const [height, width] = [view.getUint16(5), view.getUint16(7)];
  const said = segments.map(({ marker, bytes: all }) =>
    marker === exif ? exifOrientation(all.subarray(4)) : undefined,
  );
  const orientation = said.find((each) => each !== undefined) ?? 1;
  const up = orientation === 1 ? [] : [orientationSegment(orientation)];
  const kept = segments.filter(({ marker, length }) => isDrawn(marker, length)).map((one) => one.bytes);
  return {
    mediaType: "image/jpeg",
    bytes: joinedBytes([Uint8Array.of(0xff, 0xd8), ...up, ...kept, Uint8Array.of(0xff, endOfImage)]),
    ...(turnsSides(orientation) ? { width: height, height: width } : { width, height }),
  };
}
