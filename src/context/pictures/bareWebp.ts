import { joinedBytes, lettersAt, stretch, viewOf, type BarePicture } from "./barePicture.ts";

const headLength = 12;
/** The one flag of `VP8X` that says something about what is drawn: there is an alpha channel. */
const alphaFlag = 0x10;

type Sides = Pick<BarePicture, "width" | "height">;

/** Where each kind of chunk says how large the picture is (RFC 9649 §2.5–2.7, RFC 6386 §9.1); `at` is its data. */
const sidesIn: Readonly<Record<string, (view: DataView, at: number) => Sides>> = {
  VP8X: (view, at) => ({ width: uint24(view, at + 4) + 1, height: uint24(view, at + 7) + 1 }),
  "VP8 ": (view, at) => ({
    width: view.getUint16(at + 6, true) & 0x3fff,
    height: view.getUint16(at + 8, true) & 0x3fff,
  }),
  VP8L: (view, at) => {
    const packed = view.getUint32(at + 1, true);
    return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
  },
};

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
}

function headOf(dataLength: number): Uint8Array {
  const head = new TextEncoder().encode("RIFF....WEBP");
  viewOf(head).setUint32(4, dataLength + 4, true);
  return head;
}

/**
 * A WebP with only the chunks that its picture is drawn from. Throws a `RangeError` when it ends too early, or holds no
 * picture that stands still.
 */
export function bareWebp(bytes: Uint8Array): BarePicture {
  const view = viewOf(bytes);
  const fileEnd = Math.min(bytes.length, 8 + view.getUint32(4, true));
  const kept: Uint8Array[] = [];
  let sides: Sides | undefined;
  for (let at = headLength; at + 8 <= fileEnd;) {
    const name = lettersAt(bytes, at, 4);
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2);
    sides ??= sidesIn[name]?.(view, at + 8);
    if (name === "VP8X" || name === "ALPH" || name === "VP8 " || name === "VP8L") {
      const chunk = Uint8Array.from(stretch(bytes, at, end));
      // What it announces besides, profiles, places and movement, is not there any more.
      if (name === "VP8X") chunk[8] = (chunk[8] ?? 0) & alphaFlag;
      kept.push(chunk);
    }
    at = end;
  }
  const isDrawn = kept.some((chunk) => /^VP8[ L]$/.test(lettersAt(chunk, 0, 4)));
  if (sides === undefined || !isDrawn) throw new RangeError("no picture that stands still");
  const data = joinedBytes(kept);
  return { mediaType: "image/webp", bytes: joinedBytes([headOf(data.length), data]), ...sides };
}
