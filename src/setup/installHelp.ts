import { say } from "../terms/words.ts";

/** How Ollama is installed on one system. */
export type InstallHelp = {
  /** Its maker's page for the system. */
  readonly page: string;
  /** A command for a terminal, where the maker's page begins with one. */
  readonly command?: string;
  /** What the command or the page does, in sentences. */
  readonly note: string;
};

/**
 * What ollama.com/download shows for a system. It has commands for macOS and Windows as well; there its page is the way,
 * whose installer is an application like any other. The command is the one that scripts/install.sh of Ollama is for.
 */
export function installHelp(platform: NodeJS.Platform): InstallHelp {
  if (platform === "darwin")
    return {
      page: "https://ollama.com/download/mac",
      note: say("Its page has an application to download. No account is needed."),
    };
  if (platform === "win32")
    return {
      page: "https://ollama.com/download/windows",
      note: say("Its page has an installer. No account is needed."),
    };
  return {
    page: "https://ollama.com/download/linux",
    command: "curl -fsSL https://ollama.com/install.sh | sh",
    note: say(
      "This command fetches its installer from ollama.com and runs it. The page has other ways. No account is needed.",
    ),
  };
}
