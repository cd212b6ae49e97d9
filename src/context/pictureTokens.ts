import type { Picture } from "../terms/picture.ts";

/** Pixels per token, and the most tokens of one picture: the rule that Anthropic's documentation gives. Others take about as many. */
const pixelsPerToken = 750;
const mostTokens = 1600;

/** A quick estimate of how many tokens a picture is; servers report the real number afterwards. */
export function pictureTokens({ width, height }: Pick<Picture, "width" | "height">): number {
  return Math.min(mostTokens, Math.ceil((width * height) / pixelsPerToken));
}
