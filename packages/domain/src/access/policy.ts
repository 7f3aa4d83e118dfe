import type { Role } from "./access.ts";

/** The columns of the policy table: the eight roles, then everybody who acts without an account. */
export const COLUMNS = [
  "counsellor",
  "supervisor",
  "officer",
  "case_worker",
  "leader",
  "clinical_lead",
  "administrator",
  "auditor",
  "child",
  "gateway",
  "system",
] as const satisfies readonly (Role | "child" | "gateway" | "system")[];

export type Column = (typeof COLUMNS)[number];

/**
 * What a cell may ask instead of a plain yes.
 *   own            the contact is theirs: its counsellor, its child, its channel
 *   own, by me     the contact is theirs, and the act in question was their own
 *   offered        the contact is held out to them at this moment
 *   own or joined  the contact is theirs, or its owner let them into the conversation
 *   of my centre   the contact's counsellor, or the person, works at their centre
 *   opened         they opened the contact with a reason, and its time has not run out
 *   same identity  it came from the same number or account as a contact that they hold at this moment
 *   own or sent    the contact is theirs, or they sent what was made of it
 *   sent to us     it was sent to the office that they work for
 *   about me       the person in question is themselves
 *   another's      the act in question was somebody else's
 */
export type ConditionName =
  | "own"
  | "own, by me"
  | "offered"
  | "own or offered"
  | "own or joined"
  | "of my centre"
  | "opened"
  | "same identity"
  | "own or sent"
  | "sent to us"
  | "about me"
  | "another's";

export type Cell = "yes" | "no" | ConditionName;

type Row = readonly [
  counsellor: Cell,
  supervisor: Cell,
  officer: Cell,
  caseWorker: Cell,
  leader: Cell,
  clinicalLead: Cell,
  administrator: Cell,
  auditor: Cell,
  child: Cell,
  gateway: Cell,
  system: Cell,
];

/**
 * Who may what. A row is an action, a column who acts (COLUMNS), a cell yes, no, or the condition that has to hold.
 * Before any cell is read stands the bar: whoever is barred from a contact may nothing with it, whatever their column
 * says, and no opening overrides that. Row-level security says the same once more (migration 0005).
 */
