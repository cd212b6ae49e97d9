import assert from "node:assert/strict";
import { err, ok } from "../../../src/base/result.ts";
import { doctor, type DoctorFacts } from "../../../src/completion/doctor.ts";
import type { NoSuggestion } from "../../../src/completion/suggestion.ts";
import type { Outlook } from "../../../src/sending/send.ts";
import { destination, lmStudio, ollama, openaiCloud, routeTo } from "../../support/samples.ts";

const document = { path: "src/sum.ts", off: undefined, verdict: { kind: "allowed" } } as const;

function facts(changes: Partial<DoctorFacts> = {}): DoctorFacts {
  return {
    editorShows: true,
    snoozed: undefined,
    document,
    outlook: outlook(),
    last: undefined,
    figures: { firstTextMs: 120, evaluatedTokens: 9 },
    ...changes,
  };
}

function outlook(changes: Parameters<typeof routeTo>[0] = {}): Outlook {
  const route = routeTo({ task: "completion", model: "qwen2.5-coder:1.5b", ...changes });
  return ok({ route, destination: destination() });
}

function said(changes: Partial<DoctorFacts>): readonly string[] {
  return doctor(facts(changes)).map(({ sentence }) => sentence);
}

function last(no: NoSuggestion): Partial<DoctorFacts> {
  return { last: err(no) };
}

const snoozed = { kind: "snoozed", untilMs: Number.POSITIVE_INFINITY } as const;

