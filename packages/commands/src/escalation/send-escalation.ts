import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { ContactId } from "@nightlight/domain/contact/contact";
import type { WithoutConsent } from "@nightlight/domain/escalation/consent";
import { canonicalContent } from "@nightlight/domain/escalation/content";
import { decide, type NewTask } from "@nightlight/domain/escalation/decide";
import type { Escalation } from "@nightlight/domain/escalation/escalation";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import { applyCommand } from "../contact/change-contact.ts";
import { prepare, type Prepared } from "./propose-escalation.ts";

export type SendInput = {
  readonly contactId: ContactId;
  /** The sender's own key: a repeat gives what was sent before. */
  readonly key: string;
  readonly authorityId: string;
  /** Of what the sender was shown. */
  readonly contentHash: string;
  /** The level, typed by the sender. */
  readonly confirm: string;
  readonly withoutConsent: WithoutConsent | null;
  /** Who is asked to make the telephone call. */
  readonly callBy: string | null;
};

export type SendRefusal = "not-found" | "stale" | "no-level" | "no-such-authority" | "not-confirmed" | "consent-needed";

/** Makes the hash of what was shown: SHA-256 in hex, from whoever has one. */
export type HashOf = (text: string) => string;

/**
 * Puts a contact before an authority: sends exactly what was shown, or nothing. Danger makes a telephone task beside it, and
 * an office that nobody can reach makes another, with the province addressed at once. Works while the conversation runs.
 */
export async function sendEscalation(
  world: World,
  actor: Staff,
  input: SendInput,
  hashOf: HashOf,
): Promise<Result<Escalation, SendRefusal>> {
  const { contactId, key, authorityId, confirm, withoutConsent } = input;
  return world.transaction(actor, async (store) => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "escalation.send", { contact: locked.contact })) return refuse("not-found");
    const before = await store.escalations.byClientKey(contactId, key);
    if (before !== undefined) return accept(before);

    const prepared = await prepare(store, locked.contact, authorityId);
    const { content, authority, also, matter } = prepared;
    if (content === undefined) return refuse("no-level");
    // Somebody who is barred, or is gone since, is not there.
    if (authority?.authority.id !== authorityId) return refuse("no-such-authority");
    const text = canonicalContent(content);
    const contentHash = hashOf(text);
    if (contentHash !== input.contentHash) return refuse("stale");
    if (confirm.trim().toUpperCase() !== content.level) return refuse("not-confirmed");
    if (matter.consent !== "yes" && withoutConsent === null) return refuse("consent-needed");

    const { level, basis } = content;
    const id = world.newId();
    const draft = { id, contactId, clientKey: key, level, basis, receivedAt: matter.receivedAt };
    const drafted = await store.escalations.draft(draft);
    await store.escalations.write(id, textOf(world, "content", text));
    const why = matter.consent === "yes" ? "consented" : (withoutConsent ?? "");
    await store.escalations.write(id, textOf(world, "consent", why));
    const sent = decide(
      drafted.escalation,
      {
        type: "send",
        authorityId,
        alsoTo: also.map((each) => each.authority.id),
        contentHash,
        tasks: tasksFor(world, prepared, input),
      },
      drafted.at,
    );
    if (!sent.ok) throw new Error(`A draft could not be sent: ${sent.refusal}`);
    const escalation = await store.escalations.append(drafted, sent.value);
    const marked = await applyCommand(store, locked, { type: "mark-escalated", escalationId: id, level });
    if (!marked.ok) throw new Error(`A contact was sent but could not be marked: ${marked.refusal}`);
    await store.audit.write({
      action: "escalation.sent",
      subject: { kind: "escalation", id },
      details: { authorityId, level, contentHash, consent: why },
    });
    return accept(escalation);
  });
}

function textOf(world: World, kind: "content" | "consent", text: string) {
  return { id: world.newId(), kind, reportId: undefined, text, clientKey: kind };
}

/** Danger is told by telephone first; and where nobody can be reached, somebody has to find a number. */
function tasksFor(world: World, { authority, content }: Prepared, { callBy }: SendInput): readonly NewTask[] {
  const offeredTo = callBy ?? undefined;
  if (content?.level === "P1") return [{ id: world.newId(), kind: "call", offeredTo }];
  return authority?.hasContact === false ? [{ id: world.newId(), kind: "find_contact", offeredTo }] : [];
}
