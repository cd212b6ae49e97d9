import {
  Lexer,
  Tokenizer,
  type Links,
  type MarkedToken,
  type Token,
  type Tokens,
  type TokensList,
} from "marked";

/** What reference links point at, by label. */
export type LinkDefinitions = Links;

/** A longer run of text without a block boundary is not searched for emphasis and links: it is shown as it is. */
export const inlineLimit = 10_000;

const deepest = 16;

/**
 * Splits Markdown (GitHub's flavour) into blocks; `links` are definitions met earlier in the same document. Nothing in
 * here fetches, and no input takes more than a few milliseconds per 10 KB: nesting and line length are bounded.
 */
export function lexMarkdown(source: string, links: LinkDefinitions): readonly MarkedToken[] {
  const lexer = new BoundedLexer({ gfm: true, breaks: false, pedantic: false, tokenizer: new PlainTags() });
  Object.assign(lexer.tokens.links, links);
  return lexer.lex(source) as MarkedToken[];
}

class BoundedLexer extends Lexer {
  #depth = 0;

  override blockTokens(source: string, tokens?: Token[], clipped?: boolean): Token[];
  override blockTokens(source: string, tokens?: TokensList, clipped?: boolean): TokensList;
  override blockTokens(source: string, tokens: Token[] = [], clipped?: boolean): Token[] {
    if (this.#depth >= deepest) {
      tokens.push(verbatim(source));
      this.state.top = true;
      return tokens;
    }
    this.#depth += 1;
    super.blockTokens(source, tokens, clipped);
    this.#depth -= 1;
    return tokens;
  }

  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    if (source.length <= inlineLimit) return super.inlineTokens(source, tokens);
    tokens.push({ type: "text", raw: source, text: source, escaped: false });
    return tokens;
  }
}

function verbatim(source: string): Tokens.HTML {
  return { type: "html", raw: source, text: source, pre: false, block: true };
}

/** Tags are text here, so an open `<a>` or `<pre>` must not change how the text after it is read. */
class PlainTags extends Tokenizer {
  override tag(source: string): Tokens.Tag | undefined {
    const { inLink, inRawBlock } = this.lexer.state;
    const token = super.tag(source);
    Object.assign(this.lexer.state, { inLink, inRawBlock });
    return token;
  }
}
