/** Every state the chat view is designed for, as the host would describe it. */
import type {
  AnswerView,
  ChatViewState,
  ChipView,
  DestinationView,
  MeasuredView,
  TurnView,
} from "../../src/protocol/messages.ts";
import type { MachineState } from "../../src/setup/machineState.ts";
import { setUpView } from "../../src/setup/setUpView.ts";
import { pictureUrl } from "../../src/terms/picture.ts";
import { picture as shownAs } from "../support/pictures.ts";
import { markdownCorpus } from "../unit/media/markdownCorpus.ts";

const onDevice: DestinationView = {
  icon: "lock",
  label: "On device",
  details: ["127.0.0.1 is this device.", "The server says that its cloud features are off."],
  cloud: false,
};
const cloud: DestinationView = {
  icon: "cloud-upload",
  label: "api.openai.com",
  details: ["api.openai.com is somebody else's computer."],
  cloud: true,
};
const model = "qwen2.5-coder:7b";

const chip: ChipView = { id: "sum.ts#3-9", label: "sum.ts:3–9", title: "src/maths/sum.ts", tokens: 84 };
const longChip: ChipView = {
  id: "invoice",
  label: "anInvoiceWithAVeryLongNameThatDoesNotFit.test.ts",
  title: "src/billing/invoices/anInvoiceWithAVeryLongNameThatDoesNotFit.test.ts",
  tokens: 1120,
};
const staysHere: ChipView = {
  id: "rates.ts",
  label: "rates.ts",
  title: 'src/rates.ts\nstays on this device by the rule "rates.ts" (your settings)',
  tokens: 312,
  deviceOnly: 'stays on this device by the rule "rates.ts" (your settings)',
};

const picture: ChipView = {
  id: "pasted:0f",
  label: "Pasted picture",
  title: "Pasted into the message box",
  tokens: 1280,
  picture: { id: "0f", words: "1,200 × 800 px, 48 KB" },
};

/** What the picture on the chip looks like. */
export const shownPicture = {
  picture: "0f",
  url: pictureUrl(shownAs({ width: 120, height: 80 })),
} as const;

const agentsRules: ChipView = { id: "AGENTS.md#", label: "AGENTS.md", title: "AGENTS.md", tokens: 212 };
const longRules: ChipView = {
  id: "long#",
  label: "rulesWithAVeryLongNameThatDoesNotFitInAnyPanel.md",
  title: ".drawbridge/rules/rulesWithAVeryLongNameThatDoesNotFitInAnyPanel.md",
  tokens: 1830,
};

const thoughts = "The array may be empty.\n\nThen total stays undefined, and adding to it makes NaN.";

/** An answer's numbers. */
export function measured(destination: DestinationView = onDevice): MeasuredView {
  return { destination, tokens: 212, tokensPerSecond: 38.4, firstTokenMs: 312, record: "record-1" };
}

/** A turn, as complete as `answer` makes it. */
export function turn(id: string, question: string, answer: Partial<AnswerView> = {}): TurnView {
  return {
    id,
    question,
    chips: [],
    answer: { text: "", status: "done", model, ...answer },
  };
}

/** A state with the usual surroundings. */
export function chatState(change: Partial<ChatViewState> = {}): ChatViewState {
  return {
    conversation: { id: "conversation-1", title: "Why does sum() return NaN for []?" },
    turns: [],
    chips: [chip],
    composer: {
      destination: onDevice,
      model,
      sendLabel: "Send",
      usedTokens: 1204,
      contextTokens: 8192,
      addable: "rates.ts",
    },
    welcome: { found: `Ollama 0.24.0 · ${model} · 4.7 GB`, steps: [], examples: [] },
    busy: false,
    ...change,
  };
}

const question = "Why does sum() return NaN for []?";
const answer = markdownCorpus["an ordinary answer"] ?? "";
const asked: TurnView = {
  ...turn("turn-1", question, { text: answer, measured: measured() }),
  chips: [chip],
};
const half = answer.slice(0, answer.indexOf("for (const"));
const composer = chatState().composer;

const longCode = Array.from(
  { length: 60 },
  (_, line) =>
    `  const value${line} = await compute(${line}, "a rather long argument ${line}"); // line ${line}`,
).join("\n");

