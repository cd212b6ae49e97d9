import type { SetUpView, Step } from "../protocol/messages.ts";
import { step } from "../sending/explain.ts";
import { installHelp } from "./installHelp.ts";
import type { MachineState } from "./machineState.ts";
import { sizeWords } from "../base/sizeWords.ts";
import { say } from "../terms/words.ts";

/** On which machine Drawbridge looks: `here` is the one before the user. */
export type MachinePlace = "here" | "wsl" | "ssh" | "container" | "elsewhere";

/** The machine in the words of a sentence that goes on before it: "… was not found in the usual places" … */
const places: { readonly [P in MachinePlace]: string } = {
  here: say("on this machine"),
  wsl: say("in this Linux subsystem (WSL)"),
  ssh: say("on the machine that this window is connected to over SSH"),
  container: say("in the container that this window is connected to"),
  elsewhere: say("on the machine that this window is connected to"),
};

/** The kinds of remote connection that the editor and its makers' extensions have, by how their names begin. */
const remotes: readonly (readonly [begin: string, place: MachinePlace])[] = [
  ["wsl", "wsl"],
  ["ssh-remote", "ssh"],
  ["dev-container", "container"],
  ["attached-container", "container"],
  ["codespaces", "container"],
];

/** Which machine a window's remote kind means; `undefined`: the extension runs before the user. */
export function machinePlace(remote: string | undefined): MachinePlace {
  if (remote === undefined) return "here";
  return remotes.find(([begin]) => remote.startsWith(begin))?.[1] ?? "elsewhere";
}

/** Where Drawbridge looks, and what kind of system that is. */
export type Machine = { readonly place: MachinePlace; readonly platform: NodeJS.Platform };

const lookAgain: Step = { label: say("Look again"), action: "retry" };
const another = step("addProvider");

/** What the machine has and the ways to a model that answers, in words. Pure. */
export function setUpView(state: MachineState, { place, platform }: Machine): SetUpView {
  switch (state.kind) {
    case "notFound": {
      const { command, note } = installHelp(platform);
      return {
        found: say("Ollama does not answer and was not found in the usual places {0}.", places[place]),
        detail: note,
        ...(command !== undefined && { command }),
        steps: [step("openInstallPage"), another, lookAgain],
      };
    }
    case "stopped":
      return stoppedView(state, place);
    case "starting":
      return state.late
        ? {
            found: say("Ollama does not answer yet. Its terminal may say why."),
            steps: [lookAgain, step("startServer"), another],
          }
        : { found: say("Ollama is starting in its terminal."), steps: [lookAgain] };
    case "noModel":
      return noModelView(state);
  }
}

function stoppedView(
  { service }: Extract<MachineState, { kind: "stopped" }>,
  place: MachinePlace,
): SetUpView {
  const ways: readonly Step[] = [{ label: say("Start Ollama"), action: "startHere" }, another, lookAgain];
  const found = say("Ollama is installed {0}, and is not running.", places[place]);
  const cloudOff = say("with its own cloud features off (OLLAMA_NO_CLOUD=1)");
  if (!service)
    return { found, detail: say("It starts in a terminal that you can see, {0}.", cloudOff), steps: ways };
  return {
    found,
    detail: say(
      "The button starts it in a terminal, {0}. It was installed as a service, whose models are its own; this command starts the service:",
      cloudOff,
    ),
    command: "sudo systemctl start ollama",
    steps: ways,
  };
}

function noModelView({ version, suggested }: Extract<MachineState, { kind: "noModel" }>): SetUpView {
  const { name, bytes, goodFor, fits } = suggested;
  return {
    found:
      version === undefined
        ? say("Ollama is running and has no model to chat with.")
        : say("Ollama {0} is running and has no model to chat with.", version),
    detail: fits
      ? say("{0} fits this machine's memory: {1}. Ollama downloads it from its own registry.", name, goodFor)
      : say("{0} is one of the smallest: {1}. Ollama downloads it from its own registry.", name, goodFor),
    steps: [{ label: say("Get {0} ({1})", name, sizeWords(bytes)), action: "pullModel" }, another, lookAgain],
  };
}
