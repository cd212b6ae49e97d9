import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import { shownName } from "../base/shownName.ts";
import type { StepAction } from "../protocol/messages.ts";
import type { KnownModel } from "../routing/knownServer.ts";
import type { OpenSending } from "../sending/openSending.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { changeModel } from "../setup/changeModel.ts";
import { InfillVerdicts } from "../setup/infillVerdicts.ts";
import { fetchModel, type Fetched } from "../setup/fetchModel.ts";
import { modelOffer } from "../setup/modelOffer.ts";
import { ModelPins, movedSentence, type MovedTag } from "../setup/modelPins.ts";
import { ownedModels, type OwnedModel } from "../setup/ownedModels.ts";
import { isHere } from "../setup/pullChoices.ts";
import { triedWords } from "../setup/triedWords.ts";
import { UnfinishedPulls, type StorePort } from "../setup/unfinishedPulls.ts";
import { isSameModel, type ModelRef } from "../terms/modelRef.ts";
import { picksFrom, roamingTasks, type PickedTask } from "../terms/task.ts";
import { machineDisk } from "./diskPort.ts";
import { chooseAction, chooseOwnedModel, type ModelAction, type Way } from "./manageModels.ts";
import { showModelHelp } from "./modelHelp.ts";
import { pickModel, type ModelPickerParts, type PickedOnce } from "./modelPicker.ts";
import { tellInfill } from "./tellInfill.ts";
import { askModal, chooseModelToPull, followLoad, pullPerson } from "./pullDialog.ts";
import { say } from "../terms/words.ts";

/** What the desk calls that is set up elsewhere. */
export type ModelDeskParts = OpenSending & {
  /** The editor's store outside every repository. */
  readonly privateStore: StorePort;
  /** A step that is not about models. */
  readonly onStep: (action: StepAction) => unknown;
  readonly startServer: (provider: ProviderConfig) => unknown;
  /** The user wants to confirm a server; `true`: they did. */
  readonly confirmServer: (provider: ProviderConfig) => Promise<boolean>;
  /** The user has picked a model for a task; absent: let it be chosen automatically. */
  readonly onPicked: (task: PickedTask, ref: ModelRef | undefined) => Promise<unknown>;
};

/** Everything about models that a person opens by hand; made anew for each use. */
export class ModelDesk {
  readonly #parts: ModelDeskParts;
  readonly #pins: ModelPins;
  readonly #unfinished: UnfinishedPulls;
  readonly #verdicts: InfillVerdicts;

  constructor(parts: ModelDeskParts) {
    this.#parts = parts;
    this.#pins = new ModelPins(parts.privateStore);
    this.#verdicts = new InfillVerdicts(parts.privateStore);
    this.#unfinished = new UnfinishedPulls({ store: parts.privateStore, pid: process.pid, isAlive });
  }

  /** Lets the user pick the model for a task, and remembers what it is; one for completion is tried. */
  async pick(task: PickedTask): Promise<void> {
    const parts = this.#parts;
    const verdicts = this.#verdicts;
    const verdictOn = (model: KnownModel): string | undefined => triedWords(model, verdicts);
    let picked: ModelRef | undefined;
    await pickModel(task, {
      ...this.#picker(),
      offer: (wanted, provider) =>
        modelOffer(wanted, provider, wanted === "completion" ? { ...parts, verdictOn } : parts),
      onPicked: async (wanted, ref) => {
        if (ref !== undefined) await this.#pins.pin(ref, this.#digestOf(ref));
        await parts.onPicked(wanted, ref);
        picked = ref;
      },
    });
    if (task === "completion" && picked !== undefined)
      await tellInfill(picked, {
        ...parts,
        verdicts,
        onPull: async ({ provider: id, model }) => {
          const provider = this.#servers().find((each) => each.id === id);
          if (provider !== undefined) await this.#fetch(provider, model, task);
        },
        onPickAnother: () => this.pick(task),
      });
  }