/** The composer while nobody would answer; the welcome says why. */
const nobody = {
  ...composer,
  destination: { icon: "warning", label: "Ollama is not running", details: [], cloud: false },
  model: "",
  usedTokens: 0,
  problem: { sentence: "Ollama is not running.", steps: [{ label: "Try again", action: "retry" }] },
} as const;

/** What the welcome says of a machine, in the words of the host. */
function missing(state: MachineState, platform: NodeJS.Platform = "linux"): ChatViewState {
  const welcome = {
    ...setUpView(state, { place: "here", platform }),
    tellsProblem: true as const,
    examples: [],
  };
  return chatState({ chips: [], composer: nobody, welcome });
}

const suggested = {
  name: model,
  bytes: 4_683_087_561,
  goodFor: "better code, with a graphics card",
  fits: true,
};

const setUpStates: Readonly<Record<string, ChatViewState>> = {
  "not installed": missing({ kind: "notFound" }),
  "not installed on Windows": missing({ kind: "notFound" }, "win32"),
  "installed and stopped": missing({ kind: "stopped", service: false }),
  "a stopped service": missing({ kind: "stopped", service: true }),
  starting: missing({ kind: "starting", late: false }),
  "started long ago": missing({ kind: "starting", late: true }),
  "running without a model": missing({ kind: "noModel", version: "0.24.0", suggested }),
};

/** A conversation with so many short turns, `turn-0` and on. */
export function manyTurns(count: number): ChatViewState {
  return chatState({
    turns: Array.from({ length: count }, (_, n) =>
      turn(`turn-${n}`, `Question ${n + 1}: what does line ${n} do?`, {
        text: `It adds \`${n}\` to the total.\n\nThen it goes on with the next line.`,
        measured: measured(),
      }),
    ),
  });
}

