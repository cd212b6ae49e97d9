import type { ScenarioKind } from "../scenarioFile.ts";

/** A part of a text that is written in the session, in the order in which it is written. */
export type Hole =
  /** Whole lines, counted from 1, which are not there at first. */
  | { readonly lines: readonly [from: number, to: number] }
  /** A part of a line, and what stands there at first. */
  | { readonly line: number; readonly text: string; readonly was: string };

/** One scenario to be cut. */
export type Planned = {
  readonly name: string;
  readonly kind: ScenarioKind;
  /** A file of `scenarios/texts/`. */
  readonly text: string;
  readonly holes: readonly Hole[];
  /** How often a wrong key is pressed and taken back. */
  readonly slips: number;
  readonly isPlain: boolean;
};

function lines(from: number, to: number): Hole {
  return { lines: [from, to] };
}

function part(line: number, text: string, was = ""): Hole {
  return { line, text, was };
}

type Extra = { readonly slips?: number; readonly isPlain?: true };

function scenario(
  name: string,
  kind: ScenarioKind,
  [text, ...holes]: readonly [string, ...Hole[]],
  { slips = 0, isPlain }: Extra = {},
): Planned {
  return { name, kind, text: `${text}.txt`, holes, slips, isPlain: isPlain === true };
}

const plain = { isPlain: true } as const;

/** The forty editing sessions; ten of them, one of each kind and together of nine languages, are the short run's. */
export const plan: readonly Planned[] = [
  scenario("ts-pause-of-a-server", "comment to code", ["servers.ts", lines(174, 179)]),
  scenario("ts-first-outdated", "new function", ["servers.ts", lines(107, 113)]),
  scenario("ts-is-absent", "typos", ["servers.ts", lines(235, 238)], { slips: 9 }),
  scenario("ts-forget-all", "cursor jumps", [
    "servers.ts",
    lines(66, 67),
    lines(150, 151),
    part(308, ", failures", ""),
    lines(230, 230),
    lines(125, 125),
  ]),
  scenario("ts-who-asked", "signature change", [
    "servers.ts",
    part(186, ", trigger: Trigger"),
    part(187, "this.#lookAt(provider, trigger)", "this.#lookAt(provider)"),
    part(192, ", trigger: Trigger"),
    part(195, ", trigger)", ")"),
    part(283, ", trigger: Trigger"),
    part(288, 'trigger === "automatic" && holds', "holds"),
    part(178, ', "automatic")', ")"),
    part(207, ", trigger: Trigger"),
    part(212, "(provider, trigger)", "(provider)"),
  ]),
  scenario(
    "ts-retry-pause",
    "import then use",
    [
      "servers.ts",
      lines(18, 18),
      lines(285, 289),
      lines(22, 22),
      part(112, ' && !serverHas(version, "mended")'),
    ],
    plain,
  ),
  scenario("ts-seek-a-record", "multi-line block", ["ledgerView.ts", lines(149, 155)]),
  scenario("ts-page-messages", "mid-file insertion", ["ledgerView.ts", lines(76, 85)]),
  scenario("ts-levenshtein-row", "mid-file insertion", ["fuzzySearch.ts", lines(100, 106)]),
  scenario("ts-recursion", "argument fill", ["fuzzySearch.ts", lines(28, 35), lines(117, 124)]),
  scenario("tsx-node-boxes", "multi-line block", ["FlowPicture.tsx", lines(45, 57)], plain),
  scenario("tsx-ribbon-handlers", "argument fill", ["FlowPicture.tsx", lines(110, 123)]),
  scenario("js-clone-element", "argument fill", ["create-element.js", lines(57, 67)], plain),
  scenario("js-props", "typos", ["create-element.js", lines(22, 30)], { slips: 8 }),
  scenario("py-meta-key", "new function", ["decorators.py", lines(114, 123)]),
  scenario("py-command-params", "mid-file insertion", ["decorators.py", lines(220, 232)]),
  scenario("py-param-memo", "new function", ["decorators.py", lines(312, 321)], { slips: 2 }),
  scenario("py-basic-auth", "new function", ["auth.py", lines(132, 139)]),
  scenario("py-digest-header", "argument fill", ["auth.py", lines(283, 290)]),
  scenario("py-client-nonce", "import then use", ["auth.py", lines(3, 4), lines(7, 7), lines(300, 306)]),
  scenario("py-byte-chunks", "typos", ["decoders.py", lines(176, 185)], { slips: 10, isPlain: true }),
  scenario("py-flushing", "cursor jumps", [
    "decoders.py",
    lines(161, 164),
    lines(84, 84),
    lines(156, 158),
    lines(201, 203),
    lines(122, 122),
  ]),
  scenario("go-select-encoder", "multi-line block", ["compress.go", lines(223, 231)]),
  scenario("go-is-compressible", "comment to code", ["compress.go", lines(284, 293)]),
  scenario("go-pooled-encoders", "typos", ["compress.go", lines(163, 173)], { slips: 7 }),
  scenario(
    "go-writer-of-the-encoder",
    "signature change",
    [
      "compress.go",
      part(214, "h http.Header, w io.Writer", "h http.Header"),
      part(192, "(r.Header, w)", "(r.Header)"),
      lines(202, 204),
      lines(206, 206),
      lines(228, 228),
      part(229, ", name, cleanup", ", cleanup"),
      part(233, "fn(w, c.level), name, func() {}", "fn(nil, c.level), func() {}"),
      part(240, '"", func() {}', "func() {}"),
      part(214, "(io.Writer, string, func())", "(io.Writer, func())"),
      part(192, "encoder, encoding, cleanup", "encoder, cleanup"),
    ],
    plain,
  ),
  scenario("go-visible-commands", "new function", ["category.go", lines(68, 81)]),
  scenario("go-validate", "comment to code", ["uuid.go", lines(214, 225)]),
  scenario("rs-tilde", "new function", ["eval.rs", lines(115, 134)], plain),
  scenario("rs-greater", "multi-line block", ["eval.rs", lines(69, 85)]),
  scenario("rs-four-digits", "new function", ["date.rs", lines(262, 275)]),
  scenario("rs-valid-dates", "cursor jumps", [
    "date.rs",
    lines(113, 116),
    lines(150, 152),
    lines(172, 174),
    lines(40, 40),
  ]),
  scenario("java-unescape", "comment to code", ["TokenQueue.java", lines(275, 288)], plain),
  scenario("java-consume-to", "mid-file insertion", ["TokenQueue.java", lines(149, 157)], { slips: 1 }),
  scenario("java-from-encoded", "new function", ["TextNode.java", lines(133, 142)]),
  scenario("java-normal-url", "mid-file insertion", ["UrlBuilder.java", lines(46, 53)], plain),
  scenario("json-schema-properties", "data", ["draft07.json", lines(112, 126)]),
  scenario("yaml-cross-build", "data", ["ci.yml", lines(108, 116)], plain),
  scenario("css-line-button", "data", ["ledger.css", lines(103, 119)]),
  scenario(
    "md-article-context",
    "cursor jumps",
    [
      "chi.md",
      lines(113, 118),
      part(135, 'context.WithValue(r.Context(), "article", article)', "r.Context()"),
      lines(153, 153),
    ],
    plain,
  ),
];
