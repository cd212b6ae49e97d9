/** A text that scenarios are cut from. */
export type ScenarioText = {
  readonly languageId: string;
  /** As it would stand in a workspace. */
  readonly path: string;
  readonly origin: string;
  /** Other texts that are open beside it, by their file names. */
  readonly beside: readonly string[];
};

const own = "this project";
const click = "click@8.1.7 (BSD-3-Clause)";
const httpx = "httpx@0.27.0 (BSD-3-Clause)";
const chi = "github.com/go-chi/chi/v5@v5.1.0 (MIT)";
const cli = "github.com/urfave/cli/v2@v2.27.4 (MIT)";
const jsoup = "org.jsoup:jsoup@1.18.1 (MIT)";

function text(
  languageId: string,
  path: string,
  origin: string,
  beside: readonly string[] = [],
): ScenarioText {
  return { languageId, path, origin, beside };
}

/** What is known about each file of `scenarios/texts/`. */
export const texts: Readonly<Record<string, ScenarioText>> = {
  "servers.ts.txt": text("typescript", "src/sending/servers.ts", own, ["ledgerView.ts.txt"]),
  "ledgerView.ts.txt": text("typescript", "src/privacy/ledgerView.ts", own, ["FlowPicture.tsx.txt"]),
  "FlowPicture.tsx.txt": text("typescriptreact", "media/flow/FlowPicture.tsx", own, ["ledger.css.txt"]),
  "ledger.css.txt": text("css", "media/ledger/ledger.css", own),
  "fuzzySearch.ts.txt": text("typescript", "src/SearchableMap/fuzzySearch.ts", "minisearch@7.2.0 (MIT)"),
  "create-element.js.txt": text("javascript", "src/create-element.js", "preact@11.2.0 (MIT)"),
  "decorators.py.txt": text("python", "click/decorators.py", click),
  "auth.py.txt": text("python", "httpx/_auth.py", httpx, ["decoders.py.txt"]),
  "decoders.py.txt": text("python", "httpx/_decoders.py", httpx, ["auth.py.txt"]),
  "compress.go.txt": text("go", "middleware/compress.go", chi, ["uuid.go.txt"]),
  "chi.md.txt": text("markdown", "README.md", chi, ["compress.go.txt"]),
  "category.go.txt": text("go", "category.go", cli, ["flag-spec.yaml.txt"]),
  "uuid.go.txt": text("go", "uuid.go", "github.com/google/uuid@v1.6.0 (BSD-3-Clause)"),
  "flag-spec.yaml.txt": text("yaml", "flag-spec.yaml", cli, ["category.go.txt"]),
  "eval.rs.txt": text("rust", "src/eval.rs", "semver@1.0.23 (MIT)"),
  "date.rs.txt": text("rust", "src/date.rs", "httpdate@1.0.3 (MIT)", ["eval.rs.txt"]),
  "ci.yml.txt": text("yaml", ".github/workflows/ci.yml", "bytes@1.7.1 (MIT)"),
  "TokenQueue.java.txt": text("java", "org/jsoup/parser/TokenQueue.java", jsoup, ["UrlBuilder.java.txt"]),
  "TextNode.java.txt": text("java", "org/jsoup/nodes/TextNode.java", jsoup, ["TokenQueue.java.txt"]),
  "UrlBuilder.java.txt": text("java", "org/jsoup/helper/UrlBuilder.java", jsoup),
  "draft07.json.txt": text("json", "refs/json-schema-draft-07.json", "ajv@6.15.0 (MIT)"),
};
