import { randomUUID } from "node:crypto";
import type { AuditEntry } from "@nightlight/domain/audit/audit-entry";
import type { Contact } from "@nightlight/domain/contact/contact";
import type { Explanation } from "@nightlight/domain/routing/explanation";
import { STANDARD_POLICY, type RoutingPolicy } from "@nightlight/domain/policy/policy";
import type { Escalation } from "@nightlight/domain/escalation/escalation";
import type { RecordedEvent } from "@nightlight/commands/events";
import type { Committed, RunningClock, Store, World } from "@nightlight/commands/world";
import { accessLogStore } from "./access/access-log-store.ts";
import { barringStore } from "./access/barring-store.ts";
import { identityStore } from "./access/identity-store.ts";
import { openingStore } from "./access/opening-store.ts";
import { supervisionStore } from "./access/supervision-store.ts";
import { auditStore, chainEntries } from "./audit/audit-store.ts";
import { authorityStore } from "./authority/authority-store.ts";
import { reportDraftStore } from "./escalation/report-draft-store.ts";
import type { BeforeCommit, Database, DatabaseActor, Query } from "./connection.ts";
import { callStore } from "./call/call-store.ts";
import { outsideCallStore } from "./call/outside-call-store.ts";
import { recordingStore } from "./call/recording-store.ts";
import { softphoneStore } from "./call/softphone-store.ts";
import { voicemailStore } from "./call/voicemail-store.ts";
import { webCallStore } from "./call/web-call-store.ts";
import { channelStore } from "./channel/channel-store.ts";
import { callbackStore } from "./contact/callback-store.ts";
import { contactStore, type ContactStoreParts } from "./contact/contact-store.ts";
import { handStore } from "./contact/hand-store.ts";
import { moveStore } from "./contact/move-store.ts";
import { riskStore } from "./contact/risk-store.ts";
import { locationStore } from "./location/location-store.ts";
import { transferStore } from "./contact/transfer-store.ts";
import { escalationStore } from "./escalation/escalation-store.ts";
import { contactKeys } from "./message/contact-key.ts";
import { messageStore } from "./message/message-store.ts";
import { peopleStore } from "./person/people-store.ts";
import { placeStore } from "./place/place-store.ts";
import { policyStore } from "./policy/policy-store.ts";
import { leaseStore, presenceStore } from "./presence/presence-store.ts";
import { definitionShelf, type DefinitionShelf } from "./record/definition-shelf.ts";
import { recordStore } from "./record/record-store.ts";
import { restrictionStore } from "./restriction/restriction-store.ts";
import { rosterStore } from "./roster/roster-store.ts";
import { readFloor } from "./routing/floor.ts";
import { pacingStore } from "./routing/pacing-store.ts";
import { offerStore } from "./routing/offer-store.ts";
import { searchStore } from "./search/search-store.ts";
import type { Sealing } from "./sealing.ts";
import { handoverStore } from "./shift/handover-store.ts";

export type WorldOptions = {
  readonly database: Database;
  readonly sealing: Sealing;
  /** The routing policy in force; what comes with the program unless somebody says otherwise. */
  readonly policy?: () => RoutingPolicy;
  /** Told what was committed, after the commit and never before. Must not throw. */
  readonly onCommitted: (committed: Committed) => void;
};

/** The commands' world on PostgreSQL: one transaction a story, under row-level security as its actor. */
export function createWorld({ database, sealing, onCommitted, policy = () => STANDARD_POLICY }: WorldOptions): World {
  const shelf = definitionShelf();
  return {
    newId: uuidv7,
    async transaction(actor, story) {
      const events: RecordedEvent[] = [];
      const clocks: RunningClock[] = [];
      const contacts = new Map<string, Contact>();
      const escalations = new Map<string, Escalation>();
      const explanations = new Map<string, Explanation>();
      const entries: AuditEntry[] = [];
      const value = await database.transaction(actor, async (query, beforeCommit) => {
        const told = await story(
          storeOf(
            { query, beforeCommit, actor, sealing, shelf, policy: policy() },
            {
              events: (written) => events.push(...written),
              clock: (clock) => clocks.push(clock),
              contact: (contact) => contacts.set(contact.id, contact),
              escalation: (escalation) => escalations.set(escalation.id, escalation),
              explanation: (offerId, explanation) => explanations.set(offerId, explanation),
              audit: (entry) => entries.push(entry),
            },
          ),
        );
        // Last of all: the chain's lock is held for a moment only, and nobody waits for another while holding it.
        await chainEntries(query, actor, entries);
        return told;
      });
      if (events.length > 0) onCommitted({ events, clocks, contacts, escalations, explanations });
      return value;
    },
  };
}

