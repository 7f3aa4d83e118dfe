import { applyCommand } from "@nightlight/commands/contact/change-contact";
import type { World } from "@nightlight/commands/world";
import type { EscalationText } from "@nightlight/commands/escalation/escalation-store";
import type { Actor } from "@nightlight/domain/access/access";
import { decide, type EscalationCommand } from "@nightlight/domain/escalation/decide";
import type { Escalation } from "@nightlight/domain/escalation/escalation";
import type { EscalationLevel } from "@nightlight/domain/escalation/ladder";
import { takeChat, valueOf } from "./scene.ts";
import type { CounsellorActor, Stage } from "./stage.ts";

export const CONTENT = JSON.stringify({
  level: "P2",
  basis: "law",
  asked: "Đề nghị kiểm tra",
  deadlines: [],
  place: "Phường Ba Đình",
  sections: [],
});

export type EscalateOptions = {
  readonly level?: EscalationLevel;
  readonly taskFor?: string;
  /** When the contact says that it was received, without a word. */
  readonly receivedAt?: Date;
};

/** Offices of one province with the ministry above, and an officer at each of the first two. */
export async function offices(stage: Stage) {
  const ministry = await stage.addAuthority({
    level: "ministry",
    kind: "health",
    placeCode: undefined,
    name: "Bộ Y tế",
  });
  const health = await stage.addAuthority({
    level: "province",
    kind: "health",
    placeCode: "01",
    parentId: ministry,
    name: "Sở Y tế Hà Nội",
  });
  const police = await stage.addAuthority({
    level: "province",
    kind: "police",
    placeCode: "01",
    name: "Công an Hà Nội",
  });
  const commune = await stage.addAuthority({ placeCode: "00004", parentId: health, name: "UBND phường Ba Đình" });
  const elsewhere = await stage.addAuthority({ placeCode: "20242", name: "UBND phường Hải Châu" });
  const officerOf = (authorityId: string): Promise<CounsellorActor> =>
    stage.addCounsellor({ roles: ["officer"], intent: "off", shift: "none", authorityId });
  return {
    ...{ ministry, health, police, commune, elsewhere },
    officer: await officerOf(commune),
    healthOfficer: await officerOf(health),
    stranger: await officerOf(elsewhere),
  };
}

/** A conversation of a counsellor's that was put before an authority, as if it had been shown before. */
export async function putBefore(
  stage: Stage,
  counsellor: CounsellorActor,
  authorityId: string,
  options: EscalateOptions = {},
): Promise<Escalation> {
  const { contactId } = await takeChat(stage, counsellor);
  return escalate(stage.world, counsellor, contactId, authorityId, options);
}

/** Puts a contact of a counsellor's before an authority, whatever its record says. */
export async function escalate(
  world: World,
  counsellor: CounsellorActor,
  contactId: string,
  authorityId: string,
  { level = "P2", taskFor, receivedAt }: EscalateOptions = {},
): Promise<Escalation> {
  return world.transaction(counsellor, async (store) => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined) throw new Error("The contact is not there");
    const id = world.newId();
    const since = receivedAt ?? locked.contact.receivedAt;
    const draft = { id, contactId, clientKey: `key-${id}`, level, basis: "law", receivedAt: since } as const;
    const drafted = await store.escalations.draft(draft);
    await store.escalations.write(id, text(world, "content", CONTENT));
    await store.escalations.write(id, text(world, "consent", "danger"));
    const tasks = taskFor === undefined ? [] : [{ id: world.newId(), kind: "call", offeredTo: taskFor } as const];
    const command = { type: "send", authorityId, alsoTo: [], contentHash: "hash", tasks } as const;
    const sent = await store.escalations.append(drafted, valueOf(decide(drafted.escalation, command, drafted.at)));
    valueOf(await applyCommand(store, locked, { type: "mark-escalated", escalationId: id, level }));
    return sent;
  });
}

/** Lets a command loose on an escalation as somebody: undefined when it is not there for them. */
export async function commanding(
  stage: Stage,
  actor: Actor,
  id: string,
  command: EscalationCommand,
): Promise<Escalation | undefined> {
  return stage.world.transaction(actor, async ({ escalations }) => {
    const locked = await escalations.lock(id);
    if (locked === undefined) return undefined;
    const events = valueOf(decide(locked.escalation, command, locked.at));
    return events.length === 0 ? locked.escalation : escalations.append(locked, events);
  });
}

function text(world: World, kind: EscalationText["kind"], words: string) {
  return { id: world.newId(), kind, reportId: undefined, text: words, clientKey: kind };
}
