/** Answers that are whole, however they come. */
import { before, crlf, drip, malformedAfter, rechunk, says } from "../support/scripted/faults.ts";
import type { SendEvent } from "../../src/sending/sendEvent.ts";
import { asked, type ConformanceCase } from "./conformanceCase.ts";
import { answer, openBench, outcomeOf } from "./bench.ts";
import * as shapes from "./vendorShapes.ts";

const whole = "all, counted";

/** Each token is let go only when the one before it was shown. */
const slowly: ConformanceCase = {
  name: "a slow drip, shown token by token",
  expected: `${answer.length} pieces, ${whole}`,
  run: async (stage, format) => {
    const { server, send } = await openBench(stage, format, { pace: "manual" });
    let pieces = 0;
    server.release();
    async function* counted(): AsyncGenerator<SendEvent> {
      for await (const event of send()) {
        if (event.kind === "text") {
          pieces += 1;
          server.release();
        }
        yield event;
      }
    }
    const outcome = await outcomeOf(counted());
    return `${pieces} pieces, ${outcome}`;
  },
};

/** The cases about answers that come through. */
export const answerCases: readonly ConformanceCase[] = [
  asked("a question and its answer", whole),
  slowly,
  asked("every byte alone", whole, { faults: () => [rechunk(1)] }),
  asked("letters cut in their middle", whole, { faults: () => [rechunk(7, 3)] }),
  asked("every byte at a pace of its own", whole, { faults: () => [drip("atOnce")] }),
  asked("all in one piece", whole, { faults: () => [rechunk(1_000_000)] }),
  asked("lines that end with CR LF", whole, { faults: () => [crlf()] }),
  asked("comments, pings and empty lines", whole, { faults: ({ padding }) => [before(padding)] }),
  asked("nothing said", "counted", { script: { answer: { tokens: [] } } }),
  asked("cut by the model's limit", "all, counted, at its limit", {
    script: { answer: { tokens: [...answer], doneReason: "length" } },
  }),
  asked("no counts, though asked for", { openai: "all, not counted" }, { script: { usage: false } }),
  asked("counts without choices", { openai: whole }, { faults: () => [says(shapes.countsWithoutChoices)] }),
  asked("counts beside the answer (Groq)", { openai: whole }, { faults: () => [says(shapes.groqCounts)] }),
  asked(
    "a line of another kind of event",
    { openai: whole, anthropic: whole },
    {
      faults: ({ wire }) => [
        wire === "openai"
          ? before("event: chunk\nid: 7\nretry: 5\n\n")
          : before('event: news\ndata: {"type":"news"}\n\n'),
      ],
    },
  ),
  asked(
    "what a model says in place of an answer (OpenAI)",
    { openai: whole },
    {
      faults: () => [says(shapes.openaiRefusal)],
    },
  ),
  asked("thinking in a field of its own", 'thought "Is it? It is.", all, counted', {
    script: { answer: { thinking: ["Is it?", " It is."], tokens: [...answer] } },
  }),
  asked(
    "thinking in a field called reasoning (OpenRouter, Groq, vLLM)",
    { openai: 'thought "Is it?", all, counted' },
    {
      faults: () => [says(shapes.reasoningField)],
    },
  ),
  asked(
    "thinking as a piece of the content (Mistral)",
    { openai: 'thought "Is it?", all, counted' },
    {
      faults: () => [says(shapes.mistralPieces)],
    },
  ),
  asked("thinking between tags", 'thought "Is it?", all, counted', {
    script: { answer: { tokens: ["<th", "ink>Is", " it?</thi", "nk>\n", "\n", ...answer] } },
  }),
  asked("thinking between tags, every byte alone", 'thought "Is it?", all, counted', {
    script: { answer: { tokens: ["<think>Is it?</think>\n\n", ...answer] } },
    faults: () => [rechunk(1)],
  }),
  asked("thinking that never ends", 'thought "Is it? Is", counted', {
    script: { answer: { tokens: ["<think>", "Is it?", " Is"] } },
  }),
  asked("an answer that speaks of the tag", '"Write <think> and </think>.", counted', {
    script: { answer: { tokens: ["Write ", "<think>", " and </think>."] } },
  }),
  asked("a line that is no JSON", "a part, malformed", { faults: () => [malformedAfter(2)] }),
];
