/** What of a clipboard or a drag is looked at. */
export type Carried = Pick<DataTransfer, "files" | "types">;

/** The pictures of a paste. Where words came along, from a table or a document, they are what was meant. */
export function pastedPictures({ files, types }: Carried): readonly File[] {
  return types.includes("text/plain") ? [] : picturesAmong(files);
}

/** The pictures among files. */
export function picturesAmong(files: Iterable<File>): readonly File[] {
  return [...files].filter(({ type }) => type.startsWith("image/"));
}
