import assert from "node:assert/strict";
import { planApply } from "../../../../src/edit/apply/planApply.ts";
import { createRandom } from "../../../support/random.ts";
import { caseSources, ownSources, randomAnswer } from "../../../support/randomAnswers.ts";

/** The long run takes this project's own code, so what comes out changes with it; it is for looking at. */
const longRun = Number(process.env["DRAWBRIDGE_RANDOM_ANSWERS"] ?? 0);

describe("answers made of random changes", () => {
  for (const seed of [1, 2, 3])
    it(`become the file that was meant, or are asked about, with seed ${seed}`, () => {
      const random = createRandom(seed);
      const sources = caseSources();
      let right = 0;
      for (let count = 0; count < 300; count += 1) {
        const { before, answer, languageId, intended, how } = randomAnswer(sources, random);
        const plan = planApply({ before, answer, languageId });
        if (!("after" in plan)) continue;
        assert.equal(plan.after, intended, `${how}\n${answer}`);
        right += 1;
      }
      assert.ok(right > 150, `only ${right} of 300 were known for sure`);
    });

  if (longRun > 0)
    it("come out wrong in no more than one of five thousand of this project's own files", () => {
      const random = createRandom(1);
      const sources = ownSources();
      let wrong = 0;
      for (let count = 0; count < longRun; count += 1) {
        const { before, answer, languageId, intended } = randomAnswer(sources, random);
        const plan = planApply({ before, answer, languageId });
        if ("after" in plan && plan.after !== intended) wrong += 1;
      }
      assert.ok(wrong <= longRun / 5000, `${wrong} of ${longRun} came out wrong`);
    }).timeout(600_000);
});