/** The states by name; each has its own picture in the four kinds of theme. */
export const designedStates: Readonly<Record<string, ChatViewState>> = {
  empty: chatState({
    chips: [],
    composer: { ...composer, usedTokens: 0, addable: "sum.ts" },
    welcome: {
      found: `Ollama 0.24.0 · ${model} · 4.7 GB`,
      steps: [],
      examples: ["What does sum.ts do?", "Find a bug in sum.ts", "Write a test for sum.ts"],
    },
  }),
  ...setUpStates,
  "waiting for a review": chatState({
    turns: [turn("turn-1", question, { status: "waiting", model: "gpt-5-mini", underReview: true })],
    composer: { ...composer, destination: cloud, model: "gpt-5-mini", sendLabel: "Review…" },
    busy: true,
  }),
  waiting: chatState({ turns: [turn("turn-1", question, { status: "waiting" })], busy: true }),
  "loading a model": chatState({
    turns: [
      turn("turn-1", question, {
        status: "waiting",
        model: "qwen2.5-coder:7b",
        waitingFor: { words: "Loading qwen2.5-coder:7b", forMs: 12_300 },
      }),
    ],
    busy: true,
  }),
  "finding code": chatState({
    turns: [
      turn("turn-1", question, {
        status: "waiting",
        waitingFor: { words: "Finding code for your question", forMs: 8_200, canBeCutShort: true },
      }),
    ],
    busy: true,
  }),
  streaming: chatState({
    turns: [{ ...asked, answer: { text: half, status: "streaming", model } }],
    busy: true,
  }),
  "thinking before the answer": chatState({
    turns: [{ ...asked, answer: { text: "", thinking: thoughts, status: "streaming", model } }],
    busy: true,
  }),
  "thought, then answered": chatState({
    turns: [{ ...asked, answer: { ...asked.answer, thinking: thoughts } }],
  }),
  done: chatState({ turns: [asked] }),
  stopped: chatState({
    turns: [{ ...asked, answer: { text: half, status: "stopped", model, measured: measured() } }],
  }),
  "several answers, and branches": chatState({
    turns: [
      {
        ...asked,
        siblings: ["turn-0", "turn-1"],
        answer: { ...asked.answer, ratable: true, rating: "up" },
      },
      turn("turn-2", "Can it be shorter?", {
        ...{ text: "Yes: `reduce` with a start value is", status: "stopped", measured: measured() },
        ...{ ratable: true, rating: "down", mayGoOn: true, versions: { shown: 1, count: 12 } },
      }),
    ],
  }),
  "an answer that goes on": chatState({
    turns: [
      {
        ...asked,
        answer: {
          ...{ text: half, status: "waiting", model },
          waitingFor: { words: "Waiting for the first word", forMs: 4_100 },
        },
      },
    ],
    busy: true,
  }),
  refused: chatState({
    turns: [
      asked,
      turn("turn-2", "And the same for rates.ts?", {
        status: "refused",
        model: "gpt-5-mini",
        problem: {
          sentence: "Nothing was sent: the mode “On this device” does not allow api.openai.com.",
          steps: [
            { label: "Use a device model", action: "pickModel" },
            { label: "Change mode…", action: "changeMode" },
            { label: "Show in ledger", action: "openLedger" },
          ],
        },
      }),
    ],
  }),
  failed: chatState({
    turns: [
      turn("turn-1", question, {
        text: "`total` starts as `undefined`, so every sum is",
        status: "failed",
        measured: { destination: onDevice, record: "record-2" },
        problem: {
          sentence: "Ollama stopped in the middle of the answer.",
          steps: [
            { label: "Try again", action: "retry" },
            { label: "Show log", action: "showLog" },
          ],
        },
      }),
    ],
  }),
  offline: chatState({
    turns: [asked],
    welcome: {
      found: "Ollama does not answer on 127.0.0.1:11434.",
      tellsProblem: true,
      steps: [{ label: "Start Ollama", action: "startServer" }],
      examples: [],
    },
    composer: {
      ...composer,
      destination: { icon: "warning", label: "Ollama not running", details: [], cloud: false },
      model: "",
      problem: {
        sentence: "Ollama does not answer on 127.0.0.1:11434.",
        steps: [
          { label: "Start Ollama", action: "startServer" },
          { label: "Try again", action: "retry" },
        ],
      },
    },
  }),
  paused: chatState({
    turns: [asked],
    composer: {
      ...composer,
      destination: { icon: "debug-pause", label: "Paused", details: ["No requests at all."], cloud: false },
      problem: {
        sentence: "Drawbridge is paused for this workspace.",
        steps: [{ label: "Resume", action: "resume" }],
      },
    },
  }),
  "asked while paused": chatState({
    turns: [
      turn("turn-1", question, {
        text: half,
        status: "stopped",
        problem: {
          sentence: "Drawbridge is paused in this workspace. Nothing was sent.",
          steps: [{ label: "Resume", action: "resume" }],
        },
      }),
    ],
    composer: {
      ...composer,
      destination: { icon: "debug-pause", label: "Paused", details: ["No requests at all."], cloud: false },
      problem: {
        sentence: "Drawbridge is paused in this workspace.",
        steps: [{ label: "Resume", action: "resume" }],
      },
    },
  }),
  "to the cloud": chatState({
    turns: [{ ...asked, answer: { ...asked.answer, model: "gpt-5-mini", measured: measured(cloud) } }],
    chips: [chip, longChip],
    composer: {
      ...composer,
      destination: cloud,
      model: "gpt-5-mini",
      sendLabel: "Review…",
      usedTokens: 9204,
    },
  }),
  "with path rules": chatState({
    turns: [{ ...asked, chips: [staysHere] }],
    chips: [staysHere],
    composer: {
      ...composer,
      excluded: '.env is excluded by the rule "secrets/" (this project\'s .drawbridge/policy.json).',
    },
  }),
  "a file that stays here beside a cloud": chatState({
    turns: [asked],
    chips: [staysHere],
    composer: {
      ...composer,
      destination: {
        ...cloud,
        icon: "warning",
        label: "api.openai.com · not with rates.ts",
        cloud: false,
      },
      model: "gpt-5-mini",
      sendLabel: "Answer on this device",
      onDevice: true,
      problem: {
        sentence:
          'rates.ts stays on this device by the rule "rates.ts" (your settings). api.openai.com is elsewhere.',
        steps: [{ label: "Choose another model", action: "pickModel" }],
      },
    },
  }),
  "texts from everywhere": chatState({
    chips: [
      chip,
      { id: "changes", label: "Changes in sum.ts (staged)", title: "src/sum.ts", tokens: 120 },
      {
        id: "terminal:1",
        label: "Terminal: npm test",
        title: "npm test",
        tokens: 9400,
        cut: "last 300 of 1,204 lines",
      },
      {
        id: "pasted:1",
        label: "Pasted text, 12 lines",
        title: "Pasted into the message box",
        tokens: 96,
        isPasted: true,
      },
      { id: "codebase", label: "Codebase", title: "Code that fits your question is found when you send it" },
    ],
    composer: { ...composer, leftOut: "The command wrote a lot: the last 300 of 1,204 lines go along." },
  }),
  "a picture for a model that sees": chatState({
    chips: [chip, picture],
    composer: { ...composer, sight: `Nothing tells whether ${model} can see pictures. It may refuse this.` },
  }),
  "a picture for a blind model": chatState({
    turns: [{ ...asked, chips: [picture] }],
    chips: [chip, picture],
    composer: {
      ...composer,
      problem: {
        sentence: `${model} cannot see pictures.`,
        steps: [
          { label: "Choose another model", action: "pickModel" },
          { label: "Remove the picture", action: "removePictures" },
        ],
      },
    },
  }),
  "with rules of the project": chatState({
    turns: [asked],
    composer: { ...composer, rules: [agentsRules] },
  }),
  "with many rules": chatState({
    turns: [asked],
    composer: {
      ...composer,
      rules: [agentsRules, { ...staysHere, id: "house", label: "house-style.md:4–60" }, longRules],
      rulesLeftOut: "CLAUDE.md leads out of its folder and is not read. There is no room for more.md.",
    },
  }),
  "nothing to attach": chatState({
    turns: [{ ...asked, answer: { ...asked.answer, note: "The answer reached the model's limit." } }],
    chips: [],
    composer: {
      destination: onDevice,
      model,
      sendLabel: "Send",
      usedTokens: 6012,
      contextTokens: 8192,
      leftOutTurns: 2,
      noRoomFor: ["“Why does it fail?” and its answer", "sum.ts, beside “And now?”"],
      summary: {
        isRunning: false,
        problem: "The model wrote no summary that could stand for the earlier messages.",
      },
      excluded: "The selection is too large to attach.",
    },
  }),
  "a summary": chatState({
    turns: [
      {
        ...asked,
        summary: { text: "You asked why sum() returns NaN for an empty list.", model, measured: measured() },
      },
      turn("turn-2", "And now?", { text: "Now it returns 0.", measured: measured() }),
    ],
    composer: {
      ...composer,
      summary: { isRunning: true },
      notice: {
        sentence: "smollm2:135m is very small (134.52M parameters): it often gets code wrong.",
        steps: [{ label: "Choose another model", action: "pickModel" }],
      },
    },
  }),
  "busy with the cloud": chatState({
    turns: [
      {
        ...asked,
        answer: { text: half, status: "streaming", model: "gpt-5-mini", measured: measured(cloud) },
      },
    ],
    composer: { ...composer, destination: cloud, model: "gpt-5-mini" },
    busy: true,
  }),
  "long code": chatState({
    turns: [
      turn("turn-1", "Write it out.", {
        text: `Here it is:\n\n\`\`\`ts src/a/rather/deep/folder/with/a/veryLongFileNameThatDoesNotFit.ts\nexport async function all(): Promise<void> {\n${longCode}\n}\n\`\`\`\n\nThat is all of it.`,
        measured: measured(),
      }),
    ],
  }),
  "every block": chatState({
    turns: [
      turn("turn-1", "Show me everything.", {
        text: [
          "# Heading one\n\n## Heading two\n\n### Heading three\n\nText with **bold**, _emphasis_, ~~gone~~, `code` and [a link](https://example.com/page).",
          "1. one\n2. two\n   - nested\n   - more\n\n- [x] done\n- [ ] to do",
          "> A quote\n> over two lines",
          "| name | value |\n|:--|--:|\n| first | 1 |\n| second | 22 |",
          "```diff\n- old line\n+ new line\n```",
          '```python\n# greet somebody\ndef greet(name: str = "you") -> None:\n    print(f"hello {name}", 42, True)\n```',
          "---",
          "<details>raw HTML is text</details>\n\n![a picture](https://example.com/p.png)",
        ].join("\n\n"),
        measured: measured(),
      }),
    ],
  }),
  "many turns": manyTurns(60),
  "read-only": chatState({
    turns: [asked],
    readOnly: "This conversation was written by a newer Drawbridge and can only be read.",
  }),
};
