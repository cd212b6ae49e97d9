/**
 * Takes over the editor's language. Imported before everything else, since other modules hold sentences in tables: the
 * editor has read the translations of an extension before it loads its first module.
 */
import * as vscode from "vscode";
import { useWords } from "../terms/words.ts";

const { bundle } = vscode.l10n;

useWords(bundle === undefined ? undefined : { language: vscode.env.language, sentences: bundle });