// prettier-ignore
export const POLICY = {
  //                        counsellor        supervisor      officer case   leader clinical     administrator auditor child  gateway system
  //                                                                 worker         lead
  "contact.see-state":     ["own or offered", "yes",          "no", "no",   "no",  "yes",        "no",         "no",   "own", "own",  "yes"],
  "contact.list":          ["no",             "yes",          "no", "no",   "no",  "yes",        "no",         "no",   "no",  "no",   "no" ],
  "contact.figures":       ["no",             "yes",          "no", "no",   "yes", "yes",        "no",         "no",   "no",  "no",   "no" ],
  "contact.take":          ["offered",        "no",           "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "contact.answer":        ["own or joined",  "no",           "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "contact.read":          ["own or joined",  "opened",       "no", "no",   "no",  "opened",     "no",         "no",   "own", "own",  "no" ],
  "contact.call":          ["own",            "no",           "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "contact.write-as-child":["no",             "no",           "no", "no",   "no",  "no",         "no",         "no",   "own", "own",  "no" ],
  "contact.supervise":     ["no",             "of my centre", "no", "no",   "no",  "yes",        "no",         "no",   "no",  "no",   "no" ],
  "contact.move":          ["no",             "yes",          "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "contact.take-danger":   ["no",             "yes",          "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "record.read":           ["own or joined",  "opened",       "no", "no",   "no",  "opened",     "no",         "no",   "no",  "no",   "no" ],
  "record.write":          ["own",            "no",           "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "record.hand-over":      ["no",             "of my centre", "no", "no",   "no",  "yes",        "no",         "no",   "no",  "no",   "no" ],
  "by-hand.record":        ["yes",            "no",           "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "risk.change":           ["own",            "no",           "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "risk.decide":           ["no",             "another's",    "no", "no",   "no",  "another's",  "no",         "no",   "no",  "no",   "no" ],
  "search.contacts":       ["own",            "of my centre", "no", "no",   "no",  "yes",        "no",         "no",   "no",  "no",   "no" ],
  "search.words":          ["own",            "opened",       "no", "no",   "no",  "opened",     "no",         "no",   "no",  "no",   "no" ],
  "previous.read":         ["same identity",  "no",           "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "previous.call":         ["same identity",  "no",           "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "presence.own":          ["yes",            "no",           "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "presence.force":        ["no",             "another's",    "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "call.telephone":       ["yes",            "yes",          "no", "no",   "no",  "yes",        "no",         "no",   "no",  "no",   "no" ],
  "call.add-party":       ["own",            "no",           "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "call.listen":          ["no",             "opened",       "no", "no",   "no",  "opened",     "no",         "no",   "no",  "no",   "no" ],
  "handover.ask":          ["own",            "no",           "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "handover.answer":       ["yes",            "no",           "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "handover.watch":        ["no",             "yes",          "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "call-in.answer":        ["yes",            "yes",          "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "roster.keep":           ["no",             "yes",          "no", "no",   "no",  "no",         "yes",        "no",   "no",  "no",   "no" ],
  "barring.bar":           ["own",            "yes",          "no", "no",   "no",  "yes",        "no",         "no",   "no",  "no",   "no" ],
  "barring.read":          ["own, by me",     "yes",          "no", "no",   "no",  "yes",        "no",         "no",   "no",  "no",   "no" ],
  "barring.lift":          ["own, by me",     "yes",          "no", "no",   "no",  "yes",        "no",         "no",   "no",  "no",   "no" ],
  "barring.register-own":  ["about me",       "about me",     "about me", "about me", "about me", "about me", "about me", "about me", "no", "no", "no" ],
  "restriction.set":       ["no",             "yes",          "no", "no",   "no",  "yes",        "no",         "no",   "no",  "no",   "no" ],
  "restriction.list":      ["no",             "yes",          "no", "no",   "no",  "yes",        "no",         "no",   "no",  "no",   "no" ],
  "restriction.review":    ["no",             "another's",    "no", "no",   "no",  "another's",  "no",         "no",   "no",  "no",   "no" ],
  "break-glass.open":      ["no",             "yes",          "no", "no",   "no",  "yes",        "no",         "no",   "no",  "no",   "no" ],
  "break-glass.list":      ["no",             "yes",          "no", "no",   "no",  "yes",        "no",         "yes",  "no",  "no",   "no" ],
  "break-glass.review":    ["no",             "another's",    "no", "no",   "no",  "another's",  "no",         "no",   "no",  "no",   "no" ],
  "access-log.of-contact": ["own",            "of my centre", "no", "no",   "no",  "yes",        "no",         "yes",  "no",  "no",   "no" ],
  "access-log.of-person":  ["about me",       "of my centre", "no", "no",   "no",  "yes",        "no",         "yes",  "no",  "no",   "no" ],
  "people.read":           ["no",             "no",           "no", "no",   "no",  "no",         "yes",        "no",   "no",  "no",   "no" ],
  "people.change":         ["no",             "no",           "no", "no",   "no",  "no",         "yes",        "no",   "no",  "no",   "no" ],
  "authorities.read":      ["yes",            "yes",          "no", "no",   "no",  "yes",        "yes",        "no",   "no",  "no",   "no" ],
  "authorities.change":    ["no",             "no",           "no", "no",   "no",  "no",         "yes",        "no",   "no",  "no",   "no" ],
  "channels.read":         ["no",             "no",           "no", "no",   "no",  "no",         "yes",        "no",   "no",  "no",   "no" ],
  "channels.change":       ["no",             "no",           "no", "no",   "no",  "no",         "yes",        "no",   "no",  "no",   "no" ],
  "policy.read":           ["no",             "no",           "no", "no",   "no",  "yes",        "yes",        "no",   "no",  "no",   "no" ],
  "policy.change":         ["no",             "no",           "no", "no",   "no",  "yes",        "yes",        "no",   "no",  "no",   "no" ],
  "audit.read":            ["no",             "no",           "no", "no",   "no",  "no",         "yes",        "yes",  "no",  "no",   "no" ],
  "audit.export":          ["no",             "no",           "no", "no",   "no",  "no",         "yes",        "yes",  "no",  "no",   "no" ],
  "escalation.send":       ["own",            "no",           "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "escalation.follow":     ["own or sent",    "yes",          "no", "no",   "no",  "yes",        "no",         "no",   "no",  "no",   "no" ],
  "escalation.watch":      ["no",             "yes",          "no", "no",   "no",  "yes",        "no",         "no",   "no",  "no",   "no" ],
  "escalation.call":       ["about me",       "yes",          "no", "no",   "no",  "yes",        "no",         "no",   "no",  "no",   "no" ],
  "escalation.answer":     ["no",             "no",           "sent to us", "no", "no", "no",    "no",         "no",   "no",  "no",   "no" ],
  "location.ask":          ["own",            "no",           "no", "no",   "no",  "no",         "no",         "no",   "no",  "no",   "no" ],
  "settings.change":       ["no",             "no",           "no", "no",   "no",  "no",         "yes",        "no",   "no",  "no",   "no" ],
} as const satisfies Readonly<Record<string, Row>>;

export type Action = keyof typeof POLICY;

/** Whether a word names an action of the table. */
export function isAction(word: unknown): word is Action {
  return typeof word === "string" && Object.hasOwn(POLICY, word);
}

export const ACTIONS = Object.keys(POLICY) as readonly Action[];
