import { randomUUID } from "node:crypto";
import type { Contact } from "@nightlight/domain/contact/contact";
import type { LiveChannelKind } from "@nightlight/domain/contact/channel";
import { decide, type ContactCommand } from "@nightlight/domain/contact/decide";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import { arrive, evolve } from "@nightlight/domain/contact/evolve";
import { hasBrokenOff } from "@nightlight/domain/contact/decide-risk";
import { assess } from "@nightlight/domain/risk/assess";
import { riskAnswersOf, riskFactsOf } from "@nightlight/domain/risk/record-answers";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";

/** Who did it, as the log keeps it. */
export type LogActor = { readonly kind: "child" | "gateway" | "staff" | "system"; readonly id: string | null };

export const SYSTEM: LogActor = { kind: "system", id: null };

export function staffActor(id: string): LogActor {
  return { kind: "staff", id };
}

/** An event with its place in the log. */
export type Logged<Event> = {
  readonly subjectId: string;
  readonly version: number;
  readonly event: Event;
  readonly actor: LogActor;
  readonly at: Date;
};

export type PastMessage = {
  readonly id: string;
  readonly sequence: number;
  readonly from: "child" | "counsellor";
  readonly by: string | null;
  readonly text: string;
  readonly at: Date;
};

export type PastOffer = {
  readonly id: string;
  readonly to: string;
  readonly madeAt: Date;
  shownAt: Date | undefined;
  expiresAt: Date;
  status: "shown" | "accepted" | "declined" | "timed_out";
  endedAt: Date;
  reason: string | undefined;
  readonly waitedSeconds: number;
};

export type PastField = { readonly path: string; readonly value: string; readonly at: Date };

/** A contact as it would have gone: every step is asked of the domain, so that nothing is in it which cannot be. */
export type PastContact = {
  readonly contact: Contact;
  readonly log: readonly Logged<ContactEvent>[];
  readonly messages: readonly PastMessage[];
  readonly offers: readonly PastOffer[];
  readonly fields: readonly PastField[];
  /** Number or account of the other side; undefined where the channel knows none. */
  readonly identity: string | undefined;
};

/** A contact that is being told. */
export type Telling = {
  now(): Contact;
  /** Who is at the other end. */
  readonly sender: LogActor;
  /** Does it, at that time. Throws when the domain refuses: then the demo tells what cannot be. */
  do(command: ContactCommand, at: Date, actor: LogActor): void;
  say(from: "child" | "counsellor", text: string, at: Date): void;
  /** Offers it and has it taken, declined or run out. */
  offer(to: string, made: Date, answer: "accept" | "decline" | "time_out", answered: Date): void;
  /** Writes the record, and has the rules say how urgent it is. */
  record(values: Readonly<Record<string, string>>, at: Date): void;
  told(): PastContact;
};

type Beginning = {
  readonly channel: LiveChannelKind;
  readonly channelId: string;
  readonly at: Date;
  readonly identity: string | undefined;
  /** The first words, where it begins with words. */
  readonly text?: string | undefined;
};

/** Begins to tell a contact with its arrival. */
export function tell({ channel, channelId, at, identity, text }: Beginning): Telling {
  const contactId = idAt(at);
  const sender: LogActor =
    channel === "webchat" ? { kind: "child", id: contactId } : { kind: "gateway", id: channelId };
  const arrived = {
    type: "contact_arrived",
    contactId,
    queueId: "default",
    channelId,
    channel,
    language: "vi",
    lane: "normal",
  } as const;
  const log: Logged<ContactEvent>[] = [{ subjectId: contactId, version: 1, event: arrived, actor: sender, at }];
  const messages: PastMessage[] = [];
  const offers: PastOffer[] = [];
  const fields: PastField[] = [];
  let contact = arrive(arrived, at);

  const telling: Telling = {
    now: () => contact,
    sender,
    do(command, when, actor) {
      const decision = decide(contact, command, when, STANDARD_POLICY);
      if (!decision.ok) throw new Error(`The demo tells what cannot be: ${command.type} is ${decision.refusal}`);
      for (const event of decision.value) {
        contact = evolve(contact, event, when);
        log.push({ subjectId: contactId, version: contact.version, event, actor, at: when });
      }
    },
    say(from, words, when) {
      const messageId = idAt(when);
      const owner = "owner" in contact.state ? contact.state.owner : "";
      if (from === "child") telling.do({ type: "post-as-child", messageId, lane: "normal" }, when, sender);
      else telling.do({ type: "post-as-counsellor", messageId, by: owner }, when, staffActor(owner));
      const by = from === "child" ? null : owner;
      messages.push({ id: messageId, sequence: contact.version, from, by, text: words, at: when });
    },
    offer(to, made, answer, answered) {
      const offerId = idAt(made);
      const shown = new Date(made.getTime() + 350);
      telling.do({ type: "offer", offerId, to }, made, SYSTEM);
      telling.do({ type: "show", offerId, by: to }, shown, staffActor(to));
      const live = contact.state.status === "offered" ? contact.state.offer : undefined;
      const expiresAt = live?.expiresAt ?? answered;
      const ended = answer === "time_out" ? expiresAt : answered;
      if (answer === "accept") telling.do({ type: "accept", offerId, by: to }, ended, staffActor(to));
      else if (answer === "time_out") telling.do({ type: "expire-offer" }, ended, SYSTEM);
      else telling.do({ type: "decline", offerId, by: to, reason: "need_a_moment" }, ended, staffActor(to));
      offers.push({
        ...{ id: offerId, to, madeAt: made, shownAt: shown, expiresAt, endedAt: ended },
        status: answer === "accept" ? "accepted" : answer === "decline" ? "declined" : "timed_out",
        reason: answer === "decline" ? "need_a_moment" : undefined,
        waitedSeconds: Math.round((made.getTime() - at.getTime()) / 1000),
      });
    },
    record(values, when) {
      const owner = "owner" in contact.state ? contact.state.owner : "";
      telling.do({ type: "begin-record", by: owner }, when, staffActor(owner));
      for (const [path, value] of Object.entries(values)) fields.push({ path, value, at: when });
      const known = Object.fromEntries(fields.map(({ path, value }) => [path, { value }]));
      const answers = riskAnswersOf(known);
      const facts = riskFactsOf(known, when, hasBrokenOff(contact));
      const { level } = assess(answers, facts);
      const { level: ifDropped } = assess(answers, { ...facts, isDropped: true });
      telling.do({ type: "assess-risk", level, ifDropped }, when, staffActor(owner));
    },
    told: () => ({ contact, log, messages, offers, fields, identity }),
  };
  if (text !== undefined) telling.say("child", text, at);
  return telling;
}

/** A version 7 id of a time that has passed. */
export function idAt(time: Date): string {
  const stamp = time.getTime().toString(16).padStart(12, "0");
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${randomUUID().slice(15)}`;
}
