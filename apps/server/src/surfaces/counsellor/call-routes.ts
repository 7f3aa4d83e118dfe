import { dialCallback } from "@nightlight/commands/call/dial";
import { hearRecording } from "@nightlight/commands/call/hear-recording";
import { hearVoicemail } from "@nightlight/commands/call/hear-voicemail";
import { readCall, type CallReading } from "@nightlight/commands/call/read-call";
import { steerRecording } from "@nightlight/commands/call/steer-recording";
import { wantSoftphone } from "@nightlight/commands/call/want-softphone";
import { softphoneRoutes, type CallView } from "@nightlight/contracts/counsellor/softphone";
import { talkRoutes } from "@nightlight/contracts/counsellor/talk";
import type { Staff } from "@nightlight/domain/access/access";
import { lengthsOf, type CallDetail } from "@nightlight/domain/call/call-detail";
import type { FastifyInstance } from "fastify";
import type { StaffNames } from "../../access/staff-names.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { softphoneSecret } from "../../voice/softphones.ts";
import { presentOutside } from "./present-outside.ts";
import { turnServers } from "../../voice/turn.ts";

const DOMAIN = "nightlight";
/** A screen that is open for a whole shift and the next. */
const TURN_HOURS = 24;

/** One's own telephone. */
export function mountCalls(
  app: FastifyInstance,
  { config, world, softphoneKey }: Dependencies,
  names: StaffNames,
): void {
  const read = async (actor: Staff, contactId: string) => {
    const reading = orRefuse(await readCall(world, actor, contactId));
    return { call: reading.call === undefined ? null : presentCall(reading.call, reading, names) };
  };
  mount(app, softphoneRoutes.read, "contact.read", ({ actor, params }) => read(actor, params.contactId));
  mount(app, softphoneRoutes.steerRecording, "contact.call", async ({ actor, params, body }) => {
    orRefuse(await steerRecording(world, actor, { ...params, ...body }));
    return read(actor, params.contactId);
  });
  mount(app, softphoneRoutes.hearRecording, "contact.read", async ({ actor, params }) => {
    const sound = orRefuse(await hearRecording(world, actor, params));
    return { wav: Buffer.from(sound).toString("base64") };
  });
  mount(app, softphoneRoutes.hear, "contact.read", async ({ actor, params }) => {
    const sound = orRefuse(await hearVoicemail(world, actor, params.contactId));
    return { wav: Buffer.from(sound).toString("base64") };
  });
  mount(app, talkRoutes.dial, "contact.call", async ({ actor, params }) => {
    orRefuse(await dialCallback(world, actor, { ...params, isDemo: config.isDemo }));
    return { ok: true } as const;
  });
  mount(app, softphoneRoutes.want, "call.telephone", async ({ actor }) => {
    if (config.voice === undefined || !(await wantSoftphone(world, actor))) return { softphone: null };
    const secret = softphoneSecret(softphoneKey, actor.sessionId);
    const now = await world.transaction(actor, (store) => store.now());
    const engines = config.voice.engines.map(({ engine }) => engine);
    const iceServers = turnServers(config.voice.turn, actor.sessionId, now, TURN_HOURS);
    return { softphone: { name: actor.sessionId, secret, domain: DOMAIN, iceServers, engines } };
  });
}

function presentCall(
  call: CallDetail,
  { listeners, voicemail, recording, third, at }: CallReading,
  names: StaffNames,
): CallView {
  const { waited, talked, endedInGreeting } = lengthsOf(call, at);
  return {
    direction: call.direction,
    rangAt: call.rangAt.toISOString(),
    answeredAt: call.answeredAt?.toISOString() ?? null,
    talkedAt: call.talkedAt?.toISOString() ?? null,
    endedAt: call.endedAt?.toISOString() ?? null,
    endedBy: call.endedBy ?? null,
    cannotSpeak: call.cannotSpeakAt !== undefined,
    waitedSeconds: waited,
    talkedSeconds: talked,
    endedInGreeting,
    message: voicemail === undefined ? null : { leftAt: voicemail.leftAt.toISOString(), seconds: voicemail.seconds },
    recording: {
      state: recording?.state ?? "off",
      parts: (recording?.parts ?? []).map((part) => ({ ...part, beganAt: part.beganAt.toISOString() })),
    },
    third: third === undefined ? null : presentOutside(third.call, { at, names, office: third.office }),
    listeners: listeners.map(({ supervisorId, mode }) => ({ name: names.of(supervisorId), mode })),
  };
}
