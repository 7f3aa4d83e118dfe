import type { Staff } from "@nightlight/domain/access/access";
import { liveOfferOf, ownerOf } from "@nightlight/domain/contact/contact";
import type { Result } from "@nightlight/domain/result";
import { raiseRisk } from "@nightlight/commands/contact/change-risk";
import { closeContact, endConversation, endWithOneKey } from "@nightlight/commands/contact/end-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { checkIn, setIntent } from "@nightlight/commands/presence/change-presence";
import { holdLease, loseLease } from "@nightlight/commands/presence/hold-lease";
import { acceptOffer, declineOffer, showOffer } from "@nightlight/commands/routing/answer-offer";
import type { Committed } from "@nightlight/commands/world";
import { fillRecord } from "./fill-record.ts";
import type { Stage } from "./replay-stage.ts";
import { logNormal, YEAR, type PlannedDuty, type PlannedWeek } from "./year-plan.ts";

/** What people do when something rings (assumptions): seconds, and shares of all offers and conversations. */
const HANDS = {
  screen: { mean: 0.4, spread: 0.5 },
  answer: { mean: 4, spread: 0.6 },
  wrapUp: { mean: 60, spread: 0.6 },
  notShown: 0.002,
  missed: 0.01,
  declined: 0.01,
  lineLost: 0.004,
  away: { from: 15, to: 100 },
} as const;
/** Minutes before the start of a shift; negative after it. */
const COMES = { earlyMinutes: 15, lateMinutes: -2 } as const;
const MINUTE_MS = 60_000;
const WRITES_EVERY_SECONDS = 100;

type Person = { readonly staff: Staff; epoch: number | undefined; duty: PlannedDuty | undefined; since: number };

/** The counsellors of a week: come, take breaks, answer what rings, lose their line now and then, and go when their desk is clear. */
export class ReplayStaff {
  readonly #stage: Stage;
  readonly #week: PlannedWeek;
  readonly #people = new Map<string, Person>();
  readonly #open = new Map<number, { person: string; hours: number }[]>();

  constructor(stage: Stage, week: PlannedWeek) {
    this.#stage = stage;
    this.#week = week;
    for (const staff of stage.house.counsellors) {
      this.#people.set(staff.id, { staff, epoch: undefined, duty: undefined, since: 0 });
    }
  }

  /** Plans everybody's duties and breaks. */
  plan(): void {
    for (const duty of this.#week.duties) {
      const person = this.#people.get(duty.personId);
      if (person === undefined || duty.isSick) continue;
      // Whoever comes next is there before the others wind down; now and then somebody is late.
      const early = this.#stage.chance.whole(COMES.lateMinutes, COMES.earlyMinutes) * MINUTE_MS;
      const starts = Math.max(duty.startsAt.getTime() - early, this.#week.from.getTime());
      this.#at(starts + this.#stage.chance.whole(0, MINUTE_MS), () => this.#come(person, duty));
      this.#at(duty.endsAt.getTime(), () => this.#go(person, duty));
      for (const { after, minutes } of YEAR.breaks) {
        const from = duty.startsAt.getTime() + (after + this.#stage.chance.whole(-20, 20)) * MINUTE_MS;
        if (from < starts) continue;
        this.#at(from, () => this.#intend(person, duty, "break"));
        this.#at(from + minutes * MINUTE_MS, () => this.#intend(person, duty, "available"));
      }
    }
  }

  /** The week is over: whoever is still there was there until now. */
  close(): void {
    for (const person of this.#people.values()) this.#count(person);
  }

  /** Plans what people do about what was committed. */
  async hear({ events, contacts }: Committed): Promise<void> {
    const { chance, contacts: known } = this.#stage;
    for (const { subject, subjectId, event } of events) {
      const contact = contacts.get(subjectId) ?? known.get(subjectId);
      if (event.type === "offer_made" && !chance.happens(HANDS.notShown)) {
        this.#in(logNormal(HANDS.screen.mean, HANDS.screen.spread, chance), () => this.#show(event.offerId, event.to));
      } else if (event.type === "offer_shown" && contact !== undefined) {
        const offer = liveOfferOf(contact);
        if (offer !== undefined) this.#planAnswer(offer.id, offer.to);
      } else if (event.type === "offer_accepted") {
        this.#planTalk(subjectId, event.by);
      } else if (event.type === "conversation_ended") {
        this.#in(logNormal(HANDS.wrapUp.mean, HANDS.wrapUp.spread, chance), () => this.#close(subjectId));
      } else if (subject === "counsellor" && event.type === "intent_changed" && event.intent === "not_responding") {
        const person = this.#people.get(subjectId);
        const duty = person?.duty;
        if (person !== undefined && duty !== undefined) {
          this.#in(chance.whole(30, 120), () => this.#intend(person, duty, "available"));
        }
      }
    }
  }

  async #come(person: Person, duty: PlannedDuty): Promise<void> {
    const { world } = this.#stage.house;
    person.duty = duty;
    person.since = this.#stage.now();
    person.epoch = this.#said(await holdLease(world, person.staff, true));
    this.#said(await checkIn(world, person.staff));
  }

  /** Nothing new, and off as soon as the desk is clear: a conversation is never cut. */
  async #go(person: Person, duty: PlannedDuty): Promise<void> {
    if (person.duty !== duty) return;
    const { world } = this.#stage.house;
    this.#said(await setIntent(world, person.staff, "off"));
    if (this.#holdsAny(person)) {
      this.#in(20, () => this.#go(person, duty));
      return;
    }
    if (person.epoch !== undefined) await loseLease(world, person.staff, person.epoch);
    this.#count(person);
  }

  #count(person: Person): void {
    const { duty } = person;
    if (duty === undefined) return;
    const hours = (this.#stage.now() - person.since) / 3_600_000;
    [person.duty, person.epoch] = [undefined, undefined];
    this.#stage.book.leave(person.staff.id, hours);
    const begun = duty.startsAt.getTime();
    const present = [...(this.#open.get(begun) ?? []), { person: person.staff.id, hours }];
    this.#open.set(begun, present);
    const isLast = ![...this.#people.values()].some((each) => each.duty?.startsAt.getTime() === begun);
    if (isLast) this.#stage.book.endShift(present);
  }

  async #intend(person: Person, duty: PlannedDuty, intent: "break" | "available"): Promise<void> {
    if (person.duty !== duty || this.#stage.now() >= duty.endsAt.getTime()) return;
    this.#said(await setIntent(this.#stage.house.world, person.staff, intent));
  }

  async #show(offerId: string, to: string): Promise<void> {
    const person = this.#people.get(to);
    if (person?.epoch !== undefined) await showOffer(this.#stage.house.world, person.staff, offerId);
  }

  #planAnswer(offerId: string, to: string): void {
    const { chance, house } = this.#stage;
    const person = this.#people.get(to);
    if (person === undefined || chance.happens(HANDS.missed)) return;
    const isDeclined = chance.happens(HANDS.declined);
    this.#in(logNormal(HANDS.answer.mean, HANDS.answer.spread, chance), async () => {
      if (isDeclined) await declineOffer(house.world, person.staff, { offerId, reason: "need_a_moment" });
      else await acceptOffer(house.world, person.staff, offerId);
    });
  }

  #planTalk(contactId: string, by: string): void {
    const { chance, planned } = this.#stage;
    const person = this.#people.get(by);
    const seconds = (planned.get(contactId)?.handlingMs ?? 45_000) / 1000;
    if (person !== undefined && chance.happens(HANDS.lineLost)) {
      this.#in(seconds / 2, () => this.#loseLine(person));
    }
    this.#in(seconds, () => this.#end(contactId, by));
    if (planned.get(contactId)?.kind !== "short") this.#in(WRITES_EVERY_SECONDS, () => this.#write(contactId));
  }

