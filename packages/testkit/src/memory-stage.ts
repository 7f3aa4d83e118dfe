import type { Committed } from "@nightlight/commands/world";
import { lineOf } from "@nightlight/domain/authority/authority";
import { anAuthority } from "./builders.ts";
import { after, handClock, TEST_START } from "./clock.ts";
import { createMemoryWorld, type MemoryWorld } from "./memory-world.ts";
import { idOf } from "./memory/visibility.ts";
import { FULL_SHIFT, type CounsellorActor, type CounsellorOptions, type Stage } from "./stage.ts";

/** A stage without a database: for command tests, and for the contract that both stores have to keep. */
export function memoryStage(start: Date = TEST_START): Stage & { readonly world: MemoryWorld } {
  const clock = handClock(start);
  const committed: Committed[] = [];
  const world = createMemoryWorld({ now: clock.now, onCommitted: (news) => committed.push(news) });
  return {
    world,
    webchatId: world.newId(),
    committed,
    now: async () => clock.now(),
    forward: async (seconds) => clock.advance({ seconds }),
    addCounsellor: async (options = {}) => addCounsellor(world, clock.now(), options),
    async addCentre() {
      const id = world.newId();
      world.tables().centreList.set(id, { id, name: id });
      return id;
    },
    async addAuthority(unit) {
      const id = world.newId();
      world.tables().authorities.set(id, anAuthority({ ...unit, id }));
      return id;
    },
    async addDuty(authorityId, duty) {
      world.tables().duties.set(world.newId(), { ...duty, authorityId });
    },
    addChannel: async (kind) => {
      const id = world.newId();
      world.tables().channels.set(id, {
        ...{ id, kind, name: id, isDemo: false, keys: [] },
        ...{ centreId: undefined, skill: undefined, revokedAt: undefined },
      });
      return id;
    },
    async readAccesses() {
      return [...world.tables().accesses.values()].map(({ actor, action, contactId, why, how }) => ({
        actorId: idOf(actor),
        action,
        contactId,
        why,
        how,
      }));
    },
    async countSlots(counsellorId) {
      const slots = [...world.tables().slots.values()].filter((slot) => slot.counsellorId === counsellorId);
      return { all: slots.length, taken: slots.filter((slot) => slot.contactId !== undefined).length };
    },
    async findClock(contactId) {
      const clock = world.tables().clocks.get(contactId);
      return clock?.isRunning === true
        ? { kind: clock.kind, dueAt: clock.dueAt, generation: clock.generation }
        : undefined;
    },
  };
}

const SOMEBODY = {
  name: "Somebody",
  displayName: "Somebody",
  spokenLanguages: ["vi"],
  skills: [],
  isDemo: false,
  canSignIn: true,
  suspendedAt: undefined,
  offboardedAt: undefined,
  version: 1,
};

function addCounsellor(world: MemoryWorld, now: Date, options: CounsellorOptions): CounsellorActor {
  const {
    languages = ["vi"],
    chatSlots = 1,
    hasVoice = false,
    intent = "available",
    shift = FULL_SHIFT,
    roles = ["counsellor"],
    centreId,
    authorityId,
    skills = [],
  } = options;
  const { presences, slots, roster } = world.tables();
  const [id, sessionId] = [world.newId(), world.newId()];
  const { people, sessions } = world.tables();
  people.set(id, { ...SOMEBODY, id, username: `counsellor-${id}`, roles, languages, skills, centreId, authorityId });
  sessions.set(sessionId, id);
  presences.set(id, { intent, intentSince: now, missedInRow: 0, version: 0, languages });
  for (let ordinal = 1; ordinal <= chatSlots; ordinal += 1) {
    const free = { contactId: undefined, freedAt: now };
    slots.set(`${id}/chat/${String(ordinal)}`, { counsellorId: id, kind: "chat", ordinal, ...free });
  }
  if (hasVoice) {
    slots.set(`${id}/voice/1`, { counsellorId: id, kind: "voice", ordinal: 1, contactId: undefined, freedAt: now });
  }
  if (shift !== "none") {
    const shiftId = world.newId();
    const startsAt = after(now, shift.startsIn);
    const endsAt = after(now, shift.endsIn);
    const checkedInAt = shift.isCheckedIn ? startsAt : undefined;
    roster.set(`${shiftId}/${id}`, { shiftId, name: "Shift", counsellorId: id, startsAt, endsAt, checkedInAt });
  }
  const authorityLine = authorityId && lineOf(authorityId, [...world.tables().authorities.values()]);
  return { kind: "staff", id, sessionId, roles, centreId, ...(authorityLine && { authorityLine }) };
}
