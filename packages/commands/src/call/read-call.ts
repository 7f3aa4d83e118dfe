import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Monitor } from "@nightlight/domain/call/call";
import type { CallDetail } from "@nightlight/domain/call/call-detail";
import { recordingState, type RecordingState } from "@nightlight/domain/call/recording";
import type { ContactId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import { readThird, type ThirdReading } from "./read-outside.ts";
import type { World } from "../world.ts";
import type { Recording } from "./recording-store.ts";
import type { Voicemail } from "./voicemail-store.ts";

type Listener = Monitor & { readonly seconds: number };

export type CallReading = {
  readonly call: CallDetail | undefined;
  readonly voicemail: Voicemail | undefined;
  /** How its recording stands, and what is kept; undefined for a contact that is no call. */
  readonly recording: { readonly state: RecordingState; readonly parts: readonly Recording[] } | undefined;
  /** Supervisors in it, as far as its counsellor is told of them by now. */
  readonly listeners: readonly Monitor[];
  /** Somebody from outside who is called into it, or is in it. */
  readonly third: ThirdReading | undefined;
  readonly at: Date;
};

/** How the call of one's own contact went, or goes. A contact that is no call has none. */
export async function readCall(
  world: World,
  actor: Staff,
  contactId: ContactId,
): Promise<Result<CallReading, "not-found">> {
  return world.transaction(actor, async (store) => {
    const contact = await store.contacts.find(contactId);
    if (contact === undefined || !may(actor, "contact.read", { contact })) return refuse("not-found");
    const [call, third, voicemail, recording, queues, listeners, at] = await Promise.all([
      store.calls.detailOf(contactId),
      readThird(store, contactId),
      store.voicemails.find(contactId),
      store.recordings.of(contactId),
      store.recordings.queues(),
      store.calls.monitorsOf(contactId),
      store.now(),
    ]);
    // Whoever can be heard is shown at once; whoever only listens, as the policy says.
    const isShown = ({ mode, seconds }: Listener): boolean =>
      mode !== "listen" || seconds >= store.policy.listenerShownSeconds;
    const isQueueRecorded = queues.some(({ queueId }) => queueId === contact.queueId);
    return accept({
      ...{ call, third, voicemail, listeners: listeners.filter(isShown), at },
      recording: recording && {
        state: recordingState({ ...recording, isQueueRecorded }),
        parts: recording.parts,
      },
    });
  });
}
