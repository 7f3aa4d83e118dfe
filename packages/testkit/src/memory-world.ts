import type { Committed, Store, World } from "@nightlight/commands/world";
import type { Actor } from "@nightlight/domain/access/access";
import { STANDARD_POLICY, type RoutingPolicy } from "@nightlight/domain/policy/policy";
import { accessLogStore, barringStore, identityStore, openingStore, supervisionStore } from "./memory/access-stores.ts";
import { auditStore } from "./memory/audit-store.ts";
import { authorityStore } from "./memory/authority-store.ts";
import { reportDraftStore } from "./memory/report-draft-store.ts";
import { recordingStore } from "./memory/recording-store.ts";
import { voicemailStore } from "./memory/voicemail-store.ts";
import { outsideCallStore } from "./memory/outside-call-store.ts";
import { webCallStore } from "./memory/web-call-store.ts";
import { callStore, softphoneStore } from "./memory/call-stores.ts";
import { channelStore } from "./memory/channel-store.ts";
import { escalationStore } from "./memory/escalation-store.ts";
import { peopleStore } from "./memory/people-store.ts";
import { contactStore, offerStore } from "./memory/contact-store.ts";
import { readFloor } from "./memory/floor.ts";
import { handoverStore } from "./memory/handover-store.ts";
import { restrictionStore } from "./memory/restriction-store.ts";
import { rosterStore } from "./memory/roster-store.ts";
import { pacingStore } from "./memory/pacing-store.ts";
import { policyStore } from "./memory/policy-store.ts";
import { placeStore } from "./memory/place-store.ts";
import { leaseStore, presenceStore } from "./memory/presence-stores.ts";
import { searchStore } from "./memory/search-store.ts";
import { copyOf, emptyTables, type Tables, type Transaction } from "./memory/tables.ts";
import { moveStore } from "./memory/move-store.ts";
import { callbackStore, transferStore } from "./memory/talk-stores.ts";
import { locationStore } from "./memory/location-store.ts";
import { handStore, riskStore } from "./memory/risk-stores.ts";
import { messageStore, recordStore } from "./memory/word-stores.ts";

export type MemoryWorldOptions = {
  readonly now: () => Date;
  readonly policy?: () => RoutingPolicy;
  readonly onCommitted: (committed: Committed) => void;
};

export type MemoryWorld = World & {
  /** The rows as they are committed. */
  readonly tables: () => Tables;
};

/**
 * The commands' world without a database. A story works on a copy of all rows, which becomes the truth when the story
 * returns and is dropped when it throws. Stories run one after another, as if each had locked everything.
 */
export function createMemoryWorld({
  now,
  onCommitted,
  policy = () => STANDARD_POLICY,
}: MemoryWorldOptions): MemoryWorld {
  let tables = emptyTables();
  let turn: Promise<unknown> = Promise.resolve();
  let ids = 0;

  const run = async <Value>(actor: Actor, story: (store: Store) => Promise<Value>): Promise<Value> => {
    const transaction: Transaction = {
      actor,
      tables: copyOf(tables),
      now,
      policy: policy(),
      lockedId: undefined,
      lockedEscalationId: undefined,
      written: { events: [], clocks: [], contacts: new Map(), escalations: new Map(), explanations: new Map() },
    };
    const value = await story(storeOf(transaction));
    tables = transaction.tables;
    if (transaction.written.events.length > 0) onCommitted(transaction.written);
    return value;
  };

  return {
    tables: () => tables,
    transaction(actor, story) {
      const result = turn.then(() => run(actor, story));
      turn = result.catch(() => undefined);
      return result;
    },
    newId() {
      ids += 1;
      return `01900000-0000-7000-8000-${ids.toString(16).padStart(12, "0")}`;
    },
  };
}

function storeOf(transaction: Transaction): Store {
  return {
    contacts: contactStore(transaction),
    offers: offerStore(transaction),
    messages: messageStore(transaction),
    records: recordStore(transaction),
    risks: riskStore(transaction),
    locations: locationStore(transaction),
    moves: moveStore(transaction),
    transfers: transferStore(transaction),
    callbacks: callbackStore(transaction),
    calls: callStore(transaction),
    outsideCalls: outsideCallStore(transaction),
    softphones: softphoneStore(transaction),
    voicemails: voicemailStore(transaction),
    recordings: recordingStore(transaction),
    webCalls: webCallStore(transaction),
    byHand: handStore(transaction),
    presences: presenceStore(transaction),
    leases: leaseStore(transaction),
    handovers: handoverStore(transaction),
    rosters: rosterStore(transaction),
    audit: auditStore(transaction),
    people: peopleStore(transaction),
    channels: channelStore(transaction),
    places: placeStore(),
    accessLog: accessLogStore(transaction),
    barrings: barringStore(transaction),
    identities: identityStore(transaction),
    openings: openingStore(transaction),
    restrictions: restrictionStore(transaction),
    supervision: supervisionStore(transaction),
    search: searchStore(transaction),
    authorities: authorityStore(transaction),
    reportDrafts: reportDraftStore(transaction),
    escalations: escalationStore(transaction),
    policy: transaction.policy,
    policies: policyStore(transaction),
    pacing: pacingStore(transaction),
    floor: async (limit) => readFloor(transaction, limit),
    now: async () => transaction.now(),
  };
}
