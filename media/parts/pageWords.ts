/** Takes over the language that the host wrote into the page; imported before everything else. */
import { parsePageWords } from "../../src/protocol/pageWords.ts";
import { useWords } from "../../src/terms/words.ts";

useWords(parsePageWords(document.querySelector("#words")?.textContent));
