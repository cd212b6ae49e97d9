/**
 * Words that names of published models are made of, lower case: families, what a model is for, and how it was made. Not
 * every family there is; one that is missing here is left out of a report, which is the safe side.
 */
const publicWords = new Set(
  (
    "alpaca aya bge bloom c4ai claude co codegemma codegeex codellama codeqwen codestral cogito command coder codex cohere " +
    "dbrx deepseek devstral embed embedding embeddinggemma exaone falcon flash gemini gemma glm gpt granite grok haiku " +
    "hermes hf huggingfacetb instruct instruction it internlm janus jamba kimi latest lfm lite llama llava local magistral " +
    "math max meta microsoft minicpm minilm ministral mini mistral mistralai mixtral moe mxbai nano nemo nemotron nomic " +
    "nvidia octocoder olmo open openai opus oss phi pixtral preview pro qat qwen qwq r1 reasoning refact sonnet small smol " +
    "smollm solar stable stablelm starcoder text thinking tiny tinyllama tulu turbo unsloth v vicuna vision vl wizard wizardcoder " +
    "yi zephyr base chat code completions cloud fast large medium micro air exp high low xl xs gguf bin awq gptq mlx int4 int8 fp8 fp16 " +
    "bf16 f16 f32 k m s l nl xxs ud mxfp4 iq a b e ai google deepmind ibm bartowski thebloke ggml org lmstudio community sft dpo rl distill"
  ).split(" "),
);

/** A version, a number of weights or a quantisation: `2.5`, `1.5b`, `q4`, `a22b`, `8x7b`. */
const number = /^(?:v|q|iq|r|o|a|e|f|fp|bf|int)?\d{1,4}(?:\.\d{1,3})?(?:x\d{1,3})?[bmkot]?$/;

/** A word with its version right behind it: `qwen2.5`, `smollm2`, `llama3.1`. */
const versioned = /^(?<word>[a-z]+?)(?<version>\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?)$/;

function isPublic(part: string): boolean {
  const lower = part.toLowerCase();
  if (publicWords.has(lower) || number.test(lower)) return true;
  return publicWords.has(versioned.exec(lower)?.groups?.["word"] ?? "");
}

/**
 * A model's name for eyes that are not the user's: whatever is not a word that published models are called by is left out,
 * since a name can hold a project's, a person's or a folder's. `…` stands where something was left out.
 */
export function publicModelName(name: string): string {
  // A path is nobody's business, whatever its folders are called.
  const file =
    /[\\/]/.test(name) && /^(?:[a-z]:)?[\\/~.]/i.test(name) ? (name.split(/[\\/]/).at(-1) ?? "") : name;
  const shown = file
    .slice(0, 200)
    .replace(/[^\s\-_:/@.]+(?:\.\d+[^\s\-_:/@.]*)*/g, (part) => (isPublic(part) ? part : "…"));
  const plain = shown.replace(/[^\w.:/@…-]/g, "…").replace(/…(?:[-_:/@.…]*…)+/g, "…");
  // A number behind what was left out belongs to it, and one that belongs to no family could be anybody's.
  const named = plain.replace(/…(?:[-_/@.]+\d+(?![\w]))+/g, "…");
  return named === "" || /[a-z]/i.test(named) ? named : "…";
}
