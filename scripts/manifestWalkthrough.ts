import { walkthroughId, type CommandId } from "../src/vscode/commandTable.ts";

/** A step of the walkthrough: what it says, its picture, its buttons, and what ticks it off. */
type WalkthroughStep = {
  readonly id: string;
  readonly title: string;
  readonly text: readonly string[];
  /** File in media/walkthrough/ without its ending. */
  readonly picture: string;
  /** What the picture shows, for those who do not see it. */
  readonly altText: string;
  readonly buttons: readonly { readonly label: string; readonly command: CommandId }[];
  readonly completedBy: readonly (
    `onCommand:${CommandId}` | `onContext:${string}` | "onView:drawbridge.chat"
  )[];
};

const steps: readonly WalkthroughStep[] = [
  {
    id: "model",
    title: "A model on your machine",
    text: [
      "Drawbridge answers with a model that runs on your own machine, by default one of Ollama's. The chat looks at what you have and says the one thing that is missing: Ollama itself, its start, or a model.",
      "No account, and once there is a model no network either.",
    ],
    picture: "model",
    altText: "A laptop with a chip and a lock on its screen: the model runs here.",
    buttons: [{ label: "See what is there", command: "drawbridge.openChat" }],
    completedBy: ["onContext:drawbridge.modelReady"],
  },
  {
    id: "whereItGoes",
    title: "See where your text goes",
    text: [
      "The status bar always says where your next text would go, and while something is under way where it was measured to go. A lock means this machine.",
      "A click on it shows the four modes; hovering shows who set the mode, and the last send.",
    ],
    picture: "whereItGoes",
    altText: "The editor's status bar: a lock and the words On device, where your next text would go.",
    buttons: [{ label: "Show the modes", command: "drawbridge.changeMode" }],
    completedBy: ["onCommand:drawbridge.changeMode"],
  },
  {
    id: "ask",
    title: "Ask about your code",
    text: [
      "Ask in the side panel. The file or selection you are in goes along as a chip; above the message box you see where it will go, and under each answer where it went.",
    ],
    picture: "ask",
    altText: "The side panel beside the code: a question, its answer, and below it On device.",
    buttons: [{ label: "Ask something", command: "drawbridge.openChat" }],
    completedBy: ["onView:drawbridge.chat", "onCommand:drawbridge.openChat"],
  },
  {
    id: "complete",
    title: "Let it complete while you type",
    text: [
      "Stop typing in a line and the rest of it appears in grey; Tab takes it. It needs a model that can fill in code, which may be another than the one you chat with.",
      "Ctrl+Right (Cmd+Right) takes only the next word. When nothing appears, the status bar says why, and what to do.",
    ],
    picture: "complete",
    altText: "Code with its continuation in grey, and the Tab key that takes it.",
    buttons: [
      { label: "Choose a model for it", command: "drawbridge.chooseCompletionModel" },
      { label: "Why is there no suggestion?", command: "drawbridge.completionDoctor" },
    ],
    completedBy: ["onCommand:drawbridge.chooseCompletionModel", "onContext:drawbridge.hasCompleted"],
  },
  {
    id: "bridge",
    title: "Lower the bridge only if you want to",
    text: [
      'Nothing goes to a cloud before you lower the bridge for this workspace. In the mode "Ask before cloud" you read each message before it goes.',
      "The ledger lists every request, also those that were refused.",
    ],
    picture: "bridge",
    altText: "A raised drawbridge between your code and a cloud, and above the water the ledger.",
    buttons: [
      { label: "Open the ledger", command: "drawbridge.openLedger" },
      { label: "Change the mode", command: "drawbridge.changeMode" },
    ],
    completedBy: ["onCommand:drawbridge.openLedger"],
  },
];

/** `contributes.walkthroughs` of package.json. */
export function manifestWalkthroughs(): readonly object[] {
  return [
    {
      id: walkthroughId,
      title: "Get Started with Drawbridge",
      description: "A model on your own machine, and a bridge that you lower yourself.",
      icon: "media/icons/drawbridge.svg",
      steps: steps.map(({ id, title, text, picture, altText, buttons, completedBy }) => ({
        id,
        title,
        description: [...text, ...buttons.map(({ label, command }) => `[${label}](command:${command})`)].join(
          "\n",
        ),
        media: { svg: `media/walkthrough/${picture}.svg`, altText },
        completionEvents: completedBy,
      })),
    },
  ];
}
