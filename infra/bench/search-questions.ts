import {
  bookedContact,
  draws,
  firstRecent,
  foldedText,
  type BookedContact,
  type BookPlan,
} from "@nightlight/simulation/search/search-book";

/** What is searched, each measured by itself. */
export const SEARCHES = ["people", "phones", "words", "similar"] as const;

export type Search = (typeof SEARCHES)[number];

/** Something that somebody types, of whom it is certain that a contact that they may find answers it. */
export type Question = {
  readonly search: Search;
  /** Where the product is asked, and whether for names nearly like it. */
  readonly within: Exclude<Search, "similar">;
  readonly similar: boolean;
  readonly text: string;
  readonly by: "counsellors" | "leads";
  /** Which of them. */
  readonly number: number;
  /** Whose question it is, for the figures. */
  readonly whose: "busy counsellor" | "counsellor" | "clinical lead";
};

/**
 * Questions as people type them, the same every time: whole names and beginnings, with marks and without; whole numbers
 * and their ends; one to three words of a note; and apart from all these, names with a slip of the finger, of which nothing
 * else is found, and names for which similar ones are asked for as well. In turns by a counsellor with very many contacts, one
 * with few, and (but for words) a clinical lead, who finds in all of them.
 */
export function* questionsOf(plan: BookPlan, leads: number, search: Search, count: number): Generator<Question> {
  const draw = draws(7_919 + SEARCHES.indexOf(search));
  for (let asked = 0; asked < count; asked += 1) {
    const turn = asked % 3;
    const isLead = turn === 2 && search !== "words";
    const isBusy = !isLead && turn !== 1;
    let contact: BookedContact;
    const oldest = search === "similar" ? firstRecent(plan) : 0;
    do contact = bookedContact(plan, oldest + draw.below(plan.contacts - oldest));
    while ((!isLead && contact.owner < plan.busyCounsellors !== isBusy) || (search === "similar" && !canSlip(contact)));
    const similar = search === "similar" && draw.share() < 0.5;
    yield {
      search,
      within: search === "similar" ? "people" : search,
      similar,
      text: search === "similar" && !similar ? slipped(contact) : TYPED[search](contact, draw),
      by: isLead ? "leads" : "counsellors",
      number: isLead ? draw.below(leads) : contact.owner,
      whose: isLead ? "clinical lead" : isBusy ? "busy counsellor" : "counsellor",
    };
  }
}

/** Whether a name has a syllable that is long enough to be misspelt. */
function canSlip({ name }: BookedContact): boolean {
  return foldedText(name)
    .split(" ")
    .some(({ length }) => length >= 3);
}

/** A whole name whose longest syllable ends in a letter that nobody writes: nobody has it, one is nearly it. */
function slipped({ name }: BookedContact): string {
  const syllables = foldedText(name).split(" ");
  const longest = Math.max(...syllables.map(({ length }) => length));
  const slip = syllables.findIndex(({ length }) => length === longest);
  return syllables.map((syllable, index) => (index === slip ? `${syllable.slice(0, -1)}w` : syllable)).join(" ");
}

type Draw = ReturnType<typeof draws>;

const TYPED: Readonly<Record<Search, (contact: BookedContact, draw: Draw) => string>> = {
  similar: ({ name }) => name,
  people({ name }, draw) {
    const syllables = name.split(" ");
    const given = syllables.slice(-2).join(" ");
    switch (draw.below(6)) {
      case 0:
        return name;
      case 1:
        return foldedText(name);
      case 2:
        return given;
      case 3:
        return foldedText(syllables[0] ?? name);
      case 4:
        return foldedText(given).slice(0, -1);
      default:
        return foldedText(given);
    }
  },
  phones({ phone }, draw) {
    switch (draw.below(3)) {
      case 0:
        return phone;
      case 1:
        return `+84 ${phone.slice(1, 4)} ${phone.slice(4, 7)} ${phone.slice(7)}`;
      default:
        return phone.slice(-6);
    }
  },
  words({ note }, draw) {
    const syllables = note.match(/\p{L}{2,}/gu) ?? [];
    const from = draw.below(Math.max(1, syllables.length - 3));
    const typed = syllables.slice(from, from + 1 + draw.below(3)).join(" ");
    return draw.share() < 0.5 ? typed : foldedText(typed);
  },
};
