import assert from "node:assert/strict";
import {
  afterLine,
  progressOf,
  pullBegins,
  pullFailure,
  readPullLine,
} from "../../../src/providers/ollamaPull.ts";

const weights = `sha256:${"a".repeat(64)}`;
const license = `sha256:${"b".repeat(64)}`;

/** How far a pull is after some lines. */
function after(...lines: readonly unknown[]): readonly unknown[] {
  const state = lines.reduce<typeof pullBegins>((before, value) => {
    const line = readPullLine(value);
    assert.ok(line);
    return afterLine(before, line);
  }, pullBegins);
  const { phase, completedBytes, totalBytes } = progressOf(state);
  return [phase, completedBytes, totalBytes];
}

describe("providers/ollamaPull", () => {
  const manifest = { status: "pulling manifest" };
  const begun = { status: "pulling aaaaaaaaaaaa", digest: weights, total: 1000 };

  it("knows no size before the first layer", () => {
    assert.deepEqual(after(manifest), ["asking", 0, 0]);
  });

  it("adds up what is there of every layer, of which the first bytes may be missing", () => {
    assert.deepEqual(after(manifest, begun), ["downloading", 0, 1000]);
    assert.deepEqual(
      after(
        manifest,
        begun,
        { ...begun, completed: 1000 },
        { status: "pulling bb", digest: license, total: 20, completed: 5 },
      ),
      ["downloading", 1005, 1020],
    );
  });

  it("never goes back, and never beyond a layer's size", () => {
    assert.deepEqual(after(begun, { ...begun, completed: 600 }, { ...begun, completed: 400 }), [
      "downloading",
      600,
      1000,
    ]);
    assert.deepEqual(after({ ...begun, completed: 9000 }), ["downloading", 1000, 1000]);
  });

  it("follows the steps after the last byte, and stays where it is at words that it does not know", () => {
    const done = { ...begun, completed: 1000 };
    const at = (status: string): unknown => after(done, { status })[0];
    assert.deepEqual(
      ["verifying sha256 digest", "writing manifest", "removing unused layers", "success", "polishing"].map(
        at,
      ),
      ["checking", "finishing", "finishing", "finishing", "downloading"],
    );
  });

  it("is not filled with layers without end", () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({
      ...begun,
      digest: `sha256:${index}`,
      total: 1,
    }));
    assert.deepEqual(after(...many), ["downloading", 0, 1000]);
  });

  for (const value of [
    undefined,
    5,
    "pulling",
    {},
    { status: 5 },
    { total: 1000 },
    { status: "x", total: -1 },
    { status: "x", total: 1e400 },
  ])
    it(`takes ${JSON.stringify(value)} for no line`, () => {
      assert.equal(readPullLine(value), undefined);
    });

  for (const [message, kind] of [
    ["pull model manifest: file does not exist", "noSuchModel"],
    [
      'pull model manifest: Get "https://registry.ollama.ai/v2/x": dial tcp: lookup registry.ollama.ai: no such host',
      "registryUnreachable",
    ],
    ['max retries exceeded: Get "https://x/blobs": net/http: TLS handshake timeout', "registryUnreachable"],
    ["write /var/lib/ollama/blobs/sha256-aa-partial: no space left on device", "diskFull"],
    ["write C:\\x: There is not enough space on the disk.", "diskFull"],
    ["digest mismatch, file must be downloaded again", "serverError"],
  ] as const)
    it(`reads "${message.slice(0, 40)}…" as ${kind}`, () => {
      assert.equal(pullFailure(message).kind, kind);
    });

  it("keeps what a server says to one line of at most 300 characters", () => {
    const failure = pullFailure(`first\nsecond ${"x".repeat(500)}`);
    assert.deepEqual([failure.kind, "message" in failure && failure.message.length], ["serverError", 300]);
    assert.doesNotMatch(JSON.stringify(failure), /\\n/);
  });
});
