import { mutationsOf, testIn } from "./mutation.ts";

const engine = (title: string) => testIn("unit/completion/engine", title);
const requests = (title: string) => testIn("unit/completion/requests", title);
const ahead = (title: string) => testIn("unit/completion/lookAhead", title);
const opened = (title: string) => testIn("unit/vscode/openCompletion", title);

/** Guards of what completion reads and asks. */
export const completionMutations = [
  ...mutationsOf("src/completion/engine.ts", [
    {
      name: "No document is read for completion that is excluded",
      holds: ["R20", "Completion asks nothing where you do not want it"],
      find: `if (verdict.kind === "never") return`,
      replace: `if (verdict.kind === undefined) return`,
      test: engine("neither reads nor sends an excluded document, whoever asks"),
    },
    {
      name: "No document is read for completion that is off",
      holds: ["Completion asks nothing where you do not want it"],
      find: "    if (off !== undefined) return err(off);\n",
      replace: "",
      test: opened("asks nothing, reads nothing, and says so"),
    },
  ]),
  ...mutationsOf("src/completion/requests.ts", [
    {
      name: "Completion starts no request where it was switched off meanwhile",
      holds: ["Completion asks nothing where you do not want it"],
      find: " || this.#parts.whyOff(plan.snapshot) !== undefined",
      replace: "",
      test: engine("while typing settles, sends nothing any more"),
    },
    {
      name: "Completion starts no request when its window is gone",
      holds: ["Completion asks nothing where you do not want it"],
      find: "this.#isOver || ",
      replace: "",
      test: engine("and gone with the window, sends nothing any more"),
    },
    {
      name: "Completion never asks in a person's name",
      holds: ["R7", "Completion asks nothing where you do not want it"],
      find: `trigger: "automatic",`,
      replace: `trigger: manual ? "person" : "automatic",`,
      test: engine("never asks in a person's name, not even for a key that a person pressed"),
    },
    {
      name: "What completion asks unasked is bound to the user's own network",
      holds: ["Completion asks nothing where you do not want it"],
      find: "      ...(noFartherThan && { noFartherThan }),\n",
      replace: "",
      test: requests("asks as nobody, and bounds what nobody asked for yet"),
    },
    {
      name: "Completion takes no cloud for near",
      holds: ["Completion asks nothing where you do not want it"],
      find: "return reach === undefined || !isFarther(outlook.value.destination, reach);",
      replace: "return true;",
      test: engine("goes to no cloud either that was chosen while the suggestion was read"),
    },
    {
      name: "What was only looked at is read on this device alone",
      holds: ["Completion asks nothing where you do not want it"],
      find: "return isOnlySeen === true ? here : nearby;",
      replace: "return nearby;",
      test: engine("reads a document that was only looked at on this device, and nowhere else"),
    },
    {
      name: "Completion asks nothing unasked that the gate would refuse",
      holds: ["Completion asks nothing where you do not want it", "paused"],
      find: " || outlook.value.refusal !== undefined",
      replace: "",
      test: engine(
        "asks nothing of a cloud, in eco, of a model that keeps nothing, or where the gate would refuse",
      ),
    },
    {
      name: "Completion names every file that its prompt is made of",
      holds: ["R20", "Completion asks nothing where you do not want it"],
      find: ", ...context.map(({ source }) => source)]",
      replace: "]",
      test: requests("names every file whose text may be in the prompt, so that each is judged"),
    },
    {
      name: "A file that may not go leaves the prompts of completion for good",
      holds: ["R20", "Completion asks nothing where you do not want it"],
      find: "context.filter(({ source }) => !limits.withheld(source))",
      replace: "context",
      test: requests("leaves the prompt with its file's permission, and does not come back by itself"),
    },
    {
      name: "A secret that was taken out of a document is not sent from memory",
      holds: ["Completion asks nothing where you do not want it"],
      find: `if (failure?.kind === "secretFound")`,
      replace: "if (false)",
      test: requests("sends what was taken out of a document because of a secret no more"),
    },
  ]),
  ...mutationsOf("src/completion/lookAhead.ts", [
    {
      name: "What follows a suggestion is asked for nowhere but near",
      holds: ["Completion asks nothing where you do not want it"],
      find: " || !requests.mayReach(spot)",
      replace: "",
      test: ahead("asks nothing where it would leave the user's own network"),
    },
    {
      name: "No prompt is read beforehand anywhere but near",
      holds: ["Completion asks nothing where you do not want it"],
      find: " || !requests.mayReach(spot)",
      replace: "",
      test: ahead("has nothing read where it would leave the user's own network"),
    },
  ]),
  ...mutationsOf("src/completion/holds.ts", [
    {
      name: "A pause is one line in the ledger, however many keys are pressed",
      holds: ["Completion asks nothing where you do not want it"],
      find: `  "paused",\n`,
      replace: "",
      test: testIn(
        "integration/completion",
        "is no request at all while everything is paused, and one line in the ledger",
      ),
    },
  ]),
  ...mutationsOf("src/prompt/completionDraft.ts", [
    {
      name: "No code of a file is in a completion's prompt that may not go where it leads",
      holds: ["R20", "Completion asks nothing where you do not want it"],
      find: ".filter(({ source }) => !limits.withheld(source))",
      replace: "",
      test: testIn("unit/prompt/completionDraft", "leaves out what may not go where the route leads"),
    },
  ]),
  ...mutationsOf("src/vscode/openCompletion.ts", [
    {
      name: "Quiet ends what completion has on its way",
      holds: ["Completion asks nothing where you do not want it"],
      find: "    if (now !== undefined) engine.stop();\n",
      replace: "",
      test: opened("for a while, asks nothing until that is over, and ends what is on its way"),
    },
  ]),
  ...mutationsOf("src/vscode/inlineCompletion.ts", [
    {
      name: "Completion is for code only",
      holds: ["Completion asks nothing where you do not want it"],
      find: "codeSchemes.map(",
      replace: `[...codeSchemes, "vscode-scm", "output"].map(`,
      test: testIn(
        "unit/vscode/inlineCompletion",
        "is for code only: not for the chat's input, the commit box, the output, or a search",
      ),
    },
  ]),
];
