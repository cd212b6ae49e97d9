import assert from "node:assert/strict";
import type { Attachment } from "../../../../src/context/attachment.ts";
import { chosenBlock } from "../../../../src/edit/answer/chosenBlock.ts";
import { namedGroups } from "../../../../src/edit/answer/groupBlocks.ts";
import {
  filesBeside,
  planAnswer,
  type AnswerPorts,
  type AnswerWork,
  type ReadTarget,
} from "../../../../src/edit/answer/planAnswer.ts";
import type { PlaceAnswer, PlaceQuestion } from "../../../../src/edit/answer/planTarget.ts";
import { placesWith, shop } from "./shopFiles.ts";

const twin = "  log(1);\n  log(2);\n";
const files: Readonly<Record<string, string>> = {
  "src/a.ts": "export const one = 1;\nexport const two = 2;\nexport const three = 3;\n",
  "src/b.ts": "export const four = 4;\nexport const five = 5;\nexport const six = 6;\n",
  "src/twins.ts": `function a() {\n${twin}}\n\nfunction b() {\n${twin}}\n`,
};
const block = (info: string, code: string): string => `\`\`\`${info}\n${code}\n\`\`\`\n`;
const twice = block("ts src/twins.ts", "  log(1);\n  log(1.5);\n  log(2);");

type Person = {
  readonly place?: (question: PlaceQuestion) => PlaceAnswer;
  readonly file?: string;
  /** What reading gives of files that are other than those above. */
  readonly reads?: Partial<Record<string, ReadTarget>>;
};

/** A person who answers each question as told, and a window in which these files are. */
function person({ place = () => undefined, file, reads = {} }: Person = {}) {
  const asked = {
    places: [] as PlaceQuestion[],
    files: [] as (string | undefined)[],
    offered: [] as (readonly string[])[],
  };
  const ports: AnswerPorts = {
    ...placesWith([
      ...Object.keys(files),
      ...Object.keys(reads).filter((path) => reads[path]?.kind !== "missing"),
    ]),
    read: (uri) => {
      const path = uri.slice(shop("").length);
      const text = files[path];
      const isThere = text !== undefined && {
        kind: "text" as const,
        text,
        languageId: "typescript",
        isDirty: false,
      };
      return Promise.resolve(reads[path] ?? (isThere || { kind: "missing" }));
    },
    pathOf: (uri) => uri.slice(shop("").length),
    cursorIn: () => undefined,
    chooseFile: (named, uris) => {
      asked.files.push(named);
      asked.offered.push(uris);
      return Promise.resolve(file);
    },
    choosePlace: (question) => {
      asked.places.push(question);
      return Promise.resolve(place(question));
    },
  };
  return { asked, ports };
}

const beside = (path: string, more: Partial<Attachment> = {}): Attachment => ({
  source: { kind: "file", uri: shop(path), path },
  languageId: "typescript",
  text: files[path] ?? "",
  ...more,
});

function work(text: string, attachments: readonly Attachment[] = []): AnswerWork {
  return { answer: { text, beside: attachments, earlier: [] }, groups: namedGroups(text) };
}

const two = block("ts src/a.ts", "export const one = 1;\nexport const two = 22;\nexport const three = 3;");
const five = block("ts src/b.ts", "export const four = 4;\nexport const five = 55;\nexport const six = 6;");

