import assert from "node:assert/strict";
import type { CaptureLine } from "../../scripts/proof/captureLog.ts";
import type { PlannedStep } from "../../scripts/proof/step.ts";
import { judge } from "../../scripts/proof/verdict.ts";
import { completeLog, markLine, packetLine, stepLines } from "./captureLines.ts";

const plan: readonly PlannedStep[] = [
  { name: "control", expects: [{ protocol: "tcp", address: "203.0.113.7", port: 443 }] },
  { name: "work" },
];
const caught = stepLines("control", "synV4", "synAckV4");
const quiet = stepLines("work");

type Judged = { readonly verdict: string; readonly failed: readonly string[] };

function judged(lines: readonly CaptureLine[], steps = plan): Judged {
  const { verdict, findings } = judge({ steps }, lines);
  const failed = findings.filter(({ ok }) => !ok).map(({ name, outcome }) => `${name}: ${outcome}`);
  return { verdict, failed };
}

const table: readonly (readonly [string, readonly CaptureLine[], Judged])[] = [
  [
    "is proved when the control was caught and the job was quiet",
    completeLog([...caught, ...quiet]),
    { verdict: "proved", failed: [] },
  ],
  [
    "is a leak when a step of the job made a contact",
    completeLog([...caught, ...stepLines("work", "dnsV4")]),
    { verdict: "leak", failed: ["work: LEFT THE DEVICE"] },
  ],
  [
    "is a leak when a contact fell between the steps",
    completeLog([...caught, packetLine("udpV6"), ...quiet]),
    {
      verdict: "leak",
      failed: ["no contact outside the steps: LEFT THE DEVICE: udp 2001:db8::7 port 999"],
    },
  ],
  [
    "is a leak when a contact hides behind a control",
    completeLog([...stepLines("control", "synV4", "udpV6"), ...quiet]),
    {
      verdict: "leak",
      failed: ["no contact outside the steps: LEFT THE DEVICE: udp 2001:db8::7 port 999"],
    },
  ],
  [
    "is a leak even when the control was missed too",
    completeLog([...stepLines("control"), ...stepLines("work", "synV6")]),
    { verdict: "leak", failed: ["control: NOT CAUGHT: tcp 203.0.113.7 port 443", "work: LEFT THE DEVICE"] },
  ],
  [
    "is void when the control was missed",
    completeLog([...stepLines("control"), ...quiet]),
    { verdict: "void", failed: ["control: NOT CAUGHT: tcp 203.0.113.7 port 443"] },
  ],
  [
    "is void when packets overran the catcher",
    completeLog([...caught, ...quiet], { dropped: 2 }),
    { verdict: "void", failed: ["the catcher saw every packet: 2 packets overran it"] },
  ],
  [
    "is void when the log is not what was counted",
    completeLog([...caught, ...quiet], { packets: 7 }),
    { verdict: "void", failed: ["the catcher saw every packet: it counted 7 packets and logged 6"] },
  ],
  [
    "is void when the log has no end",
    [...caught, ...quiet],
    {
      verdict: "void",
      failed: [
        "the job ran to its end: its end is not in the log",
        "the catcher saw every packet: its end is not in the log",
      ],
    },
  ],
  [
    "has failed when a step did not run",
    completeLog(caught),
    { verdict: "failed", failed: ["work: did not run from begin to end exactly once"] },
  ],
  [
    "has failed when a step did not end",
    completeLog([...caught, markLine({ edge: "begin", step: "work" })]),
    { verdict: "failed", failed: ["work: did not run from begin to end exactly once"] },
  ],
  [
    "has failed when a step ran twice",
    completeLog([...caught, ...quiet, ...quiet]),
    { verdict: "failed", failed: ["work: did not run from begin to end exactly once"] },
  ],
  [
    "has failed when a step went wrong",
    completeLog([
      ...caught,
      markLine({ edge: "begin", step: "work" }),
      markLine({ edge: "end", step: "work", error: "no answer" }),
    ]),
    { verdict: "failed", failed: ["work: no answer"] },
  ],
  [
    "has failed when a step measured nothing",
    completeLog([
      ...caught,
      markLine({ edge: "begin", step: "work" }),
      markLine({ edge: "end", step: "work", measured: {} }),
    ]),
    { verdict: "failed", failed: ["work: measured nothing"] },
  ],
  [
    "has failed when the job broke off",
    completeLog([...caught, ...quiet], { exit: 3 }),
    { verdict: "failed", failed: ["the job ran to its end: it ended with code 3"] },
  ],
  [
    "has failed when the job was ended",
    completeLog([...caught, ...quiet], { late: true }),
    { verdict: "failed", failed: ["the job ran to its end: it was ended because it took too long"] },
  ],
  [
    "has failed when the job left a process running",
    completeLog([...caught, ...quiet], { left: ["sleep 60"] }),
    { verdict: "failed", failed: ["the job ran to its end: it left a process running: sleep 60"] },
  ],
  [
    "has failed when a step ran that was not planned",
    completeLog([...caught, ...quiet, ...stepLines("more")]),
    { verdict: "failed", failed: ["the job ran to its end: it ran a step that is not in the plan: more"] },
  ],
];

