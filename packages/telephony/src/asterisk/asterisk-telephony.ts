import type {
  AttemptId,
  CallSnapshot,
  HangUpCause,
  Telephony,
  TelephonyEvent,
} from "@nightlight/commands/call/telephony";
import { WITHHELD } from "@nightlight/domain/call/caller-display";
import { AriError, openAri, type Ari } from "./ari.ts";
import { CHANNEL_CALL, CHANNEL_CONTACT, CHANNEL_ROLE } from "./ari-messages.ts";
import { newCall, type Known } from "./known.ts";
import { bridgeOf, endpointOf, legChannel } from "./names.ts";
import { endEar, monitorLeg } from "./monitor.ts";
import { agentsOnline, provision, provisionPage, revoke, type AgentKind } from "./provision.ts";
import { readSnapshot } from "./snapshot.ts";
import { wholeWav } from "./wav.ts";
import { tellOf } from "./tell.ts";

export type AsteriskOptions = {
  /** `http://user:password@host:port/ari`. */
  readonly url: string;
  /** Where announcements lie on Asterisk's machine. */
  readonly sounds: string;
  /** The address that agents are sent sound from. */
  readonly mediaAddress: string;
  readonly agents?: AgentKind;
  /** The trunk that calls go out by (pjsip.conf). */
  readonly trunk?: string;
  /** Told what went wrong; without numbers and names. */
  readonly warn?: (what: string) => void;
};

const REASONS: Readonly<Record<HangUpCause, string>> = {
  normal: "normal",
  busy: "busy",
  congestion: "congestion",
  "no-answer": "no_answer",
  declined: "busy",
};
/** A message is over when nothing was said for so long. */
const SILENCE_SECONDS = 10;
/** Neither the name nor the number of whoever calls leaves the exchange (RFC 3323). */
const NO_NUMBER = { "CALLERID(name-pres)": "prohib", "CALLERID(num-pres)": "prohib" };
/** Asterisk's way of saying that nobody is registered under a name. */
const NOBODY_THERE = 500;