describe("edit/answer/planAnswer", () => {
  it("makes one plan of the blocks for several files, the new one among them", async () => {
    const { ports } = person();
    const plan = await planAnswer(
      work(`${two}\n${five}\n${block("ts src/new.ts", "export const n = 1;")}`),
      ports,
    );
    assert.deepEqual(
      plan?.files.map(({ uri, before, after }) => [
        uri,
        before !== undefined,
        after.includes("22") || after.includes("55"),
      ]),
      [
        [shop("src/a.ts"), true, true],
        [shop("src/b.ts"), true, true],
        [shop("src/new.ts"), false, false],
      ],
    );
    assert.deepEqual([plan.leftOut, plan.notes], [[], []]);
  });

  it("puts several blocks for one file in one after the other, whatever they call it", async () => {
    const more = block(
      "ts shop/src/a.ts",
      "export const one = 1;\nexport const two = 22;\nexport const more = 4;\nexport const three = 3;",
    );
    const plan = await planAnswer(work(`${two}\n${more}`), person().ports);
    assert.equal(plan?.files.length, 1);
    assert.equal(
      plan.files[0]?.after,
      "export const one = 1;\nexport const two = 22;\nexport const more = 4;\nexport const three = 3;\n",
    );
  });

  it("asks which file code is for that the answer has for several, whatever stands beside the question", async () => {
    const code = "export const two = 2;\nexport const half = 2.5;\nexport const three = 3;";
    const text = ["src/a.ts", "src/b.ts"].map((path) => `**${path}**\n\n${block("ts", code)}`).join("\n");
    const group = chosenBlock(text, { text: code, language: "ts", file: "" });
    const { ports, asked } = person({ file: shop("src/a.ts") });
    const plan = await planAnswer({ ...work(text, [beside("src/b.ts")]), groups: [group] }, ports);
    assert.deepEqual([asked.files, asked.offered], [[undefined], [[shop("src/a.ts"), shop("src/b.ts")]]]);
    assert.deepEqual(
      plan?.files.map(({ uri }) => uri),
      [shop("src/a.ts")],
    );
  });

  it("asks where code belongs that fits twice, and puts it where the person says", async () => {
    const { ports, asked } = person({ place: ({ places }) => places.at(-1)?.place });
    const plan = await planAnswer(work(twice), ports);
    assert.equal(asked.places[0]?.reason, "twoPlaces");
    assert.match(plan?.files[0]?.after ?? "", /function b\(\) \{\n {2}log\(1\);\n {2}log\(1\.5\);/);
    assert.match(plan?.files[0]?.after ?? "", /function a\(\) \{\n {2}log\(1\);\n {2}log\(2\);/);
  });

  it("puts a diff whose lines stand twice where the person says", async () => {
    const diff = block("diff src/twins.ts", " log(1);\n+log(1.5);\n log(2);");
    const { ports, asked } = person({ place: ({ places }) => places.at(-1)?.place });
    const plan = await planAnswer(work(diff), ports);
    assert.deepEqual(
      asked.places.map(({ reason, places }) => [reason, places.length]),
      [["twoPlaces", 2]],
    );
    const [, a, b] = /^function a\(\)([^]+)function b\(\)([^]+)$/.exec(plan?.files[0]?.after ?? "") ?? [];
    assert.equal(a, ` {\n${twin}}\n\n`);
    assert.equal(b, " {\n  log(1);\n  log(1.5);\n  log(2);\n}\n");
    assert.deepEqual(plan?.leftOut, []);
  });

  it("puts lines of a diff that shows nothing of the file where the person agrees that they belong", async () => {
    const diff = block("diff src/a.ts", "@@ -2,0 +2,1 @@\n+export const half = 0.5;");
    const { ports } = person({ place: ({ places }) => places[0]?.place });
    const plan = await planAnswer(work(diff), ports);
    assert.equal(
      plan?.files[0]?.after,
      files["src/a.ts"]?.replace("export const two", "export const half = 0.5;\nexport const two"),
    );
  });

  it("takes a diff after which brackets do not close when the person says so", async () => {
    const diff = block("diff src/twins.ts", " function a() {\n+  if (ready()) {\n   log(1);");
    const { ports, asked } = person({ place: ({ places }) => places[0]?.place });
    const plan = await planAnswer(work(diff), ports);
    assert.deepEqual(
      asked.places.map(({ reason }) => reason),
      ["unbalanced"],
    );
    assert.match(plan?.files[0]?.after ?? "", /^function a\(\) \{\n {2}if \(ready\(\)\) \{\n {2}log\(1\);/);
  });

  it("tells where a place is in the file as it is, though an earlier block has moved it", async () => {
    const head = block("ts src/twins.ts", "function zero() {\n  return 0;\n}\n\nfunction a() {\n  log(1);");
    const { ports, asked } = person({
      place: ({ reason, places }) => (reason === "twoPlaces" ? "leaveOut" : places[0]?.place),
    });
    await planAnswer(work(`${head}\n${twice}`), ports);
    const question = asked.places.find(({ reason }) => reason === "twoPlaces");
    assert.deepEqual(
      question?.places.map(({ shown, place }) => [shown.at, place.first - 1 - shown.at]),
      [
        [1, 4],
        [6, 4],
      ],
    );
  });

  it("wants nothing of all of it when the person leaves a question", async () => {
    assert.equal(await planAnswer(work(`${two}\n${twice}`), person().ports), undefined);
    const unnamed = { ...work(two), groups: [{ blocks: namedGroups(two)[0]?.blocks ?? [] }] };
    assert.equal(await planAnswer(unnamed, person().ports), undefined);
  });

  it("leaves out a block that the person leaves out, and goes on with the others", async () => {
    const plan = await planAnswer(work(`${twice}\n${two}`), person({ place: () => "leaveOut" }).ports);
    assert.deepEqual(
      plan?.files.map(({ uri }) => uri),
      [shop("src/a.ts")],
    );
    assert.deepEqual(
      plan.leftOut.map(({ reason }) => reason),
      ["byPerson"],
    );
  });

  it("never puts in a block before which the answer ended, and asks nothing about it", async () => {
    const { ports, asked } = person();
    const plan = await planAnswer(work(`${two}\n\`\`\`ts twins.ts\n  log(1);\n  log(`), ports);
    assert.deepEqual(
      plan?.files.map(({ uri }) => uri),
      [shop("src/a.ts")],
    );
    assert.deepEqual(
      plan.leftOut.map(({ reason }) => reason),
      ["cutOff"],
    );
    const sameFile = await planAnswer(work(`${two}\n\`\`\`ts src/a.ts\nexport const one`), ports);
    assert.deepEqual(
      sameFile?.leftOut.map(({ reason }) => reason),
      ["cutOff"],
    );
    assert.equal(sameFile.files[0]?.after.includes("22"), true);
    assert.deepEqual(asked, { places: [], files: [], offered: [] });
  });

  for (const [what, path, read, reason] of [
    ["a notebook", "src/n.ipynb", { kind: "unfit", reason: "notebook" }, "notebook"],
    ["a file that cannot be changed", "src/r.ts", { kind: "unfit", reason: "readOnly" }, "readOnly"],
    ["no text", "src/x.ts", { kind: "unfit", reason: "binary" }, "binary"],
    ["a file that is too large", "src/l.ts", { kind: "unfit", reason: "tooLarge" }, "tooLarge"],
    [
      "a file that a rule keeps out",
      "src/k.ts",
      { kind: "excluded", sentence: "k.ts is excluded." },
      "excluded",
    ],
    [
      "an open merge",
      "src/m.ts",
      {
        kind: "text",
        languageId: "typescript",
        isDirty: false,
        text: "<<<<<<< mine\na\n=======\nb\n>>>>>>> theirs\n",
      },
      "conflictMarkers",
    ],
  ] as const satisfies readonly (readonly [string, string, ReadTarget, string])[])
    it(`leaves out code for ${what}, says so, and goes on with the others`, async () => {
      const { ports } = person({ reads: { [path]: read } });
      const plan = await planAnswer(work(`${block(`ts ${path}`, "let a = 1;")}\n${two}`), ports);
      assert.deepEqual(
        plan?.leftOut.map((block) => block.reason),
        [reason],
      );
      assert.match(plan.leftOut[0]?.sentence ?? "", new RegExp(path.slice("src/".length)));
      assert.deepEqual(
        plan.files.map(({ uri }) => uri),
        [shop("src/a.ts")],
      );
    });

  it("leaves out what an answer names outside the workspace, and what is only a part of a new file", async () => {
    const part = block("ts src/part.ts", "// ... existing code ...\nlet a = 1;");
    const plan = await planAnswer(
      work(`${block("ts ../../etc/a.ts", "let a = 1;")}\n${part}\n${two}`),
      person().ports,
    );
    assert.deepEqual(
      plan?.leftOut.map(({ reason }) => reason),
      ["elsewhere", "partOfNothing"],
    );
    assert.equal(plan.files.length, 1);
  });

  it("makes nothing of code that is there already", async () => {
    const plan = await planAnswer(work(block("ts src/a.ts", files["src/a.ts"] ?? "")), person().ports);
    assert.deepEqual(plan, { files: [], leftOut: [], notes: [] });
  });

  it("takes the file that the person chose, and makes none of one that is not there", async () => {
    const groups = namedGroups(two);
    const answer = { text: two, beside: [], earlier: [] };
    const plan = await planAnswer({ answer, groups, chosen: shop("src/a.ts") }, person().ports);
    assert.equal(plan?.files[0]?.uri, shop("src/a.ts"));
    const gone = await planAnswer({ answer, groups, chosen: shop("src/gone.ts") }, person().ports);
    assert.deepEqual(
      gone?.leftOut.map(({ reason }) => reason),
      ["gone"],
    );
  });

  it("says when a file has changes that are not saved, and when it is not what the model saw", async () => {
    const text = files["src/a.ts"] ?? "";
    const { ports } = person({
      reads: { "src/a.ts": { kind: "text", text, languageId: "typescript", isDirty: true } },
    });
    const plan = await planAnswer(
      work(two, [beside("src/a.ts", { text: "export const old = 0;\n" })]),
      ports,
    );
    assert.match(
      plan?.notes.join("\n") ?? "",
      /a\.ts has changes that are not saved.*\n.*a\.ts changed since you asked/,
    );
    const same = await planAnswer(work(two, [beside("src/a.ts")]), person().ports);
    assert.deepEqual(same?.notes, []);
    const inPart = beside("src/a.ts", { text: "export const two = 2;\r\nexport const three = 3;" });
    assert.deepEqual((await planAnswer(work(two, [inPart]), person().ports))?.notes, []);
  });

  it("puts back a secret that was left out of what was sent, and says when it cannot", async () => {
    const text = 'const one = 1;\r\nconst key = "s3cr3t";\r\nconst three = 3;\r\n';
    const reads = { "src/s.ts": { kind: "text", text, languageId: "typescript", isDirty: false } } as const;
    const code = (line: string): string => block("ts src/s.ts", `const one = 11;\n${line}\nconst three = 3;`);
    const kept = await planAnswer(work(code('const key = "[redacted: API key]";')), person({ reads }).ports);
    assert.equal(kept?.files[0]?.after, text.replace("= 1;", "= 11;"));
    assert.deepEqual(kept.notes, []);
    const lost = await planAnswer(
      work(code('const key = f("[redacted: API key]", 1);')),
      person({ reads }).ports,
    );
    assert.match(lost?.notes.join("\n") ?? "", /placeholder stands for it/);
  });

  it("counts no prompt, picture or list of problems as a file beside the question", () => {
    const problems = { kind: "file", uri: shop("src/b.ts"), path: "src/b.ts", shows: "problems" } as const;
    const all = [
      beside("src/a.ts"),
      beside("src/b.ts", { use: "prompt" }),
      beside("src/b.ts", { source: problems }),
    ];
    assert.deepEqual(filesBeside(all), [shop("src/a.ts")]);
  });
});
