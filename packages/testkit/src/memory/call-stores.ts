import type { CallStore, KnownCall, SoftphoneStore } from "@nightlight/commands/call/call-store";
import { isCall } from "@nightlight/domain/contact/channel";
import { isWaiting, ownerOf } from "@nightlight/domain/contact/contact";
import type { CallLegRow, CallRow, SoftphoneLineRow } from "./call-rows.ts";
import { wishOf } from "./recording-store.ts";
import type { Transaction } from "./tables.ts";
import { byLaneAndArrival } from "./contact-store.ts";
import { hasOpened } from "./visibility.ts";

/** Calls in memory. */
export function callStore(transaction: Transaction): CallStore {
  const { tables, now, actor } = transaction;
  const change = (engine: string, callId: string, to: (row: CallRow) => CallRow): void => {
    const key = `${engine}/${callId}`;
    const row = tables.calls.get(key);
    if (row !== undefined) tables.calls.set(key, to(row));
  };
  const endLegs = (isMeant: (leg: CallLegRow) => boolean): void => {
    for (const leg of [...tables.callLegs.values()].filter(isMeant)) {
      tables.callLegs.set(leg.attemptId, { ...leg, isOver: true });
    }
  };
  const monitorsOf = (contactId: string) =>
    [...tables.callMonitors.values()].filter((row) => row.contactId === contactId);
  return {
    async hold({ engine, holder, seconds }) {
      const row = tables.engines.get(engine);
      const isFree = row === undefined || row.aliveUntil <= now();
      if (!isFree && row.holder !== holder) return undefined;
      const epoch = (row?.epoch ?? 0) + (isFree || row.holder !== holder ? 1 : 0);
      tables.engines.set(engine, { holder, epoch, aliveUntil: new Date(now().getTime() + seconds * 1000) });
      return epoch;
    },
    async letGo({ engine, holder }) {
      const row = tables.engines.get(engine);
      if (row?.holder === holder) tables.engines.set(engine, { ...row, aliveUntil: now() });
    },
    async dead(seconds) {
      const before = new Date(now().getTime() - seconds * 1000);
      const isUp = (engine: string): boolean =>
        [...tables.calls.values()].some((row) => row.engine === engine && row.over === undefined) ||
        [...tables.outsideCalls.values()].some((row) => row.engine === engine && row.endedAt === undefined);
      return [...tables.engines].flatMap(([engine, { aliveUntil }]) =>
        aliveUntil <= before && isUp(engine) ? [engine] : [],
      );
    },
    async isInForce(engine, epoch) {
      return tables.engines.get(engine)?.epoch === epoch;
    },
    async channelOf(kind, isDemo) {
      const known = [...tables.channels.values()].find((channel) => channel.kind === kind && channel.isDemo === isDemo);
      if (known !== undefined) return known.id;
      const id = `channel-of-${kind}`;
      tables.channels.set(id, {
        id,
        kind,
        name: kind,
        centreId: undefined,
        skill: undefined,
        isDemo,
        revokedAt: undefined,
        keys: [],
      });
      return id;
    },
    async begin(engine, { callId, contactId, direction }) {
      const key = `${engine}/${callId}`;
      if (tables.calls.has(key)) return;
      tables.calls.set(key, { engine, callId, contactId, direction, rangAt: now(), stages: {}, over: undefined });
    },
    async want({ callId, contactId }) {
      const engine = [...tables.engines].find(([, { aliveUntil }]) => aliveUntil > now())?.[0];
      if (engine === undefined) return false;
      await this.begin(engine, { callId, contactId, direction: "out" });
      return true;
    },
    async note(engine, callId, stage) {
      change(engine, callId, (row) => ({ ...row, stages: { [stage]: now(), ...row.stages } }));
    },
    async end(engine, callId, by, cause) {
      change(engine, callId, (row) => ({ ...row, over: row.over ?? { at: now(), by, cause } }));
      endLegs((leg) => leg.engine === engine && leg.callId === callId);
      const ended = tables.calls.get(`${engine}/${callId}`);
      for (const { supervisorId, contactId } of [...tables.callMonitors.values()]) {
        if (contactId === ended?.contactId) tables.callMonitors.delete(supervisorId);
      }
    },
    async ring(engine, callId, { attemptId, counsellorId }) {
      tables.callLegs.set(attemptId, { engine, callId, attemptId, counsellorId, isOver: false });
    },
    async noteLeg() {
      // Times of legs are read by nobody here.
    },
    async endLeg(attemptId) {
      endLegs((leg) => leg.attemptId === attemptId);
    },
    async monitor(contactId, mode) {
      if (actor.kind !== "staff") throw new Error("Nobody else listens in");
      const before = tables.callMonitors.get(actor.id);
      const since = before?.contactId === contactId ? before.since : now();
      tables.callMonitors.set(actor.id, { supervisorId: actor.id, contactId, mode, since });
    },
    async stopMonitoring(supervisorId) {
      const row = tables.callMonitors.get(supervisorId);
      tables.callMonitors.delete(supervisorId);
      return row?.contactId;
    },
    async monitoring() {
      const row = actor.kind === "staff" ? tables.callMonitors.get(actor.id) : undefined;
      return row && { contactId: row.contactId, mode: row.mode };
    },
    async monitorsOf(contactId) {
      return monitorsOf(contactId).map(({ supervisorId, mode, since }) => {
        return { supervisorId, mode, seconds: Math.floor((now().getTime() - since.getTime()) / 1000) };
      });
    },
    async detailOf(contactId) {
      const contact = tables.contacts.get(contactId);
      const isTheirs =
        contact !== undefined &&
        actor.kind === "staff" &&
        (ownerOf(contact) === actor.id || hasOpened(transaction, contactId));
      const row = [...tables.calls.values()].findLast((each) => each.contactId === contactId);
      if (row === undefined || !(isTheirs || actor.kind === "system")) return undefined;
      const { direction, rangAt, stages, over } = row;
      return {
        ...{ direction, rangAt, answeredAt: stages.answered, greetedAt: stages.greeted, talkedAt: stages.talked },
        ...{ endedAt: over?.at, endedBy: over?.by, cause: over?.cause, cannotSpeakAt: stages.cannotSpeak },
      };
    },
    async trouble(engine, code) {
      const key = `${engine}/${code}`;
      tables.voiceTroubles.set(key, (tables.voiceTroubles.get(key) ?? 0) + 1);
    },
    async house() {
      return { at: now(), hasTelephones: [...tables.softphoneLines.values()].some(({ isOnline }) => isOnline) };
    },
    async ahead(contactId) {
      const own = tables.contacts.get(contactId);
      if (own === undefined) return 0;
      return [...tables.contacts.values()].filter(
        (each) =>
          each.id !== own.id &&
          each.language === own.language &&
          isCall(each.channel) &&
          isWaiting(each) &&
          byLaneAndArrival(each, own) < 0,
      ).length;
    },
    async up(engine) {
      return [...tables.calls.values()]
        .filter((row) => row.engine === engine && row.over === undefined)
        .flatMap(({ callId, contactId, direction, stages, recording }): KnownCall[] => {
          const contact = tables.contacts.get(contactId);
          if (contact === undefined) return [];
          const legs = [...tables.callLegs.values()]
            .filter((leg) => leg.engine === engine && leg.callId === callId && !leg.isOver)
            .map(({ attemptId, counsellorId }) => ({ attemptId, counsellorId }));
          return [
            {
              ...{ callId, contact, direction, legs, isDialled: stages.dialled !== undefined },
              ...{ isGreeted: stages.greeted !== undefined, hasTalked: stages.talked !== undefined },
              recording: wishOf(tables, contact, recording),
              owesMessage: stages.consented !== undefined && !tables.voicemails.has(`${engine}/${callId}`),
              monitors: monitorsOf(contactId).map(({ supervisorId, mode }) => ({ supervisorId, mode })),
              parties: [...tables.outsideCalls.values()]
                .filter((row) => row.contactId === contactId && row.purpose === "third")
                .filter((row) => row.endedAt === undefined && row.legId === undefined)
                .map(({ id: partyId, wish, dialledAt, answeredAt }) => {
                  return { partyId, wish, isDialled: dialledAt !== undefined, isAnswered: answeredAt !== undefined };
                }),
            },
          ];
        });
    },
  };
}

