import type { RecordedEvent } from "@nightlight/commands/events";
import { isBarred } from "@nightlight/domain/access/may";
import { ownerOf, type Contact } from "@nightlight/domain/contact/contact";
import { openTasks } from "@nightlight/domain/escalation/escalation";
import type { Dependencies } from "../dependencies.ts";
import type { Realtime } from "../realtime/realtime.ts";
import { throttle } from "./throttle.ts";

const WATCHERS_NEWS_MS = 250;
/** Events of one story come together; what they made is read once for all of them. */
const TOGETHER_MS = 20;

/**
 * Tells of escalations: their counsellor and whoever has a task, by id; everybody who watches, that there is news; and the
 * officers of the addressed offices. Nobody who is barred hears anything, so who that is is asked each time.
 */
export function createEscalationNotices(
  { log, world }: Dependencies,
  realtime: Realtime,
): (recorded: Extract<RecordedEvent, { subject: "escalation" }>) => void {
  const watchersNews = throttle(WATCHERS_NEWS_MS, () => {
    realtime.toEveryCounsellor("escalations:changed");
  });
  const tell = async (id: string): Promise<void> => {
    const found = await world.transaction({ kind: "system" }, async ({ escalations, contacts }) => {
      const escalation = await escalations.find(id);
      const contact = escalation && (await contacts.find(escalation.contactId));
      const officers = escalation === undefined ? [] : await escalations.listeners(id);
      return { escalation, contact, officers };
    });
    const { escalation, contact, officers } = found;
    if (escalation === undefined || contact === undefined) return;
    const { contactId, version } = escalation;
    const colleagues = openTasks(escalation).flatMap((task) => [task.ownerId, task.offeredTo, task.takenBy]);
    for (const personId of new Set([escalation.sentBy, ownerOf(contact), ...colleagues])) {
      if (personId === undefined || isAmongBarred(contact, personId)) continue;
      realtime.toCounsellor(personId, "escalation:changed", { escalationId: id, contactId, version });
    }
    for (const officerId of officers)
      realtime.toOfficer(officerId, "escalation:changed", { escalationId: id, version });
  };
  const waiting = new Set<string>();
  return ({ subjectId }) => {
    watchersNews();
    if (waiting.has(subjectId)) return;
    waiting.add(subjectId);
    setTimeout(() => {
      waiting.delete(subjectId);
      tell(subjectId).catch((error: unknown) => {
        log.warn({ reason: String(error) }, "a notice was not sent; screens catch up by reading");
      });
    }, TOGETHER_MS);
  };
}

function isAmongBarred(contact: Contact, id: string): boolean {
  return isBarred({ kind: "staff", id, sessionId: "", roles: [] }, contact);
}
