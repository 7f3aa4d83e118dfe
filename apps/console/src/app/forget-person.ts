import { resetLineState } from "@nightlight/door/line/line-state";
import { resetOutbox } from "../features/contact/outbox.ts";
import { resetRecordFields } from "../features/record/record-fields.ts";
import { stopKeeping } from "../features/record/record-keeper.ts";
import { resetFloorDesk } from "../features/floor/floor-desk.ts";
import { resetSaid } from "../features/floor/said.ts";
import { resetDeskState } from "../shared/desk-state.ts";
import { forgetNotices } from "../shared/freshness.ts";
import { resetFloorState } from "../shared/live/floor/floor-state.ts";
import { resetTelephone } from "../shared/softphone/telephone.ts";
import { resetLiveState } from "../shared/live/live-state.ts";

/** Leaves nothing of one person's desk in the page for the next: no contact, no draft, no record. */
export function forgetPerson(): void {
  stopKeeping();
  resetOutbox();
  resetRecordFields();
  resetDeskState();
  resetFloorDesk();
  resetSaid();
  resetLineState();
  resetLiveState();
  resetTelephone();
  resetFloorState();
  forgetNotices();
}
