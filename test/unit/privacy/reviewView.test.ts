import assert from "node:assert/strict";
import { bodyText, decisionsView, removableAs, reviewView } from "../../../src/privacy/reviewView.ts";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import { keeps } from "../../../src/terms/keep.ts";
import { reviewRequest, stripeKey } from "../../support/reviewSamples.ts";
import { destination, routeTo } from "../../support/samples.ts";

const none: ReadonlySet<string> = new Set();

describe("privacy/reviewView", () => {
  it("asks by the host and the model, and says how much and what kind of request it is", () => {
    const view = reviewView(reviewRequest(), "r");
    assert.equal(view.id, "r");
    assert.equal(view.title, "Send this to api.openai.com (gpt-5-mini)?");
    assert.match(view.tokens, /^about \d+ tokens$/);
    assert.equal(view.route, "OpenAI · gpt-5-mini · chat");
    assert.deepEqual(view.destination, {
      icon: "cloud-upload",
      label: "api.openai.com",
      details: ["api.openai.com is a public address"],
      cloud: true,
    });
    assert.equal(view.warning, undefined);
    assert.equal(view.deviceModel, undefined);
  });

  it("estimates a long text by its beginning", () => {
    const asked = (text: string): string => {
      const draft = chatDraft([{ question: text, answer: "", attachments: [] }], routeTo(), () => false);
      return reviewView(reviewRequest({ draft }), "r").tokens;
    };
    const count = (tokens: string): number => Number(tokens.replaceAll(/\D/g, ""));
    const short = count(asked("word ".repeat(10_000)));
    const long = asked("word ".repeat(15_000));
    assert.match(long, /^about \d+,\d{3} tokens$/);
    assert.ok(Math.abs(count(long) / short - 1.5) < 0.02, `${short}, then ${long}`);
  });

  it("names the host behind a server that forwards", () => {
    const behind = destination({ class: "cloudViaDevice", host: "ollama.com" });
    const view = reviewView(reviewRequest({ destination: behind, model: "gpt-oss:120b-cloud" }), "r");
    assert.equal(view.title, "Send this to ollama.com (gpt-oss:120b-cloud)?");
    assert.equal(view.destination.label, "ollama.com via this device");
  });

  it("shows the very bytes, whatever is in them", () => {
    const text = '\uFEFF{"a":"\u202Eé😀\\n"}\r\n';
    const request = reviewRequest({
      wire: { method: "POST", path: "/v1/x?y=1", body: new TextEncoder().encode(text) },
    });
    const { exact } = reviewView(request, "r");
    assert.equal(exact.body, text);
    assert.equal(exact.request, "POST /v1/x?y=1");
    assert.equal(exact.size, "24 B");
    assert.deepEqual(new TextEncoder().encode(bodyText(request)), request.wire.body);
  });

  it("gives each source its size in bytes", () => {
    const view = reviewView(reviewRequest(), "r");
    const question = view.rows[0];
    assert.deepEqual(
      [question?.label, question?.texts, question?.size, question?.removable],
      ["Your question", ["Why is the sum wrong?"], "21 B", false],
    );
    assert.deepEqual([view.rows[1]?.detail, view.rows[1]?.removable], ["lines 40–96", true]);
  });

  it("knows the document behind a row that can be left out, and of no other", () => {
    const request = reviewRequest();
    const { rows } = reviewView(request, "r");
    for (const { id, label, removable } of rows)
      assert.equal(removableAs(request, id), removable ? `file:///project/${label}` : undefined);
    assert.equal(removableAs(request, "99"), undefined);
    assert.equal(removableAs(request, "file:///project/src/billing/rates.ts"), undefined);
  });

  it("offers what it was told to, in that order, and says what each yes means for whom", () => {
    const { offers } = reviewView(reviewRequest({ keeps }), "r");
    assert.deepEqual(
      offers.map(({ keep }) => keep),
      keeps,
    );
    assert.deepEqual(
      offers.map(({ label }) => label),
      [
        "Send once",
        "Send, and allow for this conversation",
        "Send, and allow until the window closes",
        "Send, and allow for 24 hours",
        "Send, and allow for this workspace",
      ],
    );
    for (const { detail } of offers) assert.match(detail, /OpenAI \(api\.openai\.com\)/);
    for (const { detail } of offers.slice(1)) assert.match(detail, /^Only for chat: /);
    assert.throws(() => reviewView(reviewRequest({ keeps: [] }), "r"), /no way to say yes/);
  });

  it("says when the screening did not come to its end", () => {
    const { warning } = reviewView(reviewRequest({ screenedWhole: false }), "r");
    assert.match(warning ?? "", /could not be screened for secrets completely/);
  });

  it("lets no name from outside write a line of its own", () => {
    const name = "m\n\u202Eodel";
    const view = reviewView(
      reviewRequest({
        model: name,
        provider: name,
        deviceModel: name,
        destination: destination({ host: name }),
      }),
      "r",
    );
    const words = [view.title, view.route, view.deviceModel, view.offers[0].detail, view.destination.label];
    for (const text of words) assert.doesNotMatch(text ?? "", /[\n\u202E]/);
  });

  it("asks for a decision about every possible secret before anything can be sent", () => {
    const second = { id: "finding-2", label: "private key", secret: "short" };
    const request = reviewRequest({ findings: [stripeKey, second] });
    const view = decisionsView(request, none, false);
    assert.deepEqual(
      view.findings.map(({ label, preview, kept }) => [label, preview, kept]),
      [
        ["Possible secret in rates.ts:12 (Stripe key)", "sk_exa…", false],
        ["Possible secret (private key)", "s…", false],
      ],
    );
    assert.equal(view.first?.label, "Decide about 2 possible secrets first");
    const half = decisionsView(request, new Set(["finding-2"]), false);
    assert.equal(half.first?.label, "Decide about 1 possible secret first");
    assert.deepEqual(
      half.findings.map(({ kept }) => kept),
      [false, true],
    );
    assert.equal(decisionsView(request, new Set(["finding-1", "finding-2"]), false).first, undefined);
  });

  it("says that it is being prepared again", () => {
    assert.match(decisionsView(reviewRequest(), none, true).waiting ?? "", /Nothing was sent/);
    assert.equal(decisionsView(reviewRequest(), none, false).waiting, undefined);
  });
});
