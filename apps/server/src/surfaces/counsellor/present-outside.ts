import type { OutsideCallView } from "@nightlight/contracts/counsellor/outside-call";
import { outsideStateOf, type OutsideCall } from "@nightlight/domain/call/outside-call";
import type { StaffNames } from "../../access/staff-names.ts";

type Around = { readonly at: Date; readonly names: StaffNames; readonly office: string | undefined };

/** A call to somebody outside; no number. */
export function presentOutside(call: OutsideCall, { at, names, office }: Around): OutsideCallView {
  const { state, rang, talked } = outsideStateOf(call, at);
  return {
    id: call.id,
    contactId: call.contactId,
    task: call.task ?? null,
    party: call.party,
    office: office ?? null,
    by: { id: call.counsellorId, name: names.of(call.counsellorId) },
    reason: call.reason ?? null,
    wish: call.wish,
    state,
    askedAt: call.askedAt.toISOString(),
    answeredAt: call.answeredAt?.toISOString() ?? null,
    rangSeconds: rang,
    talkedSeconds: talked,
    refusal: call.refusal ?? null,
  };
}