  /** Lets the user pick a model of chat's for one answer; `undefined`: they left it. */
  async pickOnce(): Promise<PickedOnce | undefined> {
    let picked: PickedOnce | undefined;
    await pickModel("chat", {
      ...this.#picker(),
      onlyOnce: true,
      onPicked: (_task, model) => {
        picked = model === undefined ? {} : { model };
        return Promise.resolve();
      },
    });
    return picked;
  }

  #picker(): Omit<ModelPickerParts, "onPicked"> {
    const parts = this.#parts;
    return {
      providers: parts.parts.providers,
      offer: (task, provider) => modelOffer(task, provider, parts),
      onStep: (action, provider, task) => {
        if (action === "getModel") return this.help(provider, task);
        return action === "startServer" ? parts.startServer(provider) : parts.onStep(action);
      },
      onChangeMode: () => parts.onStep("changeMode"),
      onConfirm: parts.confirmServer,
    };
  }

  /** Says how a server comes to have a model for a task. */
  help(provider: ProviderConfig, task: PickedTask): Promise<void> {
    return showModelHelp(provider, task);
  }

  /** Has a server fetch a model; without a provider or a name the user chooses. What is asked is asked in dialogs. */
  async pull(wanted?: ProviderConfig, name?: string): Promise<void> {
    const provider = wanted ?? (await this.#chooseServer());
    if (provider === undefined) return;
    const { servers } = this.#parts;
    const model =
      name ?? (await chooseModelToPull(provider, await servers.look(provider, "person"), isHere(provider)));
    if (model !== undefined) await this.#fetch(provider, model);
  }

  /** Lists the models of every server that can be told about them, and does what the user chooses. */
  async manage(): Promise<void> {
    for (;;) {
      const lists = await Promise.all(
        this.#servers().map((provider) => ownedModels(provider, this.#parts, this.#pins)),
      );
      const chosen = await chooseOwnedModel(lists);
      if (chosen === undefined) return;
      if (chosen === "pull") return this.pull();
      if (!("model" in chosen)) {
        if (!(await this.#goOn(chosen))) return;
        continue;
      }
      const action = await chooseAction(chosen);
      if (action !== undefined) await this.#act(action, chosen);
    }
  }

  /** Does what can be done at a server that lists nothing; `true`: its list is wanted again. */
  async #goOn({ provider, action }: Way): Promise<boolean> {
    if (action === undefined || action === "retry") return true;
    if (action === "confirmDestination") return this.#parts.confirmServer(provider);
    if (action === "startServer") await this.#parts.startServer(provider);
    else await this.#parts.onStep(action);
    return false;
  }

  /** Offers to go on with what a window that was closed left unfinished; each until it was answered. */
  async offerUnfinished(): Promise<void> {
    for (const ref of await this.#unfinished.left()) {
      if (!this.#unfinished.isLeft(ref)) continue;
      const provider = this.#servers().find(({ id }) => id === ref.provider);
      const goesOn = provider !== undefined && (await askToGoOn(provider, ref.model));
      // Another window may have gone on with it meanwhile.
      if (!this.#unfinished.isLeft(ref)) continue;
      await this.#unfinished.end(ref);
      if (goesOn) await this.#fetch(provider, ref.model);
    }
  }

  /** Tells that a tag stands for other weights than it did when it was picked. Nothing is blocked by that. */
  async tellMoved(moved: MovedTag): Promise<void> {
    const sentence = messageText(movedSentence(moved));
    const task = this.#taskOf(moved.ref);
    if (task === undefined) {
      // Nobody uses it any more: it was told once, and is not told in every window from now on.
      await this.#pins.unpin(moved.ref);
      await vscode.window.showWarningMessage(sentence);
      return;
    }
    const [keep, other] = [say("Keep Using It"), say("Choose Another Model")];
    const answer = await vscode.window.showWarningMessage(sentence, keep, other);
    if (answer === keep) await this.#pins.pin(moved.ref, moved.to);
    if (answer === other) await this.pick(task);
  }

  /** What is picked for the first task that a model was chosen for, also as one to fall back to. */
  #taskOf(ref: ModelRef): PickedTask | undefined {
    const { chosen, alternatives } = this.#parts.parts;
    const found = roamingTasks.find((task) =>
      [chosen(task), ...alternatives(task)].some((each) => each !== undefined && isSameModel(each, ref)),
    );
    return found && picksFrom(found);
  }

  async #fetch(provider: ProviderConfig, model: string, task: PickedTask = "chat"): Promise<void> {
    const outcome = await fetchModel(provider, model, {
      ...this.#parts,
      person: pullPerson,
      disk: machineDisk,
      unfinished: this.#unfinished,
    });
    if (outcome.kind !== "done") return this.#tell(outcome, () => this.#fetch(provider, model, task));
    const choose = task === "chat" ? say("Choose Chat Model") : say("Choose Completion Model");
    const answer = await vscode.window.showInformationMessage(
      messageText(say("{0} has {1} now.", provider.label, model)),
      choose,
    );
    if (answer === choose) await this.pick(task);
  }

  async #act(action: ModelAction, owned: OwnedModel): Promise<void> {
    const { provider, model } = owned;
    const ref = { provider: provider.id, model: model.name };
    if (action === "pin") return this.#pins.pin(ref, model.digest);
    if (action === "unpin") return this.#pins.unpin(ref);
    if (action === "update") return this.#fetch(provider, model.name);
    const change = (signal: AbortSignal) =>
      changeModel(action, [provider, model], { ...this.#parts, ask: askModal, signal });
    const at = `${provider.label}: ${model.name}`;
    const outcome =
      action === "load"
        ? await followLoad(say("Loading {0} at {1}", model.name, provider.label), change)
        : await vscode.window.withProgress(
            { location: vscode.ProgressLocation.Window, title: shownName(at) },
            () => change(new AbortController().signal),
          );
    await this.#tell(outcome, () => this.#act(action, owned));
  }

  /** Says why something was not done, with the ways on. */
  async #tell(outcome: Fetched, again: () => Promise<void>): Promise<void> {
    if (outcome.kind !== "failed") return;
    const { sentence: why, steps } = outcome;
    const answer = await vscode.window.showWarningMessage(
      messageText(why),
      ...steps.map(({ label }) => label),
    );
    const step = steps.find(({ label }) => label === answer);
    if (step?.action === "retry") await again();
    else if (step !== undefined) await this.#parts.onStep(step.action);
  }

  /** The servers that can be told about their models. */
  #servers(): readonly ProviderConfig[] {
    return this.#parts.parts.providers().filter(({ kind }) => kind === "ollama");
  }

  async #chooseServer(): Promise<ProviderConfig | undefined> {
    const servers = this.#servers();
    if (servers.length <= 1) return servers[0];
    const rows = servers.map((provider) => ({
      label: shownName(provider.label),
      description: shownName(provider.url),
      provider,
    }));
    const picked = await vscode.window.showQuickPick(rows, { title: say("Pull a model with which server?") });
    return picked?.provider;
  }

  #digestOf({ provider: id, model }: ModelRef): string | undefined {
    const provider = this.#servers().find((each) => each.id === id);
    const server = provider && this.#parts.servers.known(provider);
    return server?.kind === "up" ? server.models.find(({ name }) => name === model)?.digest : undefined;
  }
}

/** Asks whether a pull that a closed window left shall go on; `true`: yes. */
async function askToGoOn({ label }: ProviderConfig, model: string): Promise<boolean> {
  const goOn = say("Go On");
  const sentence = say("{0} was pulling {1} when a window was closed. It keeps what it has.", label, model);
  return (await vscode.window.showInformationMessage(messageText(sentence), goOn)) === goOn;
}

/** Whether a process of this machine is still there; one of another user counts. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
