/**
 * Who a field is meant for. `helpline`: it never leaves the house (the counselling text, and everything about our own
 * work). `shared`: an authority that acts for the child may see it. `informant`: who told us; a leaked name means
 * retaliation, so it is in no summary, form, export or message to anybody outside.
 */
export type Audience = "helpline" | "shared" | "informant";

/** Who reads: the house, an authority, or the other side of the conversation (the child's own page, its gateway). */
export type Reader = "helpline" | "authority" | "other_side";

/** The fields of every member of a union, but for its tag. */
export type FieldOf<Union> = Union extends unknown ? Exclude<keyof Union, "type"> : never;
/** An audience for each of these fields; more may be declared. */
export type Complete<Field extends PropertyKey> = Readonly<Record<Field, Audience>> &
  Readonly<Record<string, Audience>>;
