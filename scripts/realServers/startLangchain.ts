import { join } from "node:path";
import type { Say } from "../engine/install.ts";
import { projectRoot } from "../tool.ts";
import { pythonEnvironment } from "./pythonEnvironment.ts";
import { startPythonServer, type RealServer } from "./startPythonServer.ts";

const recipe = join(projectRoot, "docs", "recipes", "langchain");

/** Installs what the application of the recipe needs unless it is there; returns the `python` to run it with. */
export async function installLangchain(say: Say): Promise<string> {
  const requirements = join(recipe, "requirements.txt");
  return pythonEnvironment(
    { name: "langchain", requirements, module: "langchain_ollama, starlette, uvicorn" },
    say,
  );
}

/** Starts the application of the LangChain recipe in front of a server that speaks Ollama's API. */
export async function startLangchain(behind: {
  readonly url: string;
  readonly model: string;
}): Promise<RealServer> {
  return startPythonServer({
    label: "House assistant",
    model: "house-assistant",
    python: await installLangchain(() => undefined),
    args: ["-m", "uvicorn", "app:app", "--host", "127.0.0.1", "--port", "0"],
    cwd: recipe,
    env: { MODEL_URL: behind.url, MODEL_NAME: behind.model },
  });
}