/** Softphones in memory. */
export function softphoneStore({ tables, actor, now }: Transaction): SoftphoneStore {
  const lineOf = (engine: string, sessionId: string): SoftphoneLineRow =>
    tables.softphoneLines.get(`${engine}/${sessionId}`) ?? { engine, sessionId, isProvisioned: false, isOnline: false };
  const change = (engine: string, sessionId: string, to: Partial<SoftphoneLineRow>): void => {
    tables.softphoneLines.set(`${engine}/${sessionId}`, { ...lineOf(engine, sessionId), ...to });
  };
  return {
    async isAnybodyThere() {
      return [...tables.engines.values()].some(({ aliveUntil }) => aliveUntil > now());
    },
    async want({ counsellorId, sessionId }) {
      if (actor.kind !== "staff" || actor.id !== counsellorId) throw new Error("Nobody wants a telephone for another");
      tables.softphones.set(counsellorId, { counsellorId, sessionId });
    },
    async due(engine) {
      const all = [...tables.softphones.values()].map(({ sessionId }) => sessionId);
      return { wanted: all.filter((sessionId) => !lineOf(engine, sessionId).isProvisioned), over: [] };
    },
    async provisioned(engine, sessionId) {
      change(engine, sessionId, { isProvisioned: true });
    },
    async revoked(engine, sessionId) {
      change(engine, sessionId, { isProvisioned: false, isOnline: false });
    },
    async setOnline(engine, sessionId, isOnline) {
      change(engine, sessionId, { isOnline });
      return [...tables.softphones.values()].find((each) => each.sessionId === sessionId)?.counsellorId;
    },
    async forgetAll(engine) {
      for (const { sessionId } of [...tables.softphoneLines.values()].filter((line) => line.engine === engine)) {
        change(engine, sessionId, { isProvisioned: false, isOnline: false });
      }
    },
    async registeredOf(counsellorId, engine) {
      return registeredOf(tables, counsellorId, engine);
    },
  };
}

/** The sign-in whose browser rings for somebody: at this engine, or at any. */
export function registeredOf(
  { softphones, softphoneLines }: Pick<Transaction["tables"], "softphones" | "softphoneLines">,
  counsellorId: string,
  engine?: string,
): string | undefined {
  const sessionId = softphones.get(counsellorId)?.sessionId;
  const isOnline = [...softphoneLines.values()].some(
    (line) => line.sessionId === sessionId && line.isOnline && (engine === undefined || line.engine === engine),
  );
  return isOnline ? sessionId : undefined;
}
