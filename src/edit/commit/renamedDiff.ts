import { createTwoFilesPatch } from "diff";

/** A file before and after it was renamed. */
export type RenamedFile = {
  readonly from: string;
  readonly to: string;
  readonly before: string;
  readonly after: string;
};

/** Lines that were added or taken out, at most: comparing more takes longer than anybody waits. */
const mostChanged = 2000;

/**
 * How a renamed file differs, as git would write it: asked about the new path alone, git takes all of it for new. `undefined`: too
 * much differs to tell.
 */
export function renamedDiff({ from, to, before, after }: RenamedFile): string | undefined {
  const moved = `rename from ${from}\nrename to ${to}\n`;
  if (before === after) return moved;
  if ([before, after].some((text) => text.includes("\0")))
    return `${moved}Binary files ${from} and ${to} differ\n`;
  const patch = createTwoFilesPatch(from, to, before, after, undefined, undefined, {
    context: 3,
    maxEditLength: mostChanged,
  });
  return patch && moved + patch;
}
