import { posix } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type * as vscode from "vscode";

type Components = {
  readonly scheme: string;
  readonly authority?: string;
  readonly path?: string;
  readonly query?: string;
  readonly fragment?: string;
};

/** As `vscode.Uri`. */
export class Uri implements vscode.Uri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;

  private constructor(parts: Components) {
    this.scheme = parts.scheme;
    this.authority = parts.authority ?? "";
    this.path = parts.path ?? "";
    this.query = parts.query ?? "";
    this.fragment = parts.fragment ?? "";
  }

  static file(path: string): Uri {
    return Uri.parse(pathToFileURL(path).href);
  }

  static parse(text: string): Uri {
    const [, scheme = "file", authority = "", path = "", query = "", fragment = ""] =
      /^([a-z][\w+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/i.exec(text) ?? [];
    return new Uri({
      scheme,
      authority: decodeURIComponent(authority),
      path: decodeURIComponent(path),
      query: decodeURIComponent(query),
      fragment: decodeURIComponent(fragment),
    });
  }

  static from(parts: Components): Uri {
    return new Uri(parts);
  }

  static joinPath(base: Uri, ...segments: readonly string[]): Uri {
    return new Uri({ ...base.toJSON(), path: posix.join(base.path, ...segments) });
  }

  get fsPath(): string {
    return this.scheme === "file" ? fileURLToPath(this.toString()) : this.path;
  }

  with(change: Partial<Components>): Uri {
    return new Uri({ ...this.toJSON(), ...change });
  }

  toString(skipEncoding = false): string {
    const encode = skipEncoding ? (text: string) => text : encodePath;
    const authority = this.authority !== "" || this.scheme === "file" ? `//${encode(this.authority)}` : "";
    const query = this.query === "" ? "" : `?${encode(this.query)}`;
    const fragment = this.fragment === "" ? "" : `#${encode(this.fragment)}`;
    return `${this.scheme}:${authority}${encode(this.path)}${query}${fragment}`;
  }

  toJSON(): Components {
    const { scheme, authority, path, query, fragment } = this;
    return { scheme, authority, path, query, fragment };
  }
}

/** Encodes what the editor encodes: everything but letters, digits, `-._~` and the slashes. */
function encodePath(text: string): string {
  return text.replace(/[^\w\-.~/]+/g, (part) =>
    encodeURIComponent(part).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  );
}
