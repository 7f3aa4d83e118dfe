import type { TalkView } from "@nightlight/contracts/counsellor/contact";
import { isCaller } from "@nightlight/domain/contact/may-call";
import { guestOf, ownerOf, type Contact, type CounsellorId } from "@nightlight/domain/contact/contact";
import type { StaffNames } from "../../access/staff-names.ts";

/** What is going on beside the words, as far as whoever reads is concerned; left out when there is nothing. */
export function presentTalk(
  contact: Contact,
  readerId: CounsellorId,
  names: Pick<StaffNames, "of">,
): { readonly talk?: TalkView } {
  const { state, callback } = contact;
  const talking = state.status === "active" ? state : undefined;
  const stage = talking?.silence?.stage;
  const { transfer, transferFailed: failed } = talking ?? {};
  const guest = guestOf(contact);
  const owner = ownerOf(contact);
  const call = callback !== undefined && isCaller(contact, readerId) ? callback : undefined;
  const talk: TalkView = {
    heldSince: talking?.hold?.since.toISOString() ?? null,
    silence: stage === undefined || stage === "listening" ? null : stage,
    transfer:
      transfer?.asked === undefined
        ? null
        : { to: names.of(transfer.to), kind: transfer.asked, expiresAt: transfer.expiresAt.toISOString() },
    transferFailed: failed === undefined ? null : { to: names.of(failed.to), because: failed.because },
    guest: guest === undefined ? null : names.of(guest),
    owner: guest === readerId && owner !== undefined ? names.of(owner) : null,
    call:
      call === undefined
        ? null
        : {
            from: call.from.toISOString(),
            until: call.until.toISOString(),
            tries: call.tries,
            isAllowed: call.allowedBy !== undefined,
          },
  };
  return Object.values(talk).every((fact) => fact === null) ? {} : { talk };
}
