import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { isNamedPicture, readMentionedPicture } from "../../../src/vscode/readMentionedPicture.ts";
import { picture, png } from "../../support/pictures.ts";
import { workspace } from "../../support/vscode.ts";

const uri = vscode.Uri.parse("file:///project/docs/plan.png");

describe("vscode/readMentionedPicture", () => {
  const { fs } = workspace;
  const { readFile, stat } = fs;
  let verdict: PathVerdict;
  let read: string[];
  let size: number;
  let bytes: () => Uint8Array;
  beforeEach(() => {
    verdict = { kind: "allowed" };
    read = [];
    bytes = () => png();
    size = 100;
    fs.stat = (at) => {
      read.push(`stat ${at.path}`);
      return Promise.resolve({ type: 1, size });
    };
    fs.readFile = (at) => {
      read.push(`read ${at.path}`);
      return Promise.resolve().then(bytes);
    };
  });
  afterEach(() => {
    Object.assign(fs, { readFile, stat });
  });
  const guard = { judge: (): Promise<PathVerdict> => Promise.resolve(verdict) };

  it("takes a picture with its file as its source", async () => {
    assert.deepEqual(await readMentionedPicture(uri, guard), {
      attachments: [
        {
          source: { kind: "file", uri: uri.toString(), path: "docs/plan.png" },
          ...{ languageId: "", text: "", picture: picture() },
        },
      ],
    });
  });

  it("does not even look at one that a path rule keeps out", async () => {
    verdict = { kind: "never", rule: "docs/", from: "your settings" };
    const { attachments, leftOut } = await readMentionedPicture(uri, guard);
    assert.deepEqual([attachments, read], [[], []]);
    assert.match(leftOut ?? "", /plan\.png is excluded by the rule "docs\/"/);
  });

  it("reads none that is larger than any picture is, and says what to do", async () => {
    size = 20_000_001;
    const { attachments, leftOut } = await readMentionedPicture(uri, guard);
    assert.deepEqual([attachments, read], [[], ["stat /project/docs/plan.png"]]);
    assert.equal(
      leftOut,
      "plan.png has 20.1 MB, and a picture may have 3.7 MB. Make it smaller. A picture that you copy and paste is made smaller for you.",
    );
  });

  it("takes a file that is only called a picture for none", async () => {
    bytes = () => Buffer.from("<svg/>");
    assert.deepEqual(await readMentionedPicture(uri, guard), {
      attachments: [],
      leftOut: "plan.png cannot go along: it is not a whole PNG, JPEG, GIF or WebP picture.",
    });
  });

  it("says that one that is gone could not be read", async () => {
    bytes = () => {
      throw new vscode.FileSystemError("FileNotFound");
    };
    assert.deepEqual(await readMentionedPicture(uri, guard), {
      attachments: [],
      leftOut: "plan.png could not be read.",
    });
  });

  it("goes by the names that pictures have, in whatever letters", () => {
    const named = ["a.png", "b.JPG", "c.jpeg", "d.gif", "e.WebP"];
    const others = ["a.svg", "png", "a.png.ts", "a.bmp"];
    assert.deepEqual(
      [...named, ...others].filter((path) => isNamedPicture({ path })),
      named,
    );
  });
});
