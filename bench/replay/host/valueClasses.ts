import type { Command } from "./completionProvider.ts";
import type { Range } from "./range.ts";
import type { Uri } from "./uri.ts";

/** As `vscode.InlineCompletionItem`. */
export class InlineCompletionItem {
  insertText: string | { readonly value: string };
  range: Range | undefined;
  command: Command | undefined;
  filterText: string | undefined;

  constructor(insertText: string | { readonly value: string }, range?: Range, command?: Command) {
    this.insertText = insertText;
    this.range = range;
    this.command = command;
  }
}

/** As `vscode.InlineCompletionList`. */
export class InlineCompletionList {
  items: InlineCompletionItem[];

  constructor(items: InlineCompletionItem[]) {
    this.items = items;
  }
}

/** As `vscode.MarkdownString`. */
export class MarkdownString {
  value: string;
  isTrusted: unknown;
  supportThemeIcons: boolean;

  constructor(value = "", supportThemeIcons = false) {
    this.value = value;
    this.supportThemeIcons = supportThemeIcons;
  }

  appendText(text: string): this {
    this.value += text;
    return this;
  }

  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }

  appendCodeblock(text: string, language = ""): this {
    this.value += `\n\`\`\`${language}\n${text}\n\`\`\`\n`;
    return this;
  }
}

/** As `vscode.SnippetString`. */
export class SnippetString {
  value: string;

  constructor(value = "") {
    this.value = value;
  }

  appendText(text: string): this {
    this.value += text.replace(/[\\$}]/g, "\\$&");
    return this;
  }
}

/** As `vscode.RelativePattern`. */
export class RelativePattern {
  readonly baseUri: Uri;
  readonly pattern: string;

  constructor(base: Uri | { readonly uri: Uri }, pattern: string) {
    this.baseUri = "uri" in base ? base.uri : base;
    this.pattern = pattern;
  }

  get base(): string {
    return this.baseUri.fsPath;
  }
}

/** As `vscode.ThemeColor` and `vscode.ThemeIcon`. */
export class ThemeColor {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

/** As `vscode.Location`. */
export class Location {
  uri: Uri;
  range: Range;

  constructor(uri: Uri, range: Range) {
    this.uri = uri;
    this.range = range;
  }
}

/** As `vscode.Diagnostic`. */
export class Diagnostic {
  range: Range;
  message: string;
  severity: number;

  constructor(range: Range, message: string, severity = 0) {
    this.range = range;
    this.message = message;
    this.severity = severity;
  }
}