/** The telephone by a real Asterisk, 20 or later. */
export function createAsteriskTelephony(options: AsteriskOptions): Telephony {
  const { sounds, mediaAddress, agents = "browser", trunk = "trunk", warn = () => undefined } = options;
  const known: Known = { calls: new Map(), legs: new Map() };
  const ears = new Set<AttemptId>();
  let listener: (event: TelephonyEvent) => void = () => undefined;
  const tell = (event: TelephonyEvent): void => listener(event);
  const trouble = (error: unknown): void => warn(error instanceof Error ? error.message : String(error));

  const ari: Ari = openAri(options.url, {
    message(message) {
      for (const event of tellOf(message, known)) {
        tell(event);
        if (event.type === "announce.finished" || event.type === "announce.failed") void resumeMusic(event.callId);
        if (event.type === "call.ended") void endBridge(event.callId).catch(trouble);
        if (event.type === "leg.ended" && ears.delete(event.attemptId))
          void endEar(ari, event.attemptId).catch(trouble);
        if (event.type === "link.replaced") ari.close();
      }
    },
    odd: trouble,
    up() {
      // Who hangs up from now on is told of; so whatever was up before has to be known first.
      void adopt()
        .then(() => tell({ type: "link.up" }))
        .catch(trouble);
    },
    down() {
      tell({ type: "link.down" });
    },
    gone() {
      known.calls.clear();
      known.legs.clear();
      tell({ type: "link.gone" });
    },
  });

  const adopt = async (): Promise<void> => {
    for (const call of await readSnapshot(ari)) {
      const kept = known.calls.get(call.callId) ?? newCall(call.direction);
      kept.isAnswered = call.isAnswered;
      known.calls.set(call.callId, kept);
      for (const { attemptId, isAnswered } of call.legs)
        known.legs.set(attemptId, { callId: call.callId, isAnswered, isCancelled: false });
    }
  };
  const channel = (id: string): string => `/channels/${encodeURIComponent(id)}`;
  /** Asterisk plays one thing at a time; music has to be begun again after each announcement. */
  const resumeMusic = async (callId: string): Promise<void> => {
    if (known.calls.get(callId)?.hasMusic === true) await ari.ask("POST", `${channel(callId)}/moh`);
  };
  const endAnnouncement = async (callId: string): Promise<void> => {
    const announcement = known.calls.get(callId)?.announcement;
    if (announcement !== undefined) await ari.ask("DELETE", `/playbacks/${announcement}`);
  };
  const endBridge = async (callId: string): Promise<void> => {
    await ari.ask("DELETE", `/bridges/${bridgeOf(callId)}`);
  };
  /** Whether a new channel is on its way. */
  const hasBegun = async (work: Promise<unknown>): Promise<boolean> => {
    try {
      await work;
      return true;
    } catch (error) {
      if (error instanceof AriError && error.status === NOBODY_THERE) return false;
      throw error;
    }
  };

  return {
    listen(to) {
      listener = to;
    },
    provisionAgent: (agentId, secret) => provision(ari, agents, mediaAddress, agentId, secret),
    provisionPage: (name, secret) => provisionPage(ari, agents, mediaAddress, name, secret),
    revokeAgent: (agentId) => revoke(ari, agentId),
    agentsOnline: () => agentsOnline(ari),
    async ring(callId) {
      await ari.ask("POST", `${channel(callId)}/ring`);
    },
    async answer(callId) {
      await ari.ask("POST", `${channel(callId)}/answer`);
      const call = known.calls.get(callId);
      if (call !== undefined) call.isAnswered = true;
    },
    async announce(callId, announcementId, media) {
      const sound = media.map((name) => `sound:${sounds}/${name}`).join(",");
      await endAnnouncement(callId);
      const call = known.calls.get(callId);
      if (call !== undefined) call.announcement = announcementId;
      await ari.ask("POST", `${channel(callId)}/play/${announcementId}`, { query: { media: sound } });
    },
    stopAnnounce: (callId) => endAnnouncement(callId),
    async startMusic(callId) {
      const call = known.calls.get(callId);
      if (call !== undefined) call.hasMusic = true;
      await ari.ask("POST", `${channel(callId)}/moh`);
    },
    async stopMusic(callId) {
      const call = known.calls.get(callId);
      if (call !== undefined) call.hasMusic = false;
      await ari.ask("DELETE", `${channel(callId)}/moh`);
    },
    async offer({ attemptId, callId, agentId, timeout, display }) {
      if (known.legs.has(attemptId)) return;
      known.legs.set(attemptId, { callId, isAnswered: false, isCancelled: false });
      const query = {
        ...{ endpoint: endpointOf(agentId), app: "nightlight", appArgs: `leg,${attemptId}` },
        ...{ callerId: display, timeout: String(timeout) },
      };
      const body = { variables: { [CHANNEL_ROLE]: "leg", [CHANNEL_CALL]: callId } };
      if (await hasBegun(ari.ask("POST", channel(legChannel(attemptId)), { query, body }))) return;
      known.legs.delete(attemptId);
      tell({ type: "leg.failed", callId, attemptId, because: "offline" });
    },
    async cancelOffer(attemptId) {
      const leg = known.legs.get(attemptId);
      if (leg !== undefined) leg.isCancelled = true;
      await ari.ask("DELETE", channel(legChannel(attemptId)));
    },
    async connect(callId, attemptId) {
      const call = known.calls.get(callId);
      if (call !== undefined) call.hasMusic = false;
      await ari.ask("POST", `/bridges/${bridgeOf(callId)}`, { query: { type: "mixing", name: bridgeOf(callId) } });
      await endAnnouncement(callId);
      await ari.ask("DELETE", `${channel(callId)}/moh`);
      const both = `${callId},${legChannel(attemptId)}`;
      await ari.ask("POST", `/bridges/${bridgeOf(callId)}/addChannel`, { query: { channel: both } });
    },
    async hold(callId) {
      await ari.ask("POST", `/bridges/${bridgeOf(callId)}/removeChannel`, { query: { channel: callId } });
      await ari.ask("POST", `${channel(callId)}/moh`);
    },
    async resume(callId) {
      await ari.ask("DELETE", `${channel(callId)}/moh`);
      await ari.ask("POST", `/bridges/${bridgeOf(callId)}/addChannel`, { query: { channel: callId } });
    },
    async release(attemptId) {
      await ari.ask("DELETE", channel(legChannel(attemptId)));
    },
    async monitor(callId, attemptId, ear) {
      ears.add(attemptId);
      await monitorLeg(ari, callId, attemptId, ear);
    },
    async startRecording(callId, recordingId, mostSeconds) {
      const query = {
        ...{ name: recordingId, format: "wav", ifExists: "fail" },
        maxDurationSeconds: String(mostSeconds),
      };
      await ari.ask("POST", `/bridges/${bridgeOf(callId)}/record`, { query });
    },
    async recordMessage(callId, recordingId, mostSeconds) {
      const query = {
        ...{ name: recordingId, format: "wav", ifExists: "overwrite", terminateOn: "#" },
        ...{ maxDurationSeconds: String(mostSeconds), maxSilenceSeconds: String(SILENCE_SECONDS) },
      };
      await ari.ask("POST", `${channel(callId)}/record`, { query });
    },
    async stopRecording(recordingId) {
      await ari.ask("POST", `/recordings/live/${recordingId}/stop`);
    },
    async readRecording(recordingId) {
      // Its file is there from the beginning on, and empty until it is closed.
      if ((await ari.ask("GET", `/recordings/live/${recordingId}`)) !== undefined) return undefined;
      const file = await ari.file(`/recordings/stored/${recordingId}/file`);
      return file && wholeWav(file);
    },
    async forgetRecording(recordingId) {
      await ari.ask("DELETE", `/recordings/stored/${recordingId}`);
    },
    async dialOut(callId, number, display) {
      if (known.calls.has(callId)) return;
      known.calls.set(callId, newCall("out"));
      const isWithheld = display === WITHHELD;
      const endpoint = `PJSIP/${number}@${trunk}`;
      const query = { endpoint, app: "nightlight", appArgs: "dialled", callerId: isWithheld ? "anonymous" : display };
      const body = { variables: { [CHANNEL_ROLE]: "dialled", ...(isWithheld ? NO_NUMBER : {}) } };
      if (await hasBegun(ari.ask("POST", channel(callId), { query, body }))) return;
      known.calls.delete(callId);
      tell({ type: "call.ended", callId, by: "engine", cause: NOBODY_THERE });
    },
    async bringIn(callId, lineId) {
      await ari.ask("POST", `/bridges/${bridgeOf(callId)}/addChannel`, { query: { channel: lineId } });
    },
    async sendDigits(callId, digits) {
      await ari.ask("POST", `${channel(callId)}/dtmf`, { query: { dtmf: digits } });
    },
    async hangUp(callId, cause) {
      const call = known.calls.get(callId);
      if (call !== undefined) call.isEndedByUs = true;
      const legs = [...known.legs].filter(([, leg]) => leg.callId === callId);
      await ari.ask("DELETE", channel(callId), { query: { reason: REASONS[cause] } });
      await Promise.all(legs.map(([attemptId]) => ari.ask("DELETE", channel(legChannel(attemptId)))));
      // Of a call that ended while nobody listened nothing else is told.
      if (call === undefined) await endBridge(callId);
    },
    async setTag(callId, _name, value) {
      await ari.ask("POST", `${channel(callId)}/variable`, { query: { variable: CHANNEL_CONTACT, value } });
    },
    snapshot: (): Promise<readonly CallSnapshot[]> => readSnapshot(ari),
    async close() {
      ari.close();
    },
  };
}
