/** Where Ollama listens unless told otherwise. */
export const ollamaAddress = "http://127.0.0.1:11434";

/** The version of the Ollama that answers on this machine; undefined when none does within a second. */
export async function ollamaHere(): Promise<string | undefined> {
  try {
    const options: RequestInit = { redirect: "error", signal: AbortSignal.timeout(1000) };
    const answer: unknown = await (await fetch(`${ollamaAddress}/api/version`, options)).json();
    const version = typeof answer === "object" && answer !== null && "version" in answer && answer.version;
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}
