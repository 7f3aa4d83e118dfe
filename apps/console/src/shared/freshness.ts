import type { ContactSummary, ContactView, DeskView, OfferView } from "@nightlight/contracts/counsellor/contact";
import type { MessageView } from "@nightlight/contracts/fields";

/** Offers that are known to be over, so that a slow answer cannot bring one back on screen. */
const endedOffers = new Set<string>();

/** When each offer's notice arrived, in machine time. */
const heardAt = new Map<string, number>();

/** The last notice about my presence, and when it arrived. It may come before there is a desk to put it on. */
let heardPresence: { readonly presence: DeskView["presence"]; readonly at: number } | undefined;

/** Remembers a notice about my presence. */
export function rememberPresence(presence: DeskView["presence"], at: number): void {
  heardPresence = { presence, at };
}

/** Remembers when an offer's notice arrived. */
export function rememberHeard(offerId: string, at: number): void {
  heardAt.set(offerId, at);
}

/** Remembers that an offer is over; true the first time. */
export function rememberEnded(offerId: string): boolean {
  const isNews = !endedOffers.has(offerId);
  endedOffers.add(offerId);
  return isNews;
}

/** Forgets everything that was learnt about one person's desk. */
export function forgetNotices(): void {
  endedOffers.clear();
  heardAt.clear();
  heardPresence = undefined;
}

/** Whether an offer may be shown: it is not known to be over. */
export function isLive(offer: Pick<OfferView, "id">): boolean {
  return !endedOffers.has(offer.id);
}

/**
 * What is true after an answer arrived: answers overtake notices, so a contact never goes back to an older version,
 * an ended offer stays ended, an offer whose notice came after asking stays on screen, and so does a presence. (Its time of making does not
 * decide: a clock is read before a transaction commits, so an answer may be younger than an offer that it cannot see.)
 */
export function newerDesk(held: DeskView | undefined, read: DeskView, askedAt: number): DeskView {
  const offers = read.offers.filter(isLive);
  const presence = heardPresence !== undefined && heardPresence.at >= askedAt ? heardPresence.presence : read.presence;
  if (held === undefined) return { ...read, presence, offers };
  const heardSince = held.offers.filter(
    (offer) => isLive(offer) && (heardAt.get(offer.id) ?? 0) >= askedAt && !offers.some(({ id }) => id === offer.id),
  );
  const contacts = read.contacts.map((summary) => {
    const known = held.contacts.find(({ id }) => id === summary.id);
    return known !== undefined && known.version > summary.version ? known : summary;
  });
  return { ...read, presence, offers: [...offers, ...heardSince], contacts };
}

/** The newer of two views of one contact; of equal versions, the read one with every receipt and field kept. */
export function newerContact(held: ContactView | undefined, read: ContactView): ContactView {
  if (held === undefined) return read;
  if (held.summary.version > read.summary.version) return held;
  const messages = read.messages.map((message) => {
    const known = held.messages.find(({ id }) => id === message.id);
    return known === undefined ? message : withReceiptsOf(known, message);
  });
  // A message is never taken back: one whose notice overtook the answer stays.
  const unread = held.messages.filter(({ id }) => !messages.some((message) => message.id === id));
  return { ...read, messages: inOrder([...messages, ...unread]), record: newerRecord(held.record, read.record) };
}

function newerRecord(held: ContactView["record"], read: ContactView["record"]): ContactView["record"] {
  const merged = { ...read };
  for (const [field, known] of Object.entries(held)) {
    if (known.version > (read[field]?.version ?? 0)) merged[field] = known;
  }
  return merged;
}

function withReceiptsOf(known: MessageView, read: MessageView): MessageView {
  return { ...read, deliveredAt: read.deliveredAt ?? known.deliveredAt, seenAt: read.seenAt ?? known.seenAt };
}

function inOrder(messages: readonly MessageView[]): MessageView[] {
  return messages.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

/** Puts one row of "mine" in its place: newest news wins, a new row goes on top. */
export function withSummary(desk: DeskView, summary: ContactSummary): DeskView {
  const known = desk.contacts.find(({ id }) => id === summary.id);
  if (known === undefined) return { ...desk, contacts: [summary, ...desk.contacts] };
  if (known.version > summary.version) return desk;
  return { ...desk, contacts: desk.contacts.map((each) => (each.id === summary.id ? summary : each)) };
}

/** Puts an offer on the desk, or brings the one there up to date. */
export function withOffer(desk: DeskView, offer: OfferView): DeskView {
  if (!isLive(offer)) return desk;
  return { ...desk, offers: [...desk.offers.filter(({ id }) => id !== offer.id), offer] };
}

/** Takes an offer off the desk. */
export function withoutOffer(desk: DeskView, offerId: string): DeskView {
  return { ...desk, offers: desk.offers.filter(({ id }) => id !== offerId) };
}

/**
 * What a message's notice makes of a contact. The next version is applied; an older one is dropped; after a gap the
 * message is shown all the same, and the version stays, so that the contact counts as behind until it is read.
 */
export function viewAfterMessage(view: ContactView, version: number, message: MessageView): ContactView {
  if (version <= view.summary.version) return view;
  const next = withMessage(view, message);
  return version === view.summary.version + 1 ? { ...next, summary: { ...next.summary, version } } : next;
}

/** The same for its row of the desk, whose version may be another. */
export function rowAfterMessage(row: ContactSummary, version: number, message: MessageView): ContactSummary {
  if (version <= row.version) return row;
  return {
    ...row,
    version: version === row.version + 1 ? version : row.version,
    lastMessage: { from: message.from, text: message.text, at: message.at },
    unseen: message.from === "child" ? row.unseen + 1 : row.unseen,
  };
}

/** Adds a message once. */
export function withMessage(view: ContactView, message: MessageView): ContactView {
  if (view.messages.some(({ id }) => id === message.id)) return view;
  return {
    ...view,
    hasWords: view.hasWords || message.from === "child",
    messages: inOrder([...view.messages, message]),
    summary: {
      ...view.summary,
      lastMessage: { from: message.from, text: message.text, at: message.at },
      unseen: view.summary.unseen + (message.from === "child" ? 1 : 0),
    },
  };
}
