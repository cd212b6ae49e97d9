import assert from "node:assert/strict";
import { type Layout, layouts, leastBefore, promptsAt } from "../../../bench/ablation/promptsAt.ts";
import { scoreOf } from "../../../bench/ablation/scoreOf.ts";
import { chooseSites, type Site } from "../../../bench/ablation/site.ts";
import { type Answerer, tryLayouts } from "../../../bench/ablation/trial.ts";
import { lossOf, verdictOn, verdictWords } from "../../../bench/ablation/verdict.ts";
import { knownInfill } from "../../../src/models/knownInfill.ts";
import { type Draft, messageText } from "../../../src/prompt/draft.ts";
import { routeTo } from "../../support/samples.ts";

const model = "qwen2.5-coder:1.5b";
const infill = knownInfill({ name: model })?.format;
const route = routeTo({ model, ...(infill && { infill }) });
const sites = chooseSites(40, leastBefore, 7);

type Halves = { readonly prefix: string; readonly suffix: string; readonly typed: string };

function halves(draft: Draft): Halves {
  const prompt = draft.messages.map(messageText).join("");
  const found =
    /^<\|fim_prefix\|>(?<prefix>[^]*)<\|fim_suffix\|>(?<suffix>[^]*)<\|fim_middle\|>(?<typed>[^]*)$/.exec(
      prompt,
    );
  const { prefix = "", suffix = "", typed = "" } = found?.groups ?? assert.fail(prompt);
  return { prefix, suffix, typed };
}

/** A model that is right, but for so many sites with a prompt that has so much behind its last token. */
function forgetful(wrong: number, fromCharacters: number): Answerer {
  return (draft, site) => {
    const isLong = halves(draft).typed.length >= fromCharacters;
    return Promise.resolve(isLong && sites.indexOf(site) < wrong ? "nothing" : site.middle);
  };
}

describe("bench/ablation", () => {
  describe("sites", () => {
    it("are the same for the same seed, each once, and in every language", () => {
      assert.deepEqual(chooseSites(40, leastBefore, 7), sites);
      assert.notDeepEqual(chooseSites(40, leastBefore, 8), sites);
      assert.equal(new Set(sites.map(({ path, prefix }) => `${path} ${prefix.length}`)).size, 40);
      assert.equal(new Set(sites.map(({ languageId }) => languageId)).size, 7);
    });

    it("have room before them for what is typed, and something right to be written", () => {
      for (const { prefix, middle } of sites) {
        assert.ok(prefix.length >= leastBefore);
        assert.match(middle, /\S/);
      }
    });
  });

  describe("prompts", () => {
    const everyPrompt = sites.map((site) => promptsAt(site, route) ?? assert.fail(site.path));
    const typedLengths = (layout: Layout): readonly number[] =>
      everyPrompt.map((prompts) => halves(prompts[layout]).typed.length);

    it("hold the same text in every layout, split at another place", () => {
      for (const prompts of everyPrompt) {
        const parts = layouts.map((layout) => halves(prompts[layout]));
        assert.equal(new Set(parts.map(({ suffix }) => suffix)).size, 1);
        assert.equal(new Set(parts.map(({ prefix, typed }) => prefix + typed)).size, 1);
      }
    });

    it("have nothing behind the last token, the line, or about as much as was typed", () => {
      assert.ok(typedLengths("cursorSplit").every((length) => length === 0));
      for (const prompts of everyPrompt) assert.ok(!halves(prompts.line).typed.includes("\n"));
      for (const [layout, tokens] of [
        ["middle32", 32],
        ["middle128", 128],
        ["middle256", 256],
      ] as const) {
        const lengths = typedLengths(layout);
        const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
        assert.ok(mean > tokens * 2 && mean < tokens * 3.3, `${layout}: ${mean}`);
      }
    });

    it("are none for a site without the room that an anchor needs", () => {
      const short: Site = {
        ...{ uri: "file:///a.ts", path: "a.ts", languageId: "typescript" },
        ...{ prefix: `${"const a = 1;\n".repeat(700)}const b = `, middle: "2;", suffix: "\n" },
      };
      assert.ok(promptsAt(short, route) !== undefined);
      assert.equal(promptsAt({ ...short, prefix: `${"x".repeat(9000)}\nconst b = ` }, route), undefined);
    });
  });

  describe("scores", () => {
    it("go as far as what is right goes, and look at no blanks at the end of a line", () => {
      const right = "a(b);\n}";
      assert.deepEqual(scoreOf("a(b);  \n}\nmore();\n", right), {
        firstLine: true,
        whole: true,
        similarity: 1,
      });
      assert.deepEqual(scoreOf("a(b);\n]", right), { firstLine: true, whole: false, similarity: 1 - 1 / 7 });
      assert.deepEqual(scoreOf("", "ab"), { firstLine: false, whole: false, similarity: 0 });
    });
  });

  describe("verdict", () => {
    it("lets a model keep the anchor that does as well with it, and says what to write down", async () => {
      const trials = await tryLayouts(sites, route, forgetful(0, 1));
      assert.equal(trials.length, sites.length);
      const verdict = verdictOn(trials);
      assert.deepEqual(verdict, { kind: "keeps", worst: { points: 0, interval: [0, 0] } });
      const [found, line] = verdictWords(verdict, model, trials.length);
      assert.match(
        found ?? "",
        /lost at most 0\.0 points .* on 40 sites: no more than 1\. Add .*keepsAnchor\.ts/,
      );
      assert.match(line ?? "", /^ {2}"qwen2\.5-coder:1\.5b", \/\/ /);
    });

    it("does not let one keep it that is worse with much behind the last token", async () => {
      const trials = await tryLayouts(sites, route, forgetful(4, 400));
      assert.equal(lossOf(trials, "line", "firstLine").points, 0);
      assert.equal(lossOf(trials, "middle32", "whole").points, 0);
      const { points, interval } = lossOf(trials, "middle256", "whole");
      assert.equal(points, 10);
      assert.ok(interval[0] >= 0 && interval[0] < 10 && interval[1] > 10);
      const verdict = verdictOn(trials);
      assert.equal(verdict.kind, "loses");
      const words = verdictWords(verdict, model, trials.length);
      assert.equal(words.length, 1);
      assert.match(words[0] ?? "", /more than 1, so it keeps the anchor at the line/);
    });

    it("says so when too few sites were tried to know", async () => {
      const [right, wrong] = [forgetful(0, 1), forgetful(sites.length, 1)];
      const answer: Answerer = async (draft, site) => {
        const at = sites.indexOf(site);
        // As many sites where only the anchored middle is right as where it is not.
        const isRight = at > 1 || (at === 0) === halves(draft).typed.includes("\n");
        return isRight ? right(draft, site) : halves(draft).typed === "" ? "no" : wrong(draft, site);
      };
      const verdict = verdictOn(await tryLayouts(sites, route, answer));
      assert.equal(verdict.kind, "unclear");
      assert.match(verdictWords(verdict, model, 40)[0] ?? "", /do not rule it out\. Measure with --full\.$/);
    });

    it("says nothing of a model that is hardly ever right", async () => {
      const few = sites.slice(0, 12);
      const verdict = verdictOn(await tryLayouts(few, route, forgetful(few.length, 0)));
      assert.equal(verdict.kind, "unable");
      assert.match(verdictWords(verdict, model, 40)[0] ?? "", /shows nothing about the layout\.$/);
    });

    it("is none without a site", () => {
      assert.throws(() => verdictOn([]), /No site was tried/);
    });
  });
});
