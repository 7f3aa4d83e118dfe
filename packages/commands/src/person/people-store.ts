import type { ContactStatus } from "@nightlight/domain/contact/contact";
import type { Person, PersonChange, PersonId } from "@nightlight/domain/person/person";

export type NewPerson = PersonChange & { readonly id: PersonId; readonly username: string };

/** A contact that somebody carries: its state, no word of it. */
export type Carried = { readonly contactId: string; readonly status: ContactStatus };

/** A place on a shift that has not ended. */
export type FuturePlace = { readonly shiftId: string; readonly startsAt: Date };

export type Centre = { readonly id: string; readonly name: string };

/** An entry of a list that is data: a skill, a spoken language. */
export type Named = {
  readonly code: string;
  readonly name: { readonly vi: string; readonly en: string };
  /** Given to nobody any more; whoever has it keeps it. */
  readonly isRetired: boolean;
};

/** The lists that administrators keep. */
export type NamedList = "skills" | "spokenLanguages";

/** What administrators manage. Everything that changes, or tells what somebody carries, is theirs alone. */
export type PeopleStore = {
  /** Everybody, by name. */
  list(): Promise<readonly Person[]>;
  /** Keeps everybody else from changing this person until the story ends. */
  lock(id: PersonId): Promise<Person | undefined>;
  /** Everybody who can sign in as administrator; nobody else changes that until the story ends. */
  administrators(): Promise<readonly PersonId[]>;
  create(person: NewPerson): Promise<void>;
  /** Saves what was locked, with the next version. */
  save(person: Person): Promise<void>;
  /** Presence and places, as far as they are missing. */
  equip(id: PersonId, chatPlaces: number): Promise<void>;
  /** Ends every session, and names those that lived. */
  endSessions(id: PersonId): Promise<readonly string[]>;
  /** Makes password and second factor worthless: only a new link lets them in. They are set aside for a few seconds. */
  forgetSignIn(id: PersonId): Promise<void>;
  /**
   * Puts back what the same administrator set aside within these seconds, and ends the links made since. False: too late,
   * another's, or the link was taken. Sessions that ended stay ended.
   */
  recallSignIn(id: PersonId, seconds: number): Promise<boolean>;
  carriedBy(id: PersonId): Promise<readonly Carried[]>;
  /** Opens one contact of somebody who was offboarded to this transaction; false for any other. */
  openForHandOver(contactId: string): Promise<boolean>;
  futurePlaces(id: PersonId): Promise<readonly FuturePlace[]>;
  /** Gives the places to a colleague; where the colleague has one already, or is nobody, they fall away. */
  handOverPlaces(from: PersonId, to: PersonId | undefined): Promise<void>;
  centres(): Promise<readonly Centre[]>;
  /** False when there is one of that name. */
  addCentre(centre: Centre): Promise<boolean>;
  renameCentre(centre: Centre): Promise<boolean>;
  skills(): Promise<readonly Named[]>;
  spokenLanguages(): Promise<readonly Named[]>;
  /** False when the code is taken. */
  addNamed(list: NamedList, named: Named): Promise<boolean>;
  /** False when there is no such code. */
  changeNamed(list: NamedList, named: Named): Promise<boolean>;
};