  /** Whoever talks goes on writing: silence means something else. */
  async #write(contactId: string): Promise<void> {
    const { house, contacts, now } = this.#stage;
    if (contacts.get(contactId)?.state.status !== "active") return;
    const message = { contactId, clientKey: String(now()), text: "Dạ." };
    this.#said(await postMessage(house.world, this.#stage.senderOf(contactId), message));
    this.#in(WRITES_EVERY_SECONDS, () => this.#write(contactId));
  }

  async #loseLine(person: Person): Promise<void> {
    const { chance, house } = this.#stage;
    if (person.epoch === undefined) return;
    await loseLease(house.world, person.staff, person.epoch);
    this.#in(chance.whole(HANDS.away.from, HANDS.away.to), async () => {
      if (person.duty !== undefined) person.epoch = this.#said(await holdLease(house.world, person.staff, true));
    });
  }

  async #end(contactId: string, by: string): Promise<void> {
    const { house, contacts, planned } = this.#stage;
    const [contact, person] = [contacts.get(contactId), this.#people.get(by)];
    if (contact?.state.status !== "active" || contact.state.owner !== by || person === undefined) return;
    const seen = { contactId, version: contact.version };
    if (planned.get(contactId)?.kind === "short" && !contact.childWrote) {
      this.#said(await endWithOneKey(house.world, person.staff, { ...seen, disposition: "silent" }));
    } else this.#said(await endConversation(house.world, person.staff, seen));
  }

  async #close(contactId: string): Promise<void> {
    const { house, contacts, planned } = this.#stage;
    const contact = contacts.get(contactId);
    const person = this.#people.get((contact && ownerOf(contact)) ?? "");
    if (contact?.state.status !== "wrap_up" || person === undefined) return;
    const { world } = house;
    const level = planned.get(contactId)?.level;
    if (level !== undefined) {
      this.#said(await raiseRisk(world, person.staff, { contactId, level, reason: undefined }));
      if (!(await fillRecord(world, person.staff, contact.id))) this.#stage.book.refuse("record-not-filled");
    }
    const found = await world.transaction(person.staff, (store) => store.contacts.find(contactId));
    const version = found?.version ?? contact.version;
    this.#said(await closeContact(world, person.staff, { contactId, version, disposition: "counselled" }));
  }

  #holdsAny({ staff }: Person): boolean {
    const held = ["offered", "active", "closing", "wrap_up"];
    return [...this.#stage.contacts.values()].some(
      (contact) => held.includes(contact.state.status) && (ownerOf(contact) ?? liveOfferOf(contact)?.to) === staff.id,
    );
  }

  /** The value of an answer; a refusal is counted, for nobody here does what they may not. */
  #said<Value>(result: Result<Value, string>): Value | undefined {
    if (result.ok) return result.value;
    this.#stage.book.refuse(result.refusal);
    return undefined;
  }

  #at(time: number, act: () => Promise<void>): void {
    this.#stage.line.add(time, { type: "staff", act });
  }

  #in(seconds: number, act: () => Promise<void>): void {
    this.#at(this.#stage.now() + Math.round(seconds * 1000), act);
  }
}
