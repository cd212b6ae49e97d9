import type { ToHost } from "../../src/protocol/messages.ts";
import { mostPictureBytes, mostPictureSide, pictureTypes } from "../../src/terms/picture.ts";

type AttachPicture = Extract<ToHost, { readonly type: "attachPicture" }>;
type Sides = { readonly width: number; readonly height: number };

/** The longer side of a picture that is made smaller, in pixels: models look at no more. */
const smallerSide = 2048;
/** How much of a photo's detail is kept where it would be too large as it is; 1 is all. */
const photoQuality = 0.9;

/** The sides of a picture that is no larger than {@link smallerSide} in both. */
export function smallerSides({ width, height }: Sides): Sides {
  const scale = Math.min(1, smallerSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Whether a picture can go along as it is. */
function fits({ type, size }: Pick<Blob, "type" | "size">, { width, height }: Sides): boolean {
  const isOurs = pictureTypes.some((ours) => ours === type);
  return isOurs && size <= mostPictureBytes && Math.max(width, height) <= mostPictureSide;
}

function redraw(bitmap: ImageBitmap): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement("canvas"), smallerSides(bitmap));
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function encoded(canvas: HTMLCanvasElement, type: string): Promise<Blob | null> {
  return new Promise((resolve) => {
    canvas.toBlob(resolve, type, photoQuality);
  });
}

/** A PNG, or where that is too large a JPEG. */
async function smaller(bitmap: ImageBitmap): Promise<Blob | null> {
  const canvas = redraw(bitmap);
  const exact = await encoded(canvas, "image/png");
  return exact !== null && exact.size > mostPictureBytes ? encoded(canvas, "image/jpeg") : exact;
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = typeof reader.result === "string" ? reader.result : "";
      resolve(url.slice(url.indexOf(",") + 1));
    };
    reader.onerror = () => {
      reject(new Error("a picture could not be read"));
    };
    reader.readAsDataURL(blob);
  });
}

/** Hands a picture to the host, smaller where it would be too large. What cannot be drawn goes as it is, to be refused there. */
export async function pictureMessage(file: Blob): Promise<AttachPicture> {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  // Larger than this is no picture that anybody means; what it is, its beginning tells.
  if (bitmap === undefined)
    return { type: "attachPicture", base64: await base64Of(file.slice(0, mostPictureBytes)) };
  const from: Sides = { width: bitmap.width, height: bitmap.height };
  const redrawn = fits(file, from) ? null : await smaller(bitmap);
  bitmap.close();
  const base64 = await base64Of(redrawn ?? file);
  return { type: "attachPicture", base64, ...(redrawn !== null && { from }) };
}
