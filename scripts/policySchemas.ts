import { toJSONSchema } from "zod/mini";
import { policyFileSchemas, type PolicyAuthor } from "../src/settings/policyFile.ts";

/** The JSON schemas of policy files, by their path from the project root, made from what the parser reads by. */
export const policySchemas: {
  readonly [A in PolicyAuthor]: { readonly file: string; readonly schema: object };
} = {
  project: schemaOf("project", "What a project asks of Drawbridge. It can only make it stricter."),
  machine: schemaOf("machine", "What holds for Drawbridge on a machine. It can only make it stricter."),
};

function schemaOf(author: PolicyAuthor, description: string): { file: string; schema: object } {
  const schema = toJSONSchema(policyFileSchemas[author], { target: "draft-7" });
  return { file: `schemas/${author}-policy.json`, schema: { ...schema, description } };
}
