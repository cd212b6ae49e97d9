import { format } from "prettier";

/** A page with what stands between its marks (`<!-- name -->` … `<!-- /name -->`) made anew. `path` is for the complaint. */
export async function filledPage(
  page: string,
  blocks: Readonly<Record<string, () => string>>,
  path: string,
): Promise<string> {
  const filled = Object.entries(blocks).reduce((text, [name, made]) => {
    const block = new RegExp(`<!-- ${name} -->[^]*<!-- /${name} -->`);
    if (!block.test(text)) throw new Error(`${path} has no place for its ${name}: <!-- ${name} -->.`);
    return text.replace(block, () => `<!-- ${name} -->\n\n${made()}\n\n<!-- /${name} -->`);
  }, page);
  return format(filled, { parser: "markdown", printWidth: 120 });
}
