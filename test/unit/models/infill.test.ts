import assert from "node:assert/strict";
import { detectInfill } from "../../../src/models/detectInfill.ts";
import { infillFamilies, type InfillFormat } from "../../../src/models/infill.ts";
import { infillSources } from "../../../scripts/infillSources.ts";

/** A prompt as a family reads it, with `P` before and `S` behind the position. */
function prompt({ order, before, between, after }: InfillFormat): string {
  const [first, second] = order === "prefixFirst" ? ["P", "S"] : ["S", "P"];
  return [before, first, between, second, after].join("");
}

const pipes = "<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>";
const bare = "<fim_prefix>P<fim_suffix>S<fim_middle>";
const prompts: Readonly<Record<string, string>> = {
  "qwen-coder": pipes,
  codeqwen: bare,
  "deepseek-coder": "<\uff5cfim\u2581begin\uff5c>P<\uff5cfim\u2581hole\uff5c>S<\uff5cfim\u2581end\uff5c>",
  starcoder2: `<file_sep>${bare}`,
  starcoder: bare,
  "stable-code": bare,
  codellama: "<PRE> <SUF>S <MID> P",
  codegemma: pipes,
  codestral: "[SUFFIX]S[PREFIX]P",
  mellum: "<fim_suffix>S<fim_prefix>P<fim_middle>",
  "seed-coder": "<[fim-suffix]>S<[fim-prefix]>P<[fim-middle]>",
  "granite-code": bare,
  granite: pipes,
};

describe("models/infill", () => {
  for (const row of infillFamilies) {
    it(`asks ${row.family} with the tokens that it was trained with`, () => {
      assert.equal(prompt(row), prompts[row.family]);
    });

    it(`ends what ${row.family} writes at every token around the texts`, () => {
      const ended = row.stop.reduce((text, token) => text.replaceAll(token, ""), prompt(row));
      assert.match(ended, /^\s*[PS]\s*[PS]\s*$/);
      assert.ok(row.stop.every((token) => token.length >= 4 && token === token.trim()));
      assert.equal(new Set(row.stop).size, row.stop.length);
    });

    it(`knows where the tokens of ${row.family} come from, and models of it`, () => {
      const { source = "", models = [] } = infillSources[row.family] ?? {};
      assert.ok(source.length > 10 && models.length > 0);
      for (const name of models) {
        const infill = detectInfill({ name });
        assert.equal(infill.kind === "known" ? infill.format.family : infill.why, row.family, name);
      }
    });
  }

  it("has a source for no family that is not there", () => {
    const families = infillFamilies.map(({ family }) => family);
    assert.deepEqual(Object.keys(infillSources), families);
  });

  it("writes other files as each family has seen them, and names no repository", () => {
    const before = ({ files }: InfillFormat): string | undefined =>
      files && [files.start, files.file, "code\n", files.current, "|", files.inside].join("");
    assert.deepEqual(
      Object.fromEntries(infillFamilies.map((row) => [row.family, before(row)]).filter(([, text]) => text)),
      {
        "qwen-coder": "<|repo_name|>project\n<|file_sep|>{path}\ncode\n<|file_sep|>{path}\n|",
        codeqwen: "<reponame>project\n<file_sep>{path}\ncode\n<file_sep>{path}\n|",
        "deepseek-coder": "#{path}\ncode\n#{path}\n|",
        starcoder2: "<repo_name>project<file_sep>{path}\ncode\n|{path}\n",
        codegemma: "<|file_separator|>{path}\ncode\n<|file_separator|>{path}\n|",
        mellum: "<filename>{path}\ncode\n<filename>{path}\n|",
      },
    );
  });
});