/** Notes down what was written, for the time after the commit. */
type Remember = {
  events: (events: readonly RecordedEvent[]) => void;
  clock: (clock: RunningClock) => void;
  contact: (contact: Contact) => void;
  escalation: (escalation: Escalation) => void;
  explanation: (offerId: string, explanation: Explanation) => void;
  audit: (entry: AuditEntry) => void;
};

type StoreParts = {
  readonly query: Query;
  readonly beforeCommit: BeforeCommit;
  readonly actor: DatabaseActor;
  readonly sealing: Sealing;
  readonly shelf: DefinitionShelf;
  readonly policy: RoutingPolicy;
};

function storeOf(parts: StoreParts, remember: Remember): Store {
  const { query, actor, sealing, policy } = parts;
  const keys = contactKeys(query, sealing);
  const rememberContact: ContactStoreParts["remember"] = ({ contact, events, clock, explanation }) => {
    remember.contact(contact);
    remember.events(events);
    for (const { event } of events) {
      if (event.type === "offer_made" && explanation !== undefined) remember.explanation(event.offerId, explanation);
    }
    if (clock !== undefined) remember.clock(clock);
  };
  return {
    contacts: contactStore({ ...parts, remember: rememberContact }),
    offers: offerStore(query),
    messages: messageStore(query, keys),
    records: recordStore({ ...parts, keys }),
    risks: riskStore(query, actor, sealing),
    locations: locationStore(query, actor, keys),
    moves: moveStore(query, actor, policy),
    transfers: transferStore(query, policy),
    callbacks: callbackStore(query, keys),
    calls: callStore(query),
    outsideCalls: outsideCallStore(query),
    softphones: softphoneStore(query),
    voicemails: voicemailStore(query, keys),
    recordings: recordingStore(query, keys),
    webCalls: webCallStore(query),
    byHand: handStore({ query, actor, sealing, keys, remember: rememberContact }),
    presences: presenceStore(query, parts.beforeCommit, actor, policy, (event) => {
      remember.events([event]);
    }),
    leases: leaseStore(query, policy),
    handovers: handoverStore(query, remember.clock),
    rosters: rosterStore(query, remember.clock),
    audit: auditStore(query, actor, remember.audit),
    people: peopleStore(query),
    channels: channelStore(query),
    places: placeStore(query),
    accessLog: accessLogStore(query, actor),
    barrings: barringStore(query, actor, sealing),
    identities: identityStore(query, actor, sealing, policy),
    openings: openingStore(query, actor, sealing),
    restrictions: restrictionStore(query, actor, sealing, policy),
    supervision: supervisionStore(query),
    search: searchStore(query, sealing),
    authorities: authorityStore(query),
    reportDrafts: reportDraftStore(query, actor, sealing),
    escalations: escalationStore({
      query,
      actor,
      sealing,
      remember({ escalation, events, clocks }) {
        remember.escalation(escalation);
        remember.events(events);
        for (const clock of clocks) remember.clock(clock);
      },
    }),
    policy,
    policies: policyStore(query, actor, sealing),
    pacing: pacingStore(query, parts.beforeCommit, actor, policy),
    floor: (limit) => readFloor(query, policy, limit),
    async now() {
      const [row] = await query<{ now: Date }>("now", "select clock_timestamp() as now", []);
      if (row === undefined) throw new Error("The database did not tell the time");
      return row.now;
    },
  };
}

/** A UUID of version 7 (RFC 9562): 48 bits of milliseconds, the rest random. PostgreSQL makes them only from 18 on. */
export function uuidv7(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
