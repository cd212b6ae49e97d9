import type { CaptureLine } from "../proof/captureLog.ts";
import { contactsOf, type Contact } from "../proof/contacts.ts";
import { contactText } from "../proof/verdict.ts";

/** A server of the fake internet. Only a TLS connection for its name to its address counts as reaching it. */
export type FakeHost = { readonly host: string; readonly address: string };

/** What was contacted off loopback, each once in words, and what is wrong with that. */
export type StepContacts = { readonly contacts: readonly string[]; readonly problem?: string };

/**
 * What a step contacted, or with no name what was contacted outside every step. It must be `reaches`, at least once, and
 * nothing else; without `reaches` nothing at all.
 */
export function stepContacts(
  lines: readonly CaptureLine[],
  name: string | undefined,
  reaches?: FakeHost,
): StepContacts {
  const own = contactsOf(lines).contacts.filter(({ step }) => step === name);
  const others = own.filter((contact) => reaches === undefined || !isContactWith(reaches, contact));
  const contacts = [...new Set(own.map(inWords))];
  if (others.length > 0) return { contacts, problem: `it contacted ${others.map(contactText).join("; ")}` };
  if (reaches !== undefined && own.length === 0)
    return { contacts, problem: `it never reached ${reaches.host}` };
  return { contacts };
}

function isContactWith({ host, address }: FakeHost, contact: Contact): boolean {
  const { protocol, port, name } = contact;
  return protocol === "tcp" && contact.address === address && port === 443 && name === host;
}

/** Without who made it: a long command line. */
function inWords({ protocol, address, port, name }: Contact): string {
  const place = { protocol, address, ...(port !== undefined && { port }) };
  return contactText({ ...place, ...(name !== undefined && { name }) });
}

/** Whether the catcher saw everything to the end, and how many packets off loopback that was. */
export function completeness(lines: readonly CaptureLine[]): {
  readonly packets: number;
  readonly problem?: string;
} {
  const packets = lines.filter(({ kind }) => kind === "packet").length;
  const end = lines.find((line) => line.kind === "end");
  if (end === undefined) return { packets, problem: "the catcher's log has no end" };
  if (end.late) return { packets, problem: "the act took too long and was ended" };
  if (end.dropped > 0) return { packets, problem: `${end.dropped} packets overran the catcher` };
  if (end.exit !== 0) return { packets, problem: `the act ended with code ${end.exit ?? "unknown"}` };
  return { packets };
}
