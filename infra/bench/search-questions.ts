import {
  bookedContact,
  draws,
  foldedText,
  type BookedContact,
  type BookPlan,
} from "@nightlight/simulation/search/search-book";

/** What is searched, each measured by itself. */
export const SEARCHES = ["people", "phones", "words"] as const;

export type Search = (typeof SEARCHES)[number];

/** Something that somebody types, of whom it is certain that a contact that they may find answers it. */
export type Question = {
  readonly within: Search;
  readonly text: string;
  readonly by: "counsellors" | "leads";
  /** Which of them. */
  readonly number: number;
  /** Whose question it is, for the figures. */
  readonly whose: "busy counsellor" | "counsellor" | "clinical lead";
};

/**
 * Questions as people type them, the same every time: whole names and beginnings, with marks and without, a slip of the
 * finger; whole numbers and their ends; one to three words of a note. In turns by a counsellor with very many contacts, one
 * with few, and (people and phones) a clinical lead, who finds in all of them.
 */
export function* questionsOf(plan: BookPlan, leads: number, within: Search, count: number): Generator<Question> {
  const draw = draws(7_919 + SEARCHES.indexOf(within));
  for (let asked = 0; asked < count; asked += 1) {
    const turn = asked % 3;
    const isLead = turn === 2 && within !== "words";
    const isBusy = !isLead && turn !== 1;
    let contact: BookedContact;
    do contact = bookedContact(plan, draw.below(plan.contacts));
    while (!isLead && contact.owner < plan.busyCounsellors !== isBusy);
    yield {
      within,
      text: TYPED[within](contact, draw),
      by: isLead ? "leads" : "counsellors",
      number: isLead ? draw.below(leads) : contact.owner,
      whose: isLead ? "clinical lead" : isBusy ? "busy counsellor" : "counsellor",
    };
  }
}

type Draw = ReturnType<typeof draws>;

const TYPED: Readonly<Record<Search, (contact: BookedContact, draw: Draw) => string>> = {
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
