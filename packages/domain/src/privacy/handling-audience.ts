/** Audiences of who is offered a contact, who moved it, and who may see or has seen it. */
export const HANDLING_AUDIENCES = {
  offer: {
    id: "helpline",
    contactId: "shared",
    counsellorId: "helpline",
    status: "helpline",
    madeAt: "helpline",
    shownAt: "helpline",
    expiresAt: "helpline",
    endedAt: "helpline",
    declineReason: "helpline",
    explanation: "helpline",
    isBarred: "helpline",
  },

  /** A supervisor's move of the contact: what makes a repeat harmless. */
  move: {
    id: "helpline",
    contactId: "shared",
    byId: "helpline",
    toId: "helpline",
    does: "helpline",
    reason: "helpline",
    overrides: "helpline",
    madeAt: "helpline",
    undoneAt: "helpline",
  },

  /** The contact on its way to a colleague at the end of a shift. */
  handover: {
    id: "helpline",
    contactId: "shared",
    fromId: "helpline",
    toId: "helpline",
    state: "helpline",
    askedAt: "helpline",
    answeredAt: "helpline",
  },

  /** Who must not see the contact, and why. The person or office concerned must not learn of it either. */
  barring: {
    id: "helpline",
    contactId: "helpline",
    barredId: "helpline",
    isOffice: "helpline",
    origin: "helpline",
    reason: "helpline",
    barredBy: "helpline",
    barredAt: "helpline",
    liftedBy: "helpline",
    liftedAt: "helpline",
  },

  /** A reading that needed a reason, and what was said about it. */
  opening: {
    id: "helpline",
    contactId: "helpline",
    personId: "helpline",
    kind: "helpline",
    reason: "helpline",
    openedAt: "helpline",
    expiresAt: "helpline",
    reviewedBy: "helpline",
    reviewedAt: "helpline",
    review: "helpline",
  },

  /** Somebody put behind the others for a while: why, and who looked at it again. */
  restriction: {
    id: "helpline",
    contactId: "helpline",
    setBy: "helpline",
    reason: "helpline",
    setAt: "helpline",
    until: "helpline",
    aheadAt: "helpline",
    endedBy: "helpline",
    endedAt: "helpline",
    comment: "helpline",
  },

  /** Who read what, when, why and how. */
  reading: {
    id: "helpline",
    at: "helpline",
    actorKind: "helpline",
    actorId: "helpline",
    contactId: "shared",
    action: "helpline",
    why: "helpline",
    how: "helpline",
    openingId: "helpline",
  },

  /** The session of the other side's own page. */
  childSession: { tokenHash: "informant", contactId: "shared", expiresAt: "helpline", endedAt: "helpline" },
} as const;
