import assert from "node:assert/strict";
import { screenWire } from "../../../src/gate/screenWire.ts";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import { completionAt } from "../../support/completionAt.ts";
import { draftSources, type Draft } from "../../../src/prompt/draft.ts";
import { redactDraft } from "../../../src/prompt/redactDraft.ts";
import { ollama } from "../../../src/providers/ollama.ts";
import { openai } from "../../../src/providers/openai.ts";
import type { Provider } from "../../../src/providers/provider.ts";
import { attachment, openaiCloud, routeTo, snapshot } from "../../support/samples.ts";
import { sampleText, secretSamples } from "../gate/secretSamples.ts";
import type { Screening } from "../../../src/terms/screening.ts";

const infill = { task: "completion", model: "qwen2.5-coder:1.5b" } as const;
const known = [{ secret: 'many\nlines "quoted" \\ größer', label: "value of KEY in .env" }];
const ownValue = { rule: "env", before: "KEY: ", secret: known[0]?.secret ?? "", after: "\n", miss: "" };
const samples = [...secretSamples, ownValue];

function chat(text: string): Draft {
  const turns = [
    { question: "Why?", answer: `You wrote: ${text}`, attachments: [attachment("a.ts", text)] },
    { question: `And ${text}`, answer: "", attachments: [] },
  ];
  return chatDraft(turns, routeTo(), () => false);
}

const drafts: Readonly<Record<string, (text: string) => Draft>> = {
  chat,
  "chat about JSON": (text) => chat(JSON.stringify({ text })),
  infill: (text) => completionAt(snapshot(`${text}█${text}`), routeTo(infill)),
  completion: (text) => completionAt(snapshot(`${text}█`), routeTo({ task: "completion" })),
};
const providers = {
  Ollama: { provider: ollama, route: routeTo() },
  OpenAI: { provider: openai, route: routeTo({ provider: openaiCloud }) },
} as const satisfies Record<
  string,
  { readonly provider: Provider; readonly route: ReturnType<typeof routeTo> }
>;

/** As many at a time as fit into the prompt of a completion. */
const dozens = Array.from({ length: Math.ceil(samples.length / 12) }, (_, index) =>
  samples.slice(index * 12, (index + 1) * 12),
);

describe("A redacted draft", () => {
  for (const [name, { provider, route }] of Object.entries(providers)) {
    const screened = async (draft: Draft): Promise<Screening> =>
      screenWire(await provider.encode(draft, route), known, () => 0);

    for (const [kind, build] of Object.entries(drafts)) {
      it(`is written by ${name} without what was found in it: ${kind}, every rule`, async () => {
        for (const samples of dozens) {
          const draft = build(samples.map(sampleText).join("// a line between\n"));
          const { findings } = await screened(draft);
          assert.ok(samples.every(({ rule }) => findings.some((finding) => finding.rule === rule)));
          const redacted = redactDraft(draft, findings);
          assert.deepEqual(await screened(redacted), { findings: [], complete: true });
          assert.deepEqual(draftSources(redacted), draftSources(draft));
        }
      });
    }
  }
});