describe("completion/doctor", () => {
  it("says that nothing stands in the way, and offers to ask now", () => {
    const [finding, ...others] = doctor(facts());
    assert.deepEqual(others, []);
    assert.equal(finding?.sentence, "Nothing stands in the way: type on, or ask for a suggestion.");
    assert.deepEqual(finding.action, { label: "Ask now", command: "editor.action.inlineSuggest.trigger" });
  });

  it("says first what the editor itself does not show, then what is switched, then what is missing", () => {
    const no: Outlook = err({ kind: "noModel", provider: ollama, task: "completion" });
    const off = { kind: "off", languageId: "typescript" } as const;
    const verdict = { kind: "never", rule: "src/", from: "your settings" } as const;
    assert.deepEqual(
      said({ editorShows: false, snoozed, document: { ...document, off, verdict }, outlook: no }),
      [
        "The editor shows no inline suggestions: editor.inlineSuggest.enabled is off.",
        "Completion is snoozed until this window is reloaded.",
        "Completion is off for typescript.",
        'sum.ts is excluded by the rule "src/" (your settings).',
        "Ollama has no model that can fill in code.",
      ],
    );
  });

  it("says that no code has the keyboard", () => {
    const { editorShows, snoozed: quiet, outlook: way, last: before, figures } = facts();
    const [finding] = doctor({ editorShows, snoozed: quiet, outlook: way, last: before, figures });
    assert.equal(finding?.sentence, "No code has the keyboard: click into a file first.");
  });

  it("says what the gate would say, and where completion has no way to go", () => {
    const cloud = { ...destination(), class: "cloud", host: "api.openai.com" } as const;
    const refusal = { kind: "modeForbids", mode: "onDevice", setBy: "you", destination: cloud } as const;
    const route = routeTo({ task: "completion", provider: openaiCloud, model: "qwen2.5-coder:1.5b" });
    const [forbidden] = doctor(facts({ outlook: ok({ route, destination: cloud, refusal }) }));
    assert.match(forbidden?.sentence ?? "", /^In mode "On this device" .+ api\.openai\.com\.$/);
    const [paused] = doctor(facts({ outlook: err({ kind: "paused" }) }));
    assert.deepEqual(paused, {
      sentence: "Drawbridge is paused in this workspace.",
      action: { label: "Resume", step: "resume" },
    });
  });

  it("offers a model that fills in with one click where one can be pulled, and another one elsewhere", () => {
    const plainly = (provider: typeof ollama): unknown => {
      const route = routeTo({ task: "completion", model: "llama3.2:3b", provider });
      return doctor(facts({ outlook: ok({ route, destination: destination() }) }))[0];
    };
    const sentence = "llama3.2:3b was not made to fill in code: it does not see what follows the cursor.";
    assert.deepEqual(plainly(ollama), {
      sentence,
      action: { label: "Get qwen2.5-coder:1.5b", step: "pullModel", model: "qwen2.5-coder:1.5b" },
    });
    assert.deepEqual(plainly(openaiCloud), {
      sentence,
      action: { label: "Choose another model", step: "pickModel" },
    });
  });

  it("says what came of the last request, but not what was switched then and is no more", () => {
    assert.deepEqual(said(last({ kind: "busyWithChat", server: "Ollama" })), [
      "Ollama is answering your chat. Completion goes on after that.",
    ]);
    for (const no of [
      snoozed,
      { kind: "off", languageId: "go" },
      { kind: "excluded", path: ".env", restriction: { kind: "never", rule: ".env", from: "built in" } },
      { kind: "cancelled" },
    ] as const)
      assert.match(said(last(no))[0] ?? "", /^Nothing stands in the way/);
  });

  it("says nothing twice", () => {
    const failure = { kind: "noModel", provider: ollama, task: "completion" } as const;
    const failed = last({ kind: "failed", failure, server: "", model: "" });
    assert.equal(said({ ...failed, outlook: err(failure) }).length, 1);
  });

  describe("a server that does not answer", () => {
    const isDown = { kind: "serverDown", provider: ollama, reason: "unreachable" } as const;
    const then = last({ kind: "failed", failure: isDown, server: "", model: "", againInS: 15 });

    it("is said once, with the time until it is asked again as it is now", () => {
      const now: Outlook = err({ ...isDown, againInS: 8 });
      const [finding, ...others] = doctor(facts({ ...then, outlook: now }));
      assert.deepEqual(others, []);
      assert.deepEqual(finding, {
        sentence: "Ollama is not running. Completion asks again in 8 s.",
        action: { label: "How to start it", step: "startServer" },
      });
    });

    it("is said without a time once nothing waits for it any more", () => {
      assert.deepEqual(said(then), ["Ollama is not running."]);
    });

    it("is said with the time of now also where it is simply tried", () => {
      const failure = { kind: "unreachable", code: "ECONNREFUSED" } as const;
      const at = { server: "LM Studio", url: lmStudio.url, model: "m" };
      const tried = outlook();
      assert.ok(tried.ok);
      assert.deepEqual(
        said({
          ...last({ kind: "failed", failure, ...at, againInS: 2 }),
          outlook: ok({ ...tried.value, againInS: 1 }),
        }),
        ["LM Studio is not running. Completion asks again in 1 s."],
      );
    });

    it("leaves the time that a busy server asked for as it was told", () => {
      const busy = last({
        kind: "failed",
        failure: { kind: "overloaded" },
        server: "",
        model: "",
        againInS: 12,
      });
      assert.deepEqual(said(busy), ["The server is overloaded. Completion asks again in 12 s."]);
    });
  });

  it("says that suggestions come late, and that a server forgets, with what was measured", () => {
    assert.deepEqual(said({ figures: { firstTextMs: 2340, evaluatedTokens: 1201.4 } }), [
      "Suggestions come late: half of them take the model 2.3 s or longer.",
      "The server reads 1201 tokens anew for each request: something makes it forget.",
    ]);
    assert.match(said({ figures: {} })[0] ?? "", /^Nothing stands/);
  });

  it("says that a server is at a request without a word, once that takes long", () => {
    const figures = { silentMs: 12_400 };
    assert.deepEqual(said({ figures, ...last({ kind: "empty" }) }), [
      "The server has been at a request for 12 s without a word: it may be loading the model, or hang.",
      "The model had nothing to add here.",
    ]);
    assert.match(said({ figures: { silentMs: 2_999 } })[0] ?? "", /^Nothing stands/);
  });
});
