import type { Staff } from "@nightlight/domain/access/access";
import type { EscalationId } from "@nightlight/domain/escalation/escalation";
import type { Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import { readEscalation, type EscalationReading } from "./read-escalation.ts";

/** Reads an escalation for a slip that is saved or printed, and writes down that it was. */
export async function readForSlip(
  world: World,
  actor: Staff,
  id: EscalationId,
): Promise<Result<EscalationReading, "not-found">> {
  const reading = await readEscalation(world, actor, id);
  if (!reading.ok) return reading;
  const { contactId, sentBy } = reading.value.escalation;
  const why = sentBy === actor.id ? "own" : "supervision";
  await world.transaction(actor, ({ accessLog }) =>
    accessLog.write({ action: "export-slip", contactId, why, how: "list" }),
  );
  return reading;
}