describe("The verdict", () => {
  for (const [sentence, lines, expected] of table) {
    it(sentence, () => {
      assert.deepEqual(judged(lines), expected);
    });
  }

  const reaches = [{ protocol: "udp", address: "2001:db8::7", port: 999 }];
  const control = plan[0] ?? assert.fail();
  const bridged: readonly (readonly [string, readonly PlannedStep[], readonly CaptureLine[], Judged])[] = [
    [
      "takes what a person allowed for no leak",
      [control, { name: "work", reaches }],
      [...caught, ...stepLines("work", "udpV6")],
      { verdict: "proved", failed: [] },
    ],
    [
      "is a leak when more was contacted than a person allowed",
      [control, { name: "work", reaches }],
      [...caught, ...stepLines("work", "udpV6", "synV6")],
      { verdict: "leak", failed: ["work: LEFT THE DEVICE"] },
    ],
    [
      "has failed when what was allowed was never reached",
      [control, { name: "work", reaches }],
      [...caught, ...quiet],
      { verdict: "failed", failed: ["work: NOT CAUGHT: udp 2001:db8::7 port 999"] },
    ],
    [
      "takes what the editor contacts without Drawbridge for no leak",
      [control, { name: "alone", baseline: true }, { name: "work" }],
      [...caught, ...stepLines("alone", "udpV6"), ...stepLines("work", "udpV6")],
      { verdict: "proved", failed: [] },
    ],
    [
      "is a leak when Drawbridge contacts what the editor alone does not",
      [control, { name: "alone", baseline: true }, { name: "work" }],
      [...caught, ...stepLines("alone", "udpV6"), ...stepLines("work", "synV6")],
      { verdict: "leak", failed: ["work: LEFT THE DEVICE"] },
    ],
    [
      "is a leak when a lying server made it contact anybody",
      [control, { name: "work", variant: true }],
      [...caught, ...stepLines("work", "synV6")],
      { verdict: "leak", failed: ["work: LEFT THE DEVICE"] },
    ],
  ];
  for (const [sentence, steps, lines, expected] of bridged) {
    it(sentence, () => {
      assert.deepEqual(judged(completeLog(lines), steps), expected);
    });
  }

  it("is a leak when a text that must stay was carried, and void when the one sent on purpose was not seen", () => {
    const lines = completeLog([...caught, ...quiet]);
    const told = (canaries: readonly string[], controlCanary: string): string =>
      judge({ steps: plan, canaries, controlCanary }, lines).verdict;
    assert.equal(told(["never said"], "never said either"), "void");
    const dns = completeLog([...stepLines("control", "synV4", "dnsV4"), ...quiet]);
    const words = "look-up-before";
    const steps = [
      { ...control, expects: [...(control.expects ?? []), { protocol: "dns" }] },
      { name: "work" },
    ];
    assert.equal(judge({ steps, canaries: [], controlCanary: words }, dns).verdict, "proved");
    assert.equal(judge({ steps, canaries: [words], controlCanary: words }, dns).verdict, "proved");
    assert.equal(judge({ steps, canaries: [words.slice(1)], controlCanary: words }, dns).verdict, "leak");
  });

  it("needs steps and controls", () => {
    for (const steps of [[], plan.slice(0, 1), plan.slice(1)]) {
      assert.throws(() => judge({ steps }, completeLog([])), /needs steps and controls/);
    }
  });

  it("misses a control when any part of what it expects is missing", () => {
    const expected = { protocol: "tcp", address: "203.0.113.7", port: 443 };
    const wrong = [
      { protocol: "udp" },
      { address: "203.0.113.8" },
      { port: 444 },
      { name: "server.example" },
    ];
    for (const part of wrong) {
      const steps = [{ name: "control", expects: [{ ...expected, ...part }] }, { name: "work" }];
      assert.match(judged(completeLog([...caught, ...quiet]), steps).failed[0] ?? "", /NOT CAUGHT/);
    }
  });

  it("does not take a control that expects nothing for caught", () => {
    const steps = [{ name: "control", expects: [] }, { name: "work" }];
    assert.equal(judged(completeLog([...stepLines("control"), ...quiet]), steps).verdict, "void");
  });
});
