import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { ownerOf, type Contact } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import { excerptOf, type Excerpt } from "@nightlight/domain/search/excerpt";
import { closenessOf, isAskedFor, type Closeness } from "@nightlight/domain/search/match";
import { searchPlan, SIMILAR_MONTHS, type SearchWithin } from "@nightlight/domain/search/search-plan";
import type { SearchKind, Wanted } from "@nightlight/domain/search/tokens";
import type { Store, World } from "../world.ts";
import type { Found } from "./search-store.ts";

export type SearchInput = {
  readonly text: string;
  readonly within: SearchWithin;
  /** Names nearly like it as well, even though something was found. */
  readonly similar: boolean;
};

export type Hit = {
  readonly contact: Contact;
  readonly kind: SearchKind;
  readonly field: string;
  /** The version of the form that the record is in; undefined for whoever may not read it. */
  readonly definition: number | undefined;
  readonly closeness: Closeness;
  /** Undefined for whoever may see no more than that there is something. */
  readonly excerpt: Excerpt | undefined;
};

/** What was found, before it is told in which form it stands. */
type Match = Omit<Hit, "definition">;

/** Newest first in each kind; names that are only similar come last. */
export type SearchResult = {
  readonly hits: readonly Hit[];
  readonly hasMore: boolean;
  /** Names nearly like it were not looked for; whoever asks for them might find more. */
  readonly canAskSimilar: boolean;
};

/** So many of each kind; whoever needs more has to say more. */
const HITS = 20;

/**
 * Searches people, phones and notes within what the actor may see or read. Every value that may be opened is read once
 * more, so that a hash that promised too much shows nothing. Names nearly like it are looked for when nothing else was
 * found, or when that is asked for. That somebody searched is audited, what for is not.
 * Refuses with `too-short` when nothing could be told apart by so little.
 */
export async function searchContacts(
  world: World,
  actor: Staff,
  { text, within, similar }: SearchInput,
): Promise<Result<SearchResult, "too-short">> {
  const plan = searchPlan(text, within);
  if (plan === undefined) return refuse("too-short");
  return world.transaction(actor, async (store) => {
    const sees = sight(store, actor);
    const ask = async (wanted: Wanted, months?: number): Promise<Match[]> => {
      const found = await store.search.find(wanted, HITS + 1, months);
      const hits = await Promise.all(
        found.map(async (each) => ((await sees(each, wanted.kind)) ? hitOf(each, wanted, text) : undefined)),
      );
      return hits.filter((hit) => hit !== undefined);
    };
    const first = await Promise.all(plan.first.map((wanted) => ask(wanted)));
    const looksForSimilar = similar || first.flat().length === 0;
    const alike = looksForSimilar ? await Promise.all(plan.similar.map((wanted) => ask(wanted, SIMILAR_MONTHS))) : [];
    const hits = [...first, withoutKnown(alike.flat(), first.flat())];
    const shown = hits.flatMap((each) => each.slice(0, HITS));
    const [versions] = await Promise.all([
      store.records.versionsOf([...new Set(shown.map(({ contact }) => contact.id))]),
      store.audit.write({ action: "contacts.searched", details: { within, found: hits.flat().length } }),
    ]);
    return accept({
      hits: shown.map((hit) => ({ ...hit, definition: versions.get(hit.contact.id) })),
      hasMore: hits.some((each) => each.length > HITS),
      canAskSimilar: !looksForSimilar && plan.similar.length > 0,
    });
  });
}

/** What a policy's row says of a found field, once more beside the store's own. */
function sight(store: Store, actor: Staff): (found: Found, kind: SearchKind) => Promise<boolean> {
  const centres = new Map<string, Promise<boolean>>();
  const isOfMyCentre = (owner: string): Promise<boolean> => {
    const known = centres.get(owner) ?? store.supervision.sharesCentre(owner);
    centres.set(owner, known);
    return known;
  };
  return async ({ contact, value }, kind) => {
    if (kind === "word") return may(actor, "search.words", { contact, isOpened: value !== undefined });
    if (may(actor, "search.contacts", { contact })) return true;
    const owner = ownerOf(contact);
    return owner !== undefined && may(actor, "search.contacts", { contact, isOfMyCentre: await isOfMyCentre(owner) });
  };
}

function hitOf({ contact, field, value }: Found, { kind, some }: Wanted, text: string): Match | undefined {
  const isNearly = kind === "person" && some.length > 0;
  if (value === undefined)
    return { contact, kind, field, closeness: isNearly ? "similar" : "same", excerpt: undefined };
  const closeness = closenessOf(kind, text, value);
  if (closeness === undefined) return undefined;
  const excerpt = excerptOf(value, (syllable) => isAskedFor(kind, text, syllable));
  return { contact, kind, field, closeness, excerpt };
}

/** Each field once, newest first; without those that are there already. */
function withoutKnown(hits: readonly Match[], known: readonly Match[]): Match[] {
  const keyOf = ({ contact, field }: Match): string => `${contact.id} ${field}`;
  const seen = new Set(known.map(keyOf));
  return hits
    .filter((hit) => !seen.has(keyOf(hit)) && seen.add(keyOf(hit)))
    .sort((a, b) => b.contact.arrivedAt.getTime() - a.contact.arrivedAt.getTime());
}
